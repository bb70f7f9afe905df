"""Nationality: printed country names and codes as the last part of a series key.

ISO 3166-1 alpha-3 where the table knows the name, otherwise a slug of what was printed, so that
no group ("unspecified", "other") is lost. The table is ``data/nationalities.csv``; its first name
of a code is the plain one. Kosovo has the user-assigned codes XK and XKX.
"""

from __future__ import annotations

import functools
from importlib import resources

import polars as pl

from waterbed.sources.table import slug


def of_name(name: pl.Expr) -> pl.Expr:
    """Give the key part of a printed English name.

    Parameters
    ----------
    name
        The name in any spelling of the table; accents, case and footnote signs do not matter.

    Returns
    -------
    polars.Expr
        ISO 3166-1 alpha-3, or the slug of the name where the table does not know it; ``unnamed``
        where nothing is printed.
    """
    return slug(name.fill_null("")).replace({"": "unnamed", **_codes_by_slug()})


def of_code(code: pl.Expr, name: pl.Expr) -> pl.Expr:
    """Give the key part of an ISO code with two or three letters.

    Parameters
    ----------
    code
        Two or three capital letters; null, blank or unknown where there is none. Eurostat's EL
        and UK are understood.
    name
        What is printed beside it.

    Returns
    -------
    polars.Expr
        ISO 3166-1 alpha-3, or `of_name` where the code is unknown.
    """
    return (
        code.str.strip_chars()
        .replace_strict(_codes_by_code(), default=None)
        .fill_null(of_name(name))
    )


def country(key_part: pl.Expr) -> pl.Expr:
    """Give the slug of a country's plain name from its code: ``GBR`` becomes ``united-kingdom``.

    Parameters
    ----------
    key_part
        What `of_name` or `of_code` gave.

    Returns
    -------
    polars.Expr
        The slug of the name, and what is no code as it is.
    """
    return key_part.replace(_slugs_by_code())


@functools.cache
def _table() -> pl.DataFrame:
    path = resources.files("waterbed") / "data" / "nationalities.csv"
    table = pl.read_csv(path.read_bytes(), infer_schema=False)
    return table.with_columns(slug=slug(pl.col("name")))


@functools.cache
def _codes_by_slug() -> dict[str, str]:
    return dict(_table().select("slug", "iso3").iter_rows())


@functools.cache
def _codes_by_code() -> dict[str, str]:
    iso3 = {code: code for code in _table()["iso3"]}
    return iso3 | dict(_table().select("alpha2", "iso3").iter_rows()) | {"EL": "GRC", "UK": "GBR"}


@functools.cache
def _slugs_by_code() -> dict[str, str]:
    plain = _table().unique("iso3", keep="first", maintain_order=True)
    return dict(plain.select("iso3", "slug").iter_rows())
