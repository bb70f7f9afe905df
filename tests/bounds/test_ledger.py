"""Window ends are enough: a ledger by days gives the same bounds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.bounds import BoundsOptions
from waterbed.bounds.ledger import make_ledger
from waterbed.bounds.limits import strict_limits
from waterbed.bounds.program import Program
from waterbed.records import Quantity

OPTIONS = BoundsOptions()
ITALY, LIBYA, TUNISIA = "arrivals/sea/italy", "corridor/libya>italy", "corridor/tunisia>italy"


@given(data=st.data())
def test_days_add_nothing(world_of, quantity_of, figure_of, data):
    world = data.draw(world_of())
    known = data.draw(st.lists(figure_of(world), max_size=6))
    asked = data.draw(quantity_of(world))
    first = dt.date(2024, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range(world.days)]
    every = [replace(asked, start=day, end=day) for day in days]
    assert extent(known, asked, []) == pytest.approx(extent(known, asked, every), abs=0.001)


def extent(known, asked, also):
    ledger = make_ledger(strict_limits(known, OPTIONS), [asked, *also], OPTIONS)
    program = Program(ledger.grid.columns, ledger.rows)
    weights = ledger.weights(asked.terms)
    low = program.least(weights)
    high = program.least({column: -weight for column, weight in weights.items()})
    return low.value, -high.value


def test_parts_that_no_figure_tells_apart_are_one_column(figure, quantity):
    known = [figure(ITALY, "2024-03-31", 100), figure(TUNISIA, "2024-03-31", 30)]
    ledger = make_ledger(strict_limits(known, OPTIONS), [quantity(ITALY, "2024-03-31")], OPTIONS)
    assert ledger.grid.columns == 2
    book = "italy-interior"
    assert len(ledger.grid.atoms[book, ITALY]) == 2
    assert len(ledger.grid.atoms[book, TUNISIA]) == 1


def test_books_meet_a_day_apart_in_the_same_year(figure):
    known = [figure(ITALY, "2024-03-31", 100), figure(ITALY, "2024-01-31", 30, source="unhcr")]
    ledger = make_ledger(strict_limits(known, OPTIONS), (), OPTIONS)
    cuts = sorted(ledger.grid.place)
    near = {dt.date(2024, 2, 1) + dt.timedelta(days=n) for n in (-1, 0, 1)}
    assert near <= set(cuts)
    assert cuts[0] == dt.date(2024, 1, 1)


def test_a_weighted_sum_adds_up_its_columns(quantity):
    one, other = quantity(LIBYA, "2024-03-31"), quantity(LIBYA, "2024-02-29")
    ledger = make_ledger([], [one, other], OPTIONS)
    twice = ledger.weights([(1.0, one), (1.0, one)])
    assert twice == {column: 2 * weight for column, weight in ledger.weights(one.terms).items()}
    same = Quantity(one.key, one.source, one.start, one.end)
    assert set(ledger.weights([(1.0, one), (-1.0, same)]).values()) == {0.0}
