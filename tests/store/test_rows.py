import datetime as dt
import hashlib

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import BOUNDS, MEASURES, MISSING, Observation, ParseError, Vintage
from waterbed.store import ROW_SCHEMA, Store, as_rows, as_series, pattern

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2025, 12, 1))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@st.composite
def rows(draw):
    start = draw(DAYS)
    value = draw(st.none() | st.floats(-1e6, 1e9, allow_nan=False, allow_infinity=False))
    known = ["final", "provisional", "disputed", "implied"]
    return {
        "key": f"{draw(st.sampled_from(sorted(MEASURES)))}/{draw(st.sampled_from(['a', 'b/c']))}",
        "source": draw(st.sampled_from(["unhcr", "frontex"])),
        "start": start,
        "end": start + dt.timedelta(days=draw(st.integers(0, 400))),
        "value": value,
        "bound": draw(st.sampled_from(BOUNDS)),
        "status": "missing" if value is None else draw(st.sampled_from(known)),
        "missing": draw(st.sampled_from(MISSING)) if value is None else None,
        "published": draw(st.none() | DAYS),
        "marks": draw(st.lists(st.sampled_from(["negative-count", "repeated-day"]), max_size=2)),
        "original": draw(WORDS),
        "note": draw(WORDS),
        "slack": draw(st.integers(0, 3)),
        "line": draw(st.integers(0, 10**6)),
    }


def stored(home, table):
    content = repr(table.rows()).encode()
    vintage = Vintage(
        source="ministry",
        document="ministry/table",
        content=hashlib.sha256(content).hexdigest(),
        retrieved=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    store = Store(home)
    store.add(vintage, content, table)
    return store.history().filter(pl.col("vintage") == vintage.id).drop("vintage")


@given(st.lists(rows(), min_size=1, max_size=8))
def test_every_row_survives_the_store(tmp_path_factory, made):
    table = as_rows(pl.DataFrame(made, schema=ROW_SCHEMA))
    order = ["key", "start", "end", "line", *[c for c in ROW_SCHEMA if c != "marks"]]
    back = stored(tmp_path_factory.mktemp("home"), table)
    assert back.sort(order).equals(table.sort(order))


@given(rows().filter(lambda row: row["published"] is None))
def test_every_row_becomes_an_observation_with_all_it_says(tmp_path_factory, made):
    store = Store(tmp_path_factory.mktemp("home"))
    table = as_rows(pl.DataFrame([made], schema=ROW_SCHEMA))
    content = b"x"
    vintage = Vintage(
        source="ministry",
        document="ministry/table",
        content=hashlib.sha256(content).hexdigest(),
        retrieved=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    store.add(vintage, content, table)
    held = store.rows().filter(pl.col("vintage") == vintage.id)
    (series,) = as_series(held)
    (seen,) = series.observations
    same = ("start", "end", "value", "bound", "status", "missing", "original", "note", "slack")
    assert {name: getattr(seen, name) for name in same} == {name: made[name] for name in same}
    assert seen.marks == tuple(made["marks"])
    assert isinstance(seen, Observation)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"value": None}, "a value or a reason"),
        ({"missing": "not reported"}, "a value or a reason"),
        ({"value": float("inf")}, "finite"),
        ({"bound": "roughly"}, "bound is known"),
        ({"status": "guessed"}, "status is known"),
        ({"key": "nonsense/x"}, "starts with a measure"),
        ({"key": "arrivals/*"}, "control characters"),
        ({"source": ""}, "source is named"),
        ({"end": dt.date(1999, 1, 1)}, "not reversed"),
        ({"start": None}, "dates are there"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_the_rule(change, rule):
    good = {
        "key": "arrivals/sea/italy",
        "source": "unhcr",
        "start": dt.date(2024, 1, 1),
        "end": dt.date(2024, 1, 31),
        "value": 1.0,
        "bound": "exact",
        "status": "final",
        "missing": None,
    }
    names = list(good)
    schema = {name: ROW_SCHEMA[name] for name in names}
    as_rows(pl.DataFrame([good], schema=schema))
    with pytest.raises(ParseError, match=rule):
        as_rows(pl.DataFrame([good | change], schema=schema))


@given(st.text(max_size=20))
def test_a_pattern_without_stars_matches_itself_alone(text):
    key = text.replace("*", "").replace("\n", "")
    frame = pl.DataFrame({"key": [key, f"{key}x", f"x{key}"]})
    assert frame.filter(pl.col("key").str.contains(pattern(key)))["key"].to_list() == [key]
