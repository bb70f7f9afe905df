from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, WaterbedError
from waterbed.sources.own_mapping import read_mapping

_MAPPING = """
[columns]
day = "Datum"
value = "Personen"
[constants]
key = "arrivals/sea/lampedusa"
source = "my-count"
[format]
date = "%d.%m.%Y"
"""


def test_a_mapping_says_where_each_field_comes_from() -> None:
    mapping = read_mapping(_MAPPING)
    assert mapping.columns.given() == {"day": "Datum", "value": "Personen"}
    assert mapping.constants.given() == {"key": "arrivals/sea/lampedusa", "source": "my-count"}
    assert (mapping.where("value"), mapping.where("key")) == ("columns.value", "constants.key")
    assert (mapping.format.date, mapping.format.decimal) == ("%d.%m.%Y", ".")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value =", "valeu =", "unknown field `valeu` - at `columns`"),
        ("[format]", 'value = "5"\n[format]', "columns.value and constants.value"),
        ('source = "my-count"', "", "lacks source"),
        ('day = "Datum"', 'start = "von"', "gives start. Give columns.day"),
        ('"%d.%m.%Y"', '"%d"\ndecimal = ","\nthousands = ","', "format.decimal ','"),
        ('"my-count"', "2031-05-01", "at `constants.source`"),
    ],
)
def test_a_contradiction_names_the_key_of_the_mapping(old: str, new: str, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        read_mapping(_MAPPING.replace(old, new))


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "needs a mapping"), ("[columns", "not TOML"), ("x = 1", "unknown field")],
)
def test_what_is_no_mapping_is_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        read_mapping(text)


@given(st.text() | st.sampled_from(_MAPPING.splitlines()))
def test_any_text_gives_a_mapping_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(WaterbedError):
        assert read_mapping(_MAPPING + text).columns.given()
