"""Published figures of 2022 to 2024 give the known bounds and the known conflicts."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest

from waterbed.bounds import bounds, change, conflicts, share
from waterbed.records import Change, Conflict, Observation, Quantity

ITALY, LIBYA, TUNISIA = "arrivals/sea/italy", "corridor/libya>italy", "corridor/tunisia>italy"
WEST, EAST, CRETE = (
    "corridor/tripolitania>italy",
    "corridor/cyrenaica>italy",
    "corridor/libya>crete",
)
RETURNS, DEATHS = "interceptions/libya", "deaths/central-mediterranean"

# Last day of a window from 1 January, key, value, outlet, day of the report. Italian ministry.
MINISTRY = (
    ("2024-03-22", ITALY, 9479, "ANSA", "2024-03-24"),
    ("2023-03-22", ITALY, 20364, "ANSA", "2024-03-24"),
    ("2024-04-15", ITALY, 16090, "Agenzia Nova", "2024-04-16"),
    ("2023-04-15", ITALY, 33499, "Agenzia Nova", "2024-04-16"),
    ("2024-05-06", ITALY, 17399, "Agenzia Nova", "2024-05-07"),
    ("2023-05-06", ITALY, 44343, "Agenzia Nova", "2024-05-07"),
    ("2024-05-07", ITALY, 17609, "Il Giornale", "2024-05-08"),
    ("2023-05-07", ITALY, 44684, "Il Giornale", "2024-05-08"),
    ("2024-05-29", ITALY, 20209, "Agenzia Nova", "2024-05-29"),
    ("2023-05-29", ITALY, 48778, "Agenzia Nova", "2024-05-29"),
    ("2024-02-15", ITALY, 4028, "Agenzia Nova", "2024-02-16"),
    ("2023-02-15", ITALY, 7857, "Agenzia Nova", "2024-02-16"),
    ("2023-05-02", LIBYA, 16637, "Agenzia Nova", "2023-05-07"),
    ("2024-04-15", LIBYA, 8805, "Agenzia Nova", "2024-04-16"),
    ("2023-04-15", LIBYA, 14081, "Agenzia Nova", "2024-04-16"),
    ("2024-05-06", LIBYA, 9271, "Agenzia Nova", "2024-05-07"),
    ("2023-05-06", LIBYA, 18022, "Agenzia Nova", "2024-05-07"),
    ("2024-05-07", LIBYA, 9466, "Il Giornale", "2024-05-08"),
    ("2024-05-28", LIBYA, 10700, "Agenzia Nova", "2024-05-29"),
    ("2023-05-28", LIBYA, 21561, "Agenzia Nova", "2024-05-29"),
    ("2023-11-17", LIBYA, 47328, "Agenzia Nova", "2023-11-26"),
    ("2024-05-28", EAST, 203, "Agenzia Nova", "2024-05-29"),
    ("2024-02-15", TUNISIA, 1172, "Agenzia Nova", "2024-02-16"),
    ("2023-02-15", TUNISIA, 4236, "Agenzia Nova", "2024-02-16"),
    ("2024-04-15", TUNISIA, 7254, "Agenzia Nova", "2024-04-16"),
    ("2023-04-15", TUNISIA, 18588, "Agenzia Nova", "2024-04-16"),
    ("2024-05-06", TUNISIA, 8064, "Agenzia Nova", "2024-05-07"),
    ("2023-05-06", TUNISIA, 25134, "Agenzia Nova", "2024-05-07"),
    ("2024-05-28", TUNISIA, 8761, "Agenzia Nova", "2024-05-29"),
    ("2023-05-28", TUNISIA, 25344, "Agenzia Nova", "2024-05-29"),
)
LOOSE = (
    ("2023-05-02", EAST, 10000, "Agenzia Nova", "2023-05-07", "about"),
    ("2023-11-17", WEST, 30000, "Agenzia Nova", "2023-11-26", "about"),
    ("2023-11-17", EAST, 16000, "Agenzia Nova", "2023-11-26", "at least"),
)
DISPUTED = (
    ("2024-05-07", LIBYA, 8271, "Il Giornale", "2024-05-07"),
    ("2024-02-15", LIBYA, 2614, "Libya Review", "2024-02-16"),
    ("2023-02-15", LIBYA, 2822, "Libya Review", "2024-02-16"),
    ("2023-04-15", ITALY, 34142, "another outlet", "2024-04-16"),
)
CRETE_FIGURES = (
    ("2024-03-13", 1075, "Reuters", "2024-03-13", "at least", "unhcr"),
    ("2023-12-31", 860, "Reuters", "2024-03-13", "about", "unhcr"),
    ("2024-03-29", 1186, "The Guardian", "2024-04-30", "exact", "unhcr"),
    ("2023-03-29", 0, "The Guardian", "2024-04-30", "exact", "unhcr"),
    ("2023-12-31", 815, "Civil MRCC", "2025-12-31", "exact", "unhcr"),
    ("2024-12-31", 4847, "Civil MRCC", "2025-12-31", "exact", "unhcr"),
    ("2024-02-29", 780, "Kathimerini", "2024-03-20", "exact", "greece-migration"),
    ("2023-12-31", 604, "Kathimerini", "2024-03-20", "exact", "greece-migration"),
)
# The months of a year, from the publisher itself.
MONTHS = {
    (ITALY, "unhcr", 2023): (
        *(4963, 9465, 13263, 14506, 7951, 15164, 23420, 25673, 19209, 10277, 8317, 5236),
    ),
    (ITALY, "unhcr", 2024): (
        *(2258, 2301, 6857, 4721, 4976, 4731, 7465, 8526, 7685, 5717, 8124, 3080),
    ),
    ("arrivals/sea/greece", "iom-crossings", 2023): (
        *(1402, 687, 1104, 790, 1002, 1264, 2746, 5855, 11428, 6768, 3739, 4395),
    ),
    ("arrivals/sea/greece", "iom-crossings", 2024): (
        *(3307, 3950, 2215, 2020, 3721, 2718, 4311, 6086, 7102, 7699, 7008, 4332),
    ),
    (RETURNS, "iom-crossings", 2023): (
        *(1434, 1612, 999, 810, 1359, 2282, 581, 1528, 1131, 1791, 1748, 1750),
    ),
    (RETURNS, "iom-crossings", 2024): (
        *(429, 1104, 2597, 1011, 1694, 2318, 2864, 3100, 2515, 1501, 1712, 923),
    ),
    (DEATHS, "iom-missing-migrants", 2022): (
        *(120, 85, 129, 233, 123, 104, 129, 101, 139, 188, 37, 29),
    ),
    (DEATHS, "iom-missing-migrants", 2023): (
        *(49, 228, 200, 512, 91, 779, 68, 262, 76, 56, 31, 174),
    ),
}
IOM_LIBYA = (
    ("2023-04-29", RETURNS, 4819),
    ("2024-04-20", RETURNS, 4942),
    ("2024-07-06", RETURNS, 9578),
    ("2023-11-11", RETURNS, 13611),
    ("2023-12-31", RETURNS, 17190),
    ("2024-12-31", RETURNS, 21762),
    ("2023-04-29", DEATHS, 824),
    ("2023-12-31", DEATHS, 2498),
    ("2022-12-31", DEATHS, 1377),
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def january(end: str) -> tuple[dt.date, dt.date]:
    return day(f"{end[:4]}-01-01"), day(end)


def figures() -> list[Observation]:
    """Every figure above as a record."""
    found = [
        Observation(
            key,
            source,
            *january(end),
            value,
            bound,
            status,
            slack=1,
            reported_by=by,
            published=day(on),
        )
        for rows, status in ((MINISTRY, "final"), (LOOSE, "final"), (DISPUTED, "disputed"))
        for end, key, value, by, on, bound, source in (
            (*row, *("exact", "italy-interior")[len(row) - 5 :]) for row in rows
        )
    ]
    found += [
        Observation(
            CRETE, source, *january(end), value, bound, slack=1, reported_by=by, published=day(on)
        )
        for end, value, by, on, bound, source in CRETE_FIGURES
    ]
    found += [Observation(key, "iom-libya", *january(end), value) for end, key, value in IOM_LIBYA]
    found += [
        Observation(key, source, dt.date(year, month, 1), last_of(year, month), value)
        for (key, source, year), values in MONTHS.items()
        for month, value in enumerate(values, start=1)
    ]
    return found


def last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def libya(year: int, to: str) -> Quantity:
    return Quantity(LIBYA, "italy-interior", *january(f"{year}-{to}"))


def crete(year: int, to: str) -> Quantity:
    return Quantity(CRETE, "unhcr", *january(f"{year}-{to}"))


@pytest.mark.parametrize(
    ("to", "first", "second", "less"),
    [
        ("05-06", (18022, 18022), (9271, 9271), (-8751, -8751)),
        ("05-07", (18022, 18363), (9466, 9466), (-8897, -8556)),
        ("04-15", (14081, 14081), (8805, 8805), (-5276, -5276)),
        ("03-29", (2791, 14081), (2825, 8805), (-11256, 6014)),
    ],
)
def test_libya_to_italy(to, first, second, less):
    known = figures()
    assert strict(bounds(known, libya(2023, to))) == first
    assert strict(bounds(known, libya(2024, to))) == second
    assert strict(change(known, libya(2024, to), libya(2023, to))) == less


@pytest.mark.parametrize(
    ("to", "first", "second", "more"),
    [
        ("05-06", (0, 815), (1186, 4847), (371, 4847)),
        ("05-07", (0, 815), (1186, 4847), (371, 4847)),
        ("04-15", (0, 815), (1186, 4847), (371, 4847)),
        ("03-29", (0, 0), (1186, 1186), (1186, 1186)),
    ],
)
def test_libya_to_crete(to, first, second, more):
    known = figures()
    assert strict(bounds(known, crete(2023, to))) == first
    assert strict(bounds(known, crete(2024, to))) == second
    assert strict(change(known, crete(2024, to), crete(2023, to))) == more


@pytest.mark.parametrize(
    ("to", "low", "high"),
    [
        ("05-06", 0.042, 0.554),
        ("05-07", 0.042, 0.567),
        ("04-15", 0.070, 0.919),
        ("03-29", None, None),
    ],
)
def test_gain_of_crete_against_fall_of_italy(to, low, high):
    found = gain_against_fall(to).strict
    assert (shown(found.low), shown(found.high)) == (low, high)


def test_robust_bounds_to_7_may():
    known = figures()
    fall = change(known, libya(2024, "05-07"), libya(2023, "05-07")).robust
    assert (round(fall.low), round(fall.high)) == (-12621, -6999)
    ratio = gain_against_fall("05-07").robust
    assert (shown(ratio.low), shown(ratio.high)) == (0.029, 0.693)


def test_about_10000_is_inside_the_robust_bounds_and_outside_the_strict_ones():
    found = change(figures(), libya(2024, "05-07"), libya(2023, "05-07"))
    assert found.robust.low < -10500
    assert found.robust.high > -9500
    assert found.strict.low > -9500


def test_a_bound_names_its_figures():
    found = bounds(figures(), libya(2023, "05-07")).strict
    assert [one.value for one in found.low_by] == [18022]
    assert sorted(one.value for one in found.high_by) == [18022, 44343, 44684]


def test_8271_contradicts_four_sets():
    found = sets_with(8271)
    assert [(round(one.size), values(one)) for one in found] == [
        (1195, {8271, 9466}),
        (1000, {8271, 9271}),
        (534, {8271, 8805}),
        (316, {8271, 17399, 8064, 20209, 10700, 8761}),
    ]
    assert [one.outlives for one in found] == [False, False, True, False]
    assert [one.kind for one in found if one.outlives] == ["contradiction"]
    assert all(one.complete for one in found)


def test_2614_contradicts_sets_of_six_to_nine():
    found = sets_with(2614)
    assert sorted(len(one.figures) for one in found) == [6, 6, 6, 9]
    assert [one.kind for one in found if len(one.figures) == 9] == ["disagreement"]
    assert sets_with(2822) == []


def test_the_two_swapped_miss_exactness_by_177_and_3():
    swapped = [
        Observation(one.key, one.source, one.start, one.end, {2614: 2822, 2822: 2614}[one.value])
        if one.value in (2614, 2822)
        else one
        for one in figures()
        if one.value not in (8271, 34142)
    ]
    found = conflicts(swapped)
    worst = {
        value: max(round(one.size) for one in found if value in values(one))
        for value in (2614, 2822)
    }
    assert worst == {2614: 177, 2822: 3}


def test_34142_misses_the_figures_at_6_may_by_286():
    apart = {frozenset(values(one)): round(one.size) for one in sets_with(34142)}
    assert apart == {
        frozenset({34142, 33499}): 643,
        frozenset({34142, 14081, 18588, 44343, 18022, 25134}): 286,
    }


@pytest.mark.parametrize(
    ("value", "kind", "sizes"),
    [
        (17190, "contradiction", [165, 81]),
        (21762, "revision or window", [6]),
        (2498, "revision or window", [28]),
        (1377, "revision or window", [11, 3]),
    ],
)
def test_a_year_against_its_months(value, kind, sizes):
    found = sets_with(value)
    assert [round(one.size) for one in found] == sizes
    assert {one.kind for one in found} == {kind}


def test_the_deaths_of_2022_miss_their_months_by_40_in_all():
    assert {round(one.total) for one in sets_with(1377)} == {40}


def test_nothing_else_contradicts():
    suspects = {8271, 2614, 34142, 17190, 21762, 2498, 1377}
    assert all(values(one) & suspects for one in conflicts(figures()))


def gain_against_fall(to):
    gain = Change(crete(2024, to), crete(2023, to))
    fall = Change(libya(2023, to), libya(2024, to))
    return share(figures(), gain, fall)


def strict(found):
    return found.strict.low, found.strict.high


def shown(value):
    return None if value is None else round(value, 3)


def sets_with(value: float) -> list[Conflict]:
    return [one for one in conflicts(figures()) if value in values(one)]


def values(conflict: Conflict) -> set[float]:
    return {one.value for one in conflict.figures}
