"""Eurostat: asylum applications by month, country of application and citizenship (migr_asyappctzm).

The JSON-stat answer of the statistics service, and a wide CSV with one column a month.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import ParseError
from waterbed.sources import nationality
from waterbed.sources.cell import read_count
from waterbed.sources.container import gunzip
from waterbed.sources.jsonstat import read_cube
from waterbed.sources.table import LINE, column, read_table
from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCE: Final = "eurostat"

_NOTE: Final = "rounded to five"
_EVERYONE: Final = {"freq": "M", "unit": "PER", "sex": "T", "age": "TOTAL"}
_NAMED: Final = 6
_VARYING: Final = ("citizen", "geo", "time")
_FLAGS: Final = {
    "b": "break in the series",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "Eurostat's estimate",
    "u": "low reliability",
    "z": "not applicable",
}


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read monthly asylum applications.

    Parameters
    ----------
    content
        JSON-stat of ``migr_asyappctzm``, both sexes and all ages, one kind of applicant; or a CSV
        with the columns CITIZEN, GEO and one column for each month (Y2015M01); may be gzipped.
    options
        ``geo``: the code of the one country of application that the answer is about, as in
        ``IT``; several may be in it where not given.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA` in applications by month:
        ``applications/<country of application>/<citizenship>``, the citizenship as ISO 3166-1
        alpha-3, ``total``, or a slug of what is printed.

    Raises
    ------
    ParseError
        Where it is neither of the two, where it is empty (an unknown code gives an empty answer),
        where its cells are not everyone, or where it is about another country.
    LimitError
        Where it is larger than an answer can be.

    Notes
    -----
    Values are rounded to five. Every cell of the cube gives a row: ``:``, a blank and an absent
    cell are "not reported". Flags are spelled out in the note: p makes a figure provisional, e
    and s (estimates) make it "about". The answer's ``updated`` is the date of the whole database,
    so that rows carry no date of their own.

    References
    ----------
    https://ec.europa.eu/eurostat/cache/metadata/en/migr_asyapp_esms.htm
    """
    content = gunzip(content) if content.startswith(b"\x1f\x8b") else content
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    cells = _cube_cells(content) if is_json else _wide_cells(content)
    if "geo" in options:
        _refuse_other_countries(cells, options["geo"])
    counted = read_count(cells, "printed", signs={":": "not reported"})
    return as_rows(_flagged(counted).with_columns(source=pl.lit(SOURCE)))


def _cube_cells(content: bytes) -> pl.DataFrame:
    cube = read_cube(content)
    absent = {*_VARYING, "citizen label", "geo label"} - set(cube.columns)
    if absent:
        got = [one for one in cube.columns if f"{one} label" in cube.columns]
        raise ParseError(
            f"expected the dimensions {', '.join(_VARYING)}, got {', '.join(got)}. "
            "Ask for the dataset migr_asyappctzm."
        )
    fixed = [one for one in cube.columns if f"{one} label" in cube.columns and one not in _VARYING]
    _refuse_parts(cube.select(fixed).unique())
    kinds = [f"{one} label" for one in fixed if one not in _EVERYONE]
    country = nationality.of_code(pl.col("geo"), pl.col("geo label"))
    citizenship = nationality.of_code(pl.col("citizen"), pl.col("citizen label"))
    return cube.select(
        LINE,
        "printed",
        "flag",
        *_dates(cube["time"].unique().to_list(), "time"),
        key=_key(country, citizenship),
        note=pl.concat_str(pl.lit(_NOTE), *kinds, separator="; "),
    )


def _refuse_parts(kinds: pl.DataFrame) -> None:
    for name in kinds.columns:
        codes = kinds[name].unique().sort().to_list()
        everyone = [_EVERYONE.get(name, codes[0])]
        if codes != everyone:
            raise ParseError(
                f"the answer holds {name} {', '.join(codes)}; a series needs {everyone[0]} alone. "
                f"Ask for {name}={everyone[0]}."
            )


def _refuse_other_countries(cells: pl.DataFrame, geo: str) -> None:
    wanted = pl.select(nationality.country(nationality.of_code(pl.lit(geo), pl.lit(geo)))).item()
    got = cells["key"].str.split("/").list.get(1).unique().sort().to_list()
    if got != [wanted]:
        more = f" and {len(got) - _NAMED} more" if len(got) > _NAMED else ""
        raise ParseError(
            f"expected applications in {wanted} alone (geo={geo}), got "
            f"{', '.join(got[:_NAMED])}{more}. Look whether this file belongs to another "
            f"document, or ask for geo={geo}."
        )


def _wide_cells(content: bytes) -> pl.DataFrame:
    table = read_table(content, ["CITIZEN", "GEO"])
    citizen, geo = column(table, "CITIZEN"), column(table, "GEO")
    cells = table.unpivot(index=[LINE, citizen, geo], variable_name="time", value_name="printed")
    if cells.is_empty():
        raise ParseError("no column for a month (Y2015M01) beside CITIZEN and GEO. Get it again.")
    country, citizenship = nationality.of_name(pl.col(geo)), nationality.of_name(pl.col(citizen))
    return cells.select(
        LINE,
        "printed",
        *_dates(cells["time"].unique().to_list(), "time"),
        flag=pl.lit(None, pl.String),
        key=_key(country, citizenship),
        note=pl.lit(_NOTE),
    )


def _key(country: pl.Expr, citizenship: pl.Expr) -> pl.Expr:
    return pl.concat_str(
        pl.lit("applications"), nationality.country(country), citizenship, separator="/"
    )


def _dates(times: Sequence[str], name: str) -> tuple[pl.Expr, pl.Expr]:
    months = {time: _month(time) for time in times}
    start = pl.col(name).replace_strict(months, return_dtype=pl.Date)
    return start.alias("start"), start.dt.month_end().alias("end")


def _month(time: str) -> dt.date:
    shape = re.fullmatch(r"Y?(\d{4})(?:-|M|-M)(\d{2})", time)
    if shape is None or not (1 <= int(shape[2]) <= 12 and int(shape[1])):  # noqa: PLR2004
        raise ParseError(
            f"expected months (2015-01 or Y2015M01), got {time!r}. Ask for the monthly dataset."
        )
    return dt.date(int(shape[1]), int(shape[2]), 1)


def _flagged(cells: pl.DataFrame) -> pl.DataFrame:
    flag, absent = pl.col("flag").fill_null(""), pl.col("value").is_null()
    words = {one: _in_words(one) for one in cells["flag"].drop_nulls().unique()}
    provisional, estimated = flag.str.contains("p"), flag.str.contains("[es]")
    return cells.with_columns(
        status=pl.when(absent)
        .then(pl.lit("missing"))
        .when(provisional)
        .then(pl.lit("provisional"))
        .otherwise(pl.lit("final")),
        bound=pl.when(estimated & ~absent).then(pl.lit("about")).otherwise(pl.lit("exact")),
        missing=pl.when(absent & flag.str.contains("z"))
        .then(pl.lit("not applicable"))
        .otherwise("missing"),
        note=pl.col("note") + flag.replace(words),
    ).drop("flag", "printed")


def _in_words(flag: str) -> str:
    return "".join(f"; {_FLAGS.get(sign, f'flag {sign}')}" for sign in flag if sign.isalpha())
