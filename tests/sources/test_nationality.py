from __future__ import annotations

from importlib import resources

import polars as pl
import pytest

from waterbed.sources import nationality

_TABLE = pl.read_csv(
    (resources.files("waterbed") / "data" / "nationalities.csv").read_bytes(), infer_schema=False
)


def _of_name(name: str | None) -> str:
    frame = pl.DataFrame({"name": [name]}, schema={"name": pl.String})
    part: str = frame.select(nationality.of_name(pl.col("name"))).item()
    return part


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("Cote d\u2019Ivoire", "CIV"),
        ("Kosovo*", "XKX"),
        ("Congo (Kinshasa)", "COD"),
        ("Congo", "COG"),
        ("Unspecified sub-Saharan nationals", "unspecified-sub-saharan-nationals"),
        ("***", "unnamed"),
    ],
)
def test_a_printed_name_becomes_a_code_or_a_slug(printed: str, part: str) -> None:
    assert _of_name(printed) == part


def test_nothing_printed_is_unnamed() -> None:
    assert _of_name(None) == "unnamed"


def test_every_name_of_the_table_gives_its_own_code() -> None:
    codes = _TABLE.select(nationality.of_name(pl.col("name"))).to_series()
    assert codes.to_list() == _TABLE["iso3"].to_list()


def test_two_and_three_letters_name_the_same_country() -> None:
    pairs = _TABLE.unique(["alpha2", "iso3"])
    assert pairs["alpha2"].is_unique().all()
    assert pairs["iso3"].is_unique().all()
    assert pairs["iso3"].str.contains("^[A-Z]{3}$").all()
    for column in ("alpha2", "iso3"):
        codes = pairs.select(nationality.of_code(pl.col(column), pl.lit("x"))).to_series()
        assert codes.to_list() == pairs["iso3"].to_list()


def test_namibia_is_not_a_missing_value() -> None:
    frame = pl.DataFrame({"code": ["NA", None, "??"], "name": ["Namibia", "altre", "Siria"]})
    parts = frame.select(nationality.of_code(pl.col("code"), pl.col("name"))).to_series()
    assert parts.to_list() == ["NAM", "altre", "siria"]


def test_a_country_is_named_by_its_plain_name_however_it_was_printed() -> None:
    printed = pl.DataFrame({"name": ["UK", "Czech Rep.", "Turkey", "Former Utopia"]})
    slugs = printed.select(nationality.country(nationality.of_name(pl.col("name")))).to_series()
    assert slugs.to_list() == ["united-kingdom", "czechia", "turkiye", "former-utopia"]
