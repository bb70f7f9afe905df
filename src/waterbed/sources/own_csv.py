"""Own CSV: a user's own table, read as a small mapping in TOML says.

The mapping names a column of the file for each field, or one constant for every row::

    [columns]                      # by the names printed in the header
    day = "Datum"                  # or month = …, or start = … and end = …
    value = "Personen"

    [constants]                    # the same for every row; dates as 2024-05-07
    key = "arrivals/sea/lampedusa"
    source = "my-count"
    bound = "about"

    [format]                       # only where the file differs from this
    date = "%Y-%m-%d"              # of day, start, end, published
    month = "%Y-%m"
    decimal = "."
    thousands = ""                 # the sign between thousands
    encoding = "utf-8"
    sheet = ""                     # of an XLSX or ODS file; empty: the first that fits
    repeated = ""                  # "sum" where several rows of one stretch are to be added

Fields: key, source, value and day, month, or start and end (needed); published (the day on which
the figure was published), bound (exact, about, at least, at most), status (final, provisional,
disputed, implied) and note (not needed). The first row that holds the name of the value's column
is the header; titles above it are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import BOUNDS, MEASURES, STATUSES, ParseError
from waterbed.sources.cell import impossible_date, read_figure
from waterbed.sources.own_mapping import Format, OwnMapping, read_mapping
from waterbed.sources.table import LINE, column, read_table
from waterbed.store import ROW_SCHEMA, as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_ISO: Final = Format()
_PART: Final = r"[^/\s\p{C}*]+"  # a star would be a pattern, a control character a command
_STRETCH: Final = ["key", "source", "start", "end", "published"]


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read a user's own table.

    Parameters
    ----------
    content
        CSV, XLSX, ODS or a JSON list of objects.
    options
        ``mapping``: the text of the mapping.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`, one for each row of the table, in the unit of the
        key's measure. A value that cannot be read and a day that does not exist are kept as in
        every source. With ``repeated = "sum"`` the rows of one stretch are one, with the line of
        the first.

    Raises
    ------
    InvalidError
        Where the mapping is empty, no TOML, or contradicts itself; the message names its key.
    ParseError
        Where the table lacks a column, a cell cannot be meant, or two rows are of one stretch;
        the message names the key of the mapping and the line of the table.
    LimitError
        Where the table is larger than allowed.

    Notes
    -----
    A sum of figures of which one is missing is "at least"; where they are "about" or "at most" it
    is missing too. Rows that differ in bound, status or note are not added up.
    """
    mapping = read_mapping(options.get("mapping", ""))
    cells = _cells(content, mapping)
    _refuse_words(cells, mapping)
    rows = _dated(read_figure(cells, "value", value=_number(mapping.format)), mapping)
    absent, said = pl.col("value").is_null(), pl.col("status") == "missing"
    _require(rows, mapping, "status", holds=absent | ~said, possible="a status with this value")
    status = pl.when(absent).then(pl.lit("missing")).otherwise("status")
    single = _summed(rows) if mapping.format.repeated == "sum" else rows
    _refuse_repeats(single)
    finished = single.with_columns(status=status)
    return as_rows(finished.select(name for name in ROW_SCHEMA if name in finished.columns))


def _cells(content: bytes, mapping: OwnMapping) -> pl.DataFrame:
    columns, form = mapping.columns.given(), mapping.format
    header = [columns["value"]] if "value" in columns else []
    try:
        table = read_table(content, header, sheet=form.sheet, encoding=form.encoding)
    except ParseError as error:
        raise ParseError(f"looking for columns.value in {header}: {error}") from None
    texts = {"bound": pl.lit(""), "status": pl.lit(""), "note": pl.lit(""), "published": pl.lit("")}
    texts |= {name: pl.lit(text) for name, text in mapping.constants.given().items()}
    for name, printed in columns.items():
        try:
            texts[name] = pl.col(column(table.drop(LINE), printed)).fill_null("")
        except ParseError as error:
            raise ParseError(f"columns.{name}: {error}") from None
    texts["bound"] = texts["bound"].replace("", "exact")
    texts["status"] = texts["status"].replace("", "final")
    return table.select(LINE, **texts)


def _refuse_words(cells: pl.DataFrame, mapping: OwnMapping) -> None:
    measure, path = pl.col("key").str.extract(r"^([^/]+)/"), rf"^{_PART}(/{_PART})+$"
    known = measure.is_in(list(MEASURES)) & pl.col("key").str.contains(path)
    named = pl.col("source").str.contains("^[a-z0-9]+(-[a-z0-9]+)*$")
    keys = (
        "a measure and a place without spaces, '*' or control characters, as arrivals/sea/italy; "
        f"measures: {', '.join(MEASURES)}"
    )
    for field, holds, possible in (
        ("key", known, keys),
        ("source", named, "small letters, digits and hyphens, as my-count"),
        ("bound", pl.col("bound").is_in(BOUNDS), ", ".join(BOUNDS)),
        ("status", pl.col("status").is_in(STATUSES), ", ".join(STATUSES)),
    ):
        _require(cells, mapping, field, holds=holds, possible=possible)


