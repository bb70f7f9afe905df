import datetime as dt
import gzip
from pathlib import Path

import polars as pl
import pytest

from waterbed.effects import DisplacementOptions, first_month, keyed_panel, recorded_panel
from waterbed.effects.monthly import date_of, last_day
from waterbed.records import IncommensurableError, InvalidError, PartialDate
from waterbed.register import load
from waterbed.store import Store

ROUTES = ("central-mediterranean", "western-mediterranean")
FILE = Path(__file__).resolve().parents[2].parent / "shared/data/frontex/frontex_2025-05-15.csv.gz"


def rows(keys, months=120, **more):
    starts = [date_of(2010 * 12 + place) for place in range(months)]
    made = [
        {
            "key": key,
            "source": "frontex",
            "start": start,
            "end": last_day(start),
            "value": 10.0,
            "status": "final",
            "bound": "exact",
        }
        | more
        for key in keys
        for start in starts
    ]
    return pl.DataFrame(made, schema_overrides={"value": pl.Float64})


TOTALS = [f"detections/{one}" for one in ROUTES]
SPLIT = [f"{one}/{who}" for one in TOTALS for who in ("SYR", "EGY")]
LATE = dt.date(2018, 1, 1)


def test_nationalities_are_used_where_their_history_suffices():
    found = recorded_panel(
        rows([*TOTALS, *SPLIT, "detections/central-mediterranean/sea"]), ROUTES, LATE
    )
    assert set(found.nationalities) == {"SYR", "EGY"}
    assert found.source == "frontex"


def test_totals_are_used_where_nationalities_begin_too_late():
    short = rows(SPLIT).filter(pl.col("start") >= dt.date(2016, 1, 1))
    found = recorded_panel(pl.concat([rows(TOTALS), short]), ROUTES, LATE)
    assert found.nationalities == ("all",)


def test_a_longer_window_needs_more_history():
    begun = dt.date(2014, 3, 1)
    kinds = [
        recorded_panel(
            rows([*TOTALS, *SPLIT]), ROUTES, begun, options=DisplacementOptions(horizon)
        ).nationalities
        for horizon in (6, 12)
    ]
    assert kinds[0] != ("all",)
    assert kinds[1] == ("all",)


@pytest.mark.parametrize("more", [{"status": "disputed"}, {"bound": "at least"}, {"value": None}])
def test_what_is_not_an_exact_count_is_not_used(more):
    with pytest.raises(InvalidError, match="no monthly detections on central-mediterranean"):
        recorded_panel(rows(TOTALS, **more), ROUTES, LATE)


def test_an_unknown_route_is_named_with_those_there_are():
    with pytest.raises(InvalidError, match="has them for central-mediterranean, western-medi"):
        recorded_panel(rows(TOTALS), ("western-african",), LATE)


def test_the_first_month_that_an_event_touched():
    assert first_month(load.events()["eu-tr-statement"]) == dt.date(2016, 3, 1)
    assert first_month(PartialDate("2017-07")) == dt.date(2017, 7, 1)


def test_the_bundled_record_has_totals_long_enough():
    found = recorded_panel(Store.at().rows("detections/*", "frontex"), ROUTES, LATE)
    assert found.first == dt.date(2009, 1, 1)
    assert found.nationalities == ("all",)


def test_the_publishers_own_file_is_used_by_nationality():
    if not FILE.exists():
        pytest.skip("../shared/data/frontex is absent: it is not ours to copy")
    from waterbed.sources.frontex import parse  # noqa: PLC0415 - only where the file is

    content = FILE.read_bytes()
    frame = (
        parse(content, {}) if content[:2] != b"\x1f\x8b" else parse(gzip.decompress(content), {})
    )
    found = recorded_panel(frame, ROUTES, LATE)
    assert {"SYR", "EGY", "TUN"} <= set(found.nationalities)
    assert found.first == dt.date(2009, 1, 1)


def test_keys_of_any_publishers_are_laid_side_by_side():
    store = Store.at()
    keys = ("arrivals/sea/italy", "arrivals/sea/greece")
    taken = [max(store.series(key), key=lambda one: len(one.observations)) for key in keys]
    found = keyed_panel(taken)
    assert (found.routes, found.nationalities) == (keys, ("all",))
    assert found.source == "unhcr, iom-crossings"
    assert found.filled == 0


def test_persons_and_detections_are_not_laid_side_by_side():
    store = Store.at()
    mixed = [store.series(key)[0] for key in ("arrivals/sea/greece", TOTALS[0])]
    with pytest.raises(IncommensurableError, match="do not add or compare"):
        keyed_panel(mixed)
