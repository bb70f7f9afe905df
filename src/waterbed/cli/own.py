"""A user's own table from disk: CSV or Parquet, and what was asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from waterbed.effects import DisplacementOptions, EffectOptions
    from waterbed.records import Displacement, Effect, PartialDate


_LONGEST = 160


def read_file(path: Path) -> pl.DataFrame:
    """Read a table.

    Parameters
    ----------
    path
        A file whose name ends with .csv, .csv.gz, .parquet or .pq.

    Returns
    -------
    polars.DataFrame
        Of a CSV file every cell as text: what it means is decided once, strictly.

    Raises
    ------
    InvalidError
        Where there is no such file, or it is not what its name says.
    """
    import polars as pl

    name = path.name.casefold()
    try:
        if name.endswith((".parquet", ".pq")):
            return pl.read_parquet(path)
        if name.endswith((".csv", ".csv.gz")):
            frame = pl.read_csv(path, infer_schema=False)
            return _require_columns(frame, path)
    except FileNotFoundError as error:
        raise InvalidError(f"--table {path}: there is no such file. Name one that is.") from error
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InvalidError(
            f"--table {path} cannot be read: {_short(error)}. Give a CSV file with commas "
            "and a header, in UTF-8, or a Parquet file."
        ) from error
    raise InvalidError(f"--table {path}: got suffix {path.suffix!r}. Give .csv or .parquet.")


def _short(error: Exception) -> str:
    first, *_ = str(error).splitlines() or [""]
    return first[:_LONGEST].rstrip(".")


def _require_columns(frame: pl.DataFrame, path: Path) -> pl.DataFrame:
    if not all(sign.isprintable() or sign.isspace() for name in frame.columns for sign in name):
        raise InvalidError(
            f"--table {path} is no CSV file: its first line is no text. Give a CSV file with "
            "commas and a header, in UTF-8, or a Parquet file."
        )
    if len(frame.columns) == 1 and any(sign in frame.columns[0] for sign in ";\t|"):
        raise InvalidError(
            f"--table {path}: the header {frame.columns[0]!r} is one column. Separate columns with "
            "commas."
        )
    return frame


def effect_table(
    path: Path,
    start: PartialDate | None,
    column: str | None,
    controls: Sequence[str],
    options: EffectOptions,
) -> Effect:
    """Say what an event changed in a column of a file.

    Parameters
    ----------
    path
        The file.
    start
        When the event began.
    column
        The series.
    controls
        Series that help to foresee it.
    options
        The choices.

    Returns
    -------
    Effect
        As of `waterbed.effects.effect_of_table`.

    Raises
    ------
    InvalidError
        Where start or column is not given, or the table cannot be read.
    """
    from waterbed import effects

    if start is None or column is None:
        raise InvalidError(
            "with --table, say which --column to ask about and when the event began with --start: "
            "--column arrivals --start 2017-02-02."
        )
    return effects.effect_of_table(
        read_file(path), column, start, controls=controls, options=options
    )


def displacement_table(
    path: Path,
    start: PartialDate | None,
    own: str | None,
    to: Sequence[str],
    options: DisplacementOptions,
) -> Displacement:
    """Say what an event averted on a route of a file, and what others received.

    Parameters
    ----------
    path
        The file.
    start
        When the event began.
    own
        The route of the event.
    to
        The routes to which people may have turned; empty for all others of the file.
    options
        The choices.

    Returns
    -------
    Displacement
        As of `waterbed.effects.with_horizons`.

    Raises
    ------
    InvalidError
        Where start or route is not given, or the table cannot be read.
    """
    from waterbed import effects

    if start is None or own is None:
        raise InvalidError(
            "with --table, name the route of the event with --own and say when it began with "
            "--start: --own central --start 2017-02-02."
        )
    panel = effects.read_panel(read_file(path))
    panel.route(own)
    receiving = tuple(to) or tuple(one for one in panel.routes if one != own)
    return effects.with_horizons(panel, own, receiving, start, options=options)