def _require(
    cells: pl.DataFrame, mapping: OwnMapping, field: str, *, holds: pl.Expr, possible: str
) -> None:
    broken = cells.filter(~holds.fill_null(value=False))
    if broken.height:
        line, got = broken.row(0, named=True)[LINE], broken[field][0]
        raise ParseError(f"{mapping.where(field)}, line {line}: got {got!r}; possible: {possible}.")


def _number(form: Format) -> pl.Expr:
    decimal, thousands = re.escape(form.decimal), re.escape(form.thousands)
    grouped = rf"\d{{1,3}}({thousands}\d{{3}}){{1,4}}|" if thousands else ""
    shape = rf"^[+-]?({grouped}\d{{1,15}})({decimal}\d{{0,15}})?$"
    figure = pl.col("value").str.strip_chars()
    plain = figure.str.replace_all(form.thousands, "", literal=True) if thousands else figure
    point = plain.str.replace(form.decimal, ".", literal=True)
    return pl.when(figure.str.contains(shape)).then(point).cast(pl.Float64)


def _dated(rows: pl.DataFrame, mapping: OwnMapping) -> pl.DataFrame:
    stretch = [one for one in ("day", "month", "start", "end") if one in rows.columns]
    days = [_day(one, mapping) for one in stretch]
    first, last = days[0], days[-1].dt.month_end() if stretch == ["month"] else days[-1]
    possible = first.is_not_null() & last.is_not_null()
    if rows.filter(possible).is_empty():
        got = rows.row(0, named=True)
        raise ParseError(
            f"{mapping.where(stretch[0])}, line {got[LINE]}: {got[stretch[0]]!r} is not written "
            f"as {_form(stretch[0], mapping)!r}, nor is any other cell. Set format.date (of "
            "months: format.month)."
        )
    _require(
        rows, mapping, stretch[-1], holds=~possible | (first <= last), possible="an end after start"
    )
    published, unsaid = _day("published", mapping), pl.col("published") == ""
    form = f"a day written as {_form('published', mapping)!r}"
    _require(rows, mapping, "published", holds=unsaid | published.is_not_null(), possible=form)
    printed = pl.concat_str(*stretch, separator=" to ")
    beside = pl.when(pl.col("original") == "").then(pl.lit("")).otherwise(": " + pl.col("original"))
    return rows.with_columns(
        start=pl.when(possible).then(first),
        end=pl.when(possible).then(last),
        published=published,
        marks=impossible_date(pl.when(possible).then(first)),
        original=pl.when(possible).then("original").otherwise(printed + beside),
    )


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    dated, absent = pl.col("start").is_not_null(), pl.col("value").is_null()
    lower = pl.col("bound").is_in(["exact", "at least"])
    known = ~absent.any() | (lower.first() & ~absent.all())
    sums = rows.filter(dated).group_by(*_STRETCH, "bound", "status", "note", maintain_order=True)
    added = sums.agg(
        pl.col(LINE, "marks").first(),
        value=pl.when(known).then(pl.col("value").sum()),
        missing=pl.when(~known).then(pl.col("missing").drop_nulls().first()),
        original=pl.col("original").filter(pl.col("original") != "").str.join("; "),
        short=absent.any() & known,
    )
    bound = pl.when("short").then(pl.lit("at least")).otherwise("bound")
    return pl.concat([added.with_columns(bound=bound), rows.filter(~dated)], how="diagonal")


def _refuse_repeats(rows: pl.DataFrame) -> None:
    again = rows.filter(
        pl.col("start").is_not_null() & ~pl.struct(_STRETCH).is_first_distinct()
    ).to_dicts()
    if again:
        one = again[0]
        raise ParseError(
            f"line {one[LINE]}: {one['key']} from {one['start']} to {one['end']} stands in the "
            f"table more than once (further rows: {len(again)}), and only one figure can hold. "
            'Where they are parts of one count, set format.repeated = "sum" (rows that differ in '
            "bound, status or note are not added); where they are of different reports, give "
            "columns.published; otherwise keep one."
        )


def _day(field: str, mapping: OwnMapping) -> pl.Expr:
    form, text = _form(field, mapping), pl.col(field).str.strip_chars()
    if field == "month":
        form, text = f"%d {form}", "1 " + text
    return text.str.to_date(form, strict=False)


def _form(field: str, mapping: OwnMapping) -> str:
    form = mapping.format if field in mapping.columns.given() else _ISO
    return form.month if field == "month" else form.date
