"""The options that verbs share, and printing what a verb answers."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.records import Effect, InvalidError, NotFoundError, PartialDate, parse_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from waterbed.records import Displacement, Reference, Series
    from waterbed.report import Table
    from waterbed.store import Store

_KEPT = {"raw", "rows", "vintages"}
Home = Annotated[
    Path | None, typer.Option("--home", help="Folder of the store, instead of WATERBED_HOME.")
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer with what was known on this day."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to a file: .csv or .json.")
]
Picture = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to a file: .html, .svg, .png, .csv or .json."),
]
PICTURED = (".html", ".svg", ".png", ".csv", ".json")
"""The suffixes of `Picture`."""
TableFile = Annotated[
    Path | None, typer.Option("--table", metavar="FILE", help="Your own table: .csv or .parquet.")
]
Start = Annotated[
    str | None,
    typer.Option("--start", metavar="DATE", help="When it began, a day or a month; not --event."),
]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day.")]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the question.")]
Source = Annotated[str | None, typer.Option("--source", help="Id of one publisher.")]


def open_store(home: Path | None) -> Store:
    """Open the store that a verb reads.

    Parameters
    ----------
    home
        What ``--home`` said.

    Returns
    -------
    Store
        The store of that folder, or of the default one.
    """
    from waterbed import store

    return store.Store.at(home)


def require_series(store: Store, key: str, source: str | None) -> None:
    """Refuse a key that the record does not hold, or not from this publisher.

    Parameters
    ----------
    store
        The store.
    key
        A series key or a pattern with ``*``.
    source
        Id of a publisher, None for any.

    Raises
    ------
    NotFoundError
        With the nearest keys, or with the publishers that hold this one.
    """
    holders = store.history(key)["source"].unique().sort().to_list()
    if not holders:
        raise NotFoundError.among("series", key, store.keys()["key"], "waterbed series")
    if source is not None and source not in holders:
        raise NotFoundError(
            f"no figures of {key!r} from {source!r}. The record holds them from: "
            f"{', '.join(holders)}. Name one of these, or leave --source out."
        )


def quiet_retries() -> None:
    """Keep the retry library from writing on stderr: the answer says what failed, once."""
    import stamina.instrumentation

    stamina.instrumentation.set_on_retry_hooks([])


def read_day(text: str | None, option: str) -> dt.date | None:
    """Read an optional day.

    Parameters
    ----------
    text
        What the option said, None where it was left out.
    option
        The option's name, for the error.

    Returns
    -------
    datetime.date or None
        The day; None stays None.
    """
    return None if text is None else parse_day(text, option)


def series_known(store: Store, key: str, source: str | None, day: dt.date | None) -> list[Series]:
    """Take what each publisher counted, as it was known on a day.

    Parameters
    ----------
    store
        The store.
    key, source
        A series, and its publisher or None for any.
    day
        The day of the question, None for now.

    Returns
    -------
    list of Series
        At least one: first what a publisher counted itself, then what others report of it, the most
        figures first among each.

    Raises
    ------
    NotFoundError
        Where the record does not hold it.
    InvalidError
        Where nothing was known of it on the day; it says from when something was.
    """
    require_series(store, key, source)
    found = store.series(key, source, day)
    if not found:
        since = store.known_from(key, source)
        advice = f"Give --as-of {since} or later" if since else "Choose a later --as-of"
        raise InvalidError(f"nothing was known of {key} on {day}. {advice}.")
    return sorted(found, key=lambda one: (bool(one.reported_by), -len(one.observations)))


def read_start(text: str | None) -> PartialDate | None:
    """Read when something began: a day, or a month where the day is not known.

    Parameters
    ----------
    text
        What ``--start`` said, None where it was left out.

    Returns
    -------
    PartialDate or None
        None stays None.

    Raises
    ------
    InvalidError
        Where it is no such date.
    """
    if text is None:
        return None
    try:
        return PartialDate(text)
    except InvalidError:
        raise InvalidError(
            f"--start {text!r} is no day or month. Write 2017-07-01, or 2017-07."
        ) from None


def answer(
    table: Table,
    record: object,
    *,
    as_json: bool,
    output: Path | None,
    rows: Table | None = None,
) -> None:
    """Print an answer, or write it to a file.

    Parameters
    ----------
    table
        The answer for the eye.
    record
        The answer for ``--json`` and ``.json``.
    as_json
        Whether to print JSON.
    output
        The file to write, None to print.
    rows
        The answer for ``.csv``, None where it is `table`.

    Raises
    ------
    InvalidError
        Where the file's suffix is neither ``.csv`` nor ``.json``, or it cannot be written.
    """
    from waterbed import report

    if output is None:
        if as_json:
            sys.stdout.write(report.as_json(record))
        else:
            _print(table)
        return
    csv, json = partial(report.as_csv, rows or table), partial(report.as_json, record)
    write(output, {".csv": csv, ".json": json})


def answer_estimate(
    found: Effect | Displacement,
    references: Sequence[Reference],
    *,
    as_json: bool,
    output: Path | None,
    notes: tuple[str, ...] = (),
) -> None:
    """Print an effect or a displacement, or write it to a file in the form of its suffix.

    Parameters
    ----------
    found
        The estimate.
    references
        What published studies found about the same event.
    as_json
        Whether to print JSON.
    output
        The file to write, None to print.
    notes
        Further sentences under the table.

    Raises
    ------
    InvalidError
        Where there is no form for the suffix, or nothing to draw.
    """
    from waterbed import report

    table = report.table(found, references)
    table = replace(table, notes=table.notes + notes)
    rows = report.effect_rows(found) if isinstance(found, Effect) else table

    def fields() -> str:
        return report.as_json(report.estimate_fields(found, references))

    if output is None:
        if as_json:
            sys.stdout.write(fields())
        else:
            _print(table)
        return
    write(
        output,
        {
            ".html": lambda: report.estimate_page(found, table),
            ".svg": lambda: report.as_svg(report.chart(found)),
            ".png": lambda: report.as_png(report.chart(found)),
            ".csv": lambda: report.as_csv(rows),
            ".json": fields,
        },
    )


def write(output: Path, forms: Mapping[str, Callable[[], str | bytes]]) -> None:
    """Write an answer to a file in the form that its suffix asks for.

    Parameters
    ----------
    output
        The file.
    forms
        What to call for each suffix.

    Raises
    ------
    InvalidError
        Where there is no form for the suffix, the file lies among those of a store, or cannot be
        written.

    Notes
    -----
    The file is there whole or as it was before: bytes go to one beside it, which is renamed.
    """
    made = forms[require_form(output, forms)]()
    content = made.encode() if isinstance(made, str) else made
    target = output.resolve()
    _refuse_store(target)
    try:
        _write_whole(target, content)
    except OSError as error:
        raise InvalidError(
            f"cannot write {output}: {error.strerror}. Name another file."
        ) from error


def require_form(output: Path, endings: Collection[str]) -> str:
    """Refuse a file whose suffix asks for no form, before anything is worked out for it.

    Parameters
    ----------
    output
        The file.
    endings
        The possible suffixes.

    Returns
    -------
    str
        The longest one that fits.

    Raises
    ------
    InvalidError
        Where there is none.
    """
    fitting = [ending for ending in endings if output.name.endswith(ending)]
    if not fitting:
        possible = ", ".join(endings)
        raise InvalidError(f"-o {output}: got suffix {output.suffix!r}. Write one of {possible}.")
    return max(fitting, key=len)


def _refuse_store(target: Path) -> None:
    """Refuse to write among the files that a store keeps: it would not read them back."""
    from waterbed.store import find_home

    for folder in target.parents:
        home = folder.parent
        kept = (home / "raw").is_dir() and (home / "vintages").is_dir()
        if folder.name in _KEPT and (kept or home == find_home().resolve()):
            raise InvalidError(
                f"-o {target}: {folder} belongs to the store. Name a file somewhere else."
            )


def _write_whole(target: Path, content: bytes) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    part = target.with_name(f".{target.name[:40]}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _print(table: Table) -> None:
    import rich.console
    import rich.text

    from waterbed import report
    from waterbed.report.harmless import harmless

    width = None if sys.stdout.isatty() else 160
    console = rich.console.Console(width=width, highlight=False)
    console.print(report.as_rich(table))
    for note in table.notes:
        console.print(rich.text.Text(harmless(f"· {note}")))
