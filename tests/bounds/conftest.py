"""Short ways to write a figure and a question, and random worlds with their true counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from waterbed.records import Observation, Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = dt.timedelta(days=1)
_PARTS = {
    "corridor/tripolitania>italy": (0,),
    "corridor/cyrenaica>italy": (1,),
    "corridor/libya>italy": (0, 1),
    "corridor/tunisia>italy": (2,),
    "corridor/other>italy": (3,),
    "arrivals/sea/italy": (0, 1, 2, 3),
}


@dataclass(frozen=True)
class World:
    """What happened on each day from 1 January: four corridors, and the agency a day late."""

    daily: tuple[tuple[int, int, int, int], ...]

    @property
    def days(self) -> int:
        return len(self.daily)

    def true(self, asked: Quantity | Observation) -> int:
        """Count what happened, as the publisher's book has it."""
        first, last = ((one - dt.date(2024, 1, 1)).days for one in (asked.start, asked.end))
        if asked.source == "unhcr":
            first, last = max(first - 1, 0), last - 1
        return sum(day[part] for day in self.daily[first : last + 1] for part in _PARTS[asked.key])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    day = st.tuples(*[st.integers(0, 60)] * 4)
    return World(tuple(draw(st.lists(day, min_size=8, max_size=20))))


@st.composite
def quantities(draw: st.DrawFn, world: World) -> Quantity:
    """Any two days or more of a count of the ministry, or of the agency's total."""
    source = draw(st.sampled_from(["italy-interior", "italy-interior", "unhcr"]))
    key = "arrivals/sea/italy" if source == "unhcr" else draw(st.sampled_from(sorted(_PARTS)))
    first = draw(st.just(0) | st.integers(0, world.days - 3))
    last = draw(st.integers(first + 1, world.days - 2))
    january = dt.date(2024, 1, 1)
    return Quantity(key, source, january + _DAY * first, january + _DAY * last)


@st.composite
def true_figures(draw: st.DrawFn, world: World) -> Observation:
    """A figure that holds: exact, about, a lower or an upper limit."""
    asked = draw(quantities(world))
    bound = draw(st.sampled_from(["exact", "exact", "exact", "about", "at least", "at most"]))
    room = draw(st.integers(0, 30))
    true = world.true(asked)
    value = {"exact": true, "about": true * 1.05, "at least": true - room, "at most": true + room}
    return Observation(
        asked.key, asked.source, asked.start, asked.end, float(max(value[bound], 0)), bound
    )


@pytest.fixture(scope="session")
def world_of() -> Callable[[], st.SearchStrategy[World]]:
    return worlds


@pytest.fixture(scope="session")
def quantity_of() -> Callable[[World], st.SearchStrategy[Quantity]]:
    return quantities


@pytest.fixture(scope="session")
def figure_of() -> Callable[[World], st.SearchStrategy[Observation]]:
    return true_figures


@pytest.fixture(scope="session")
def figure() -> Callable[..., Observation]:
    """Make a figure, of the Italian ministry and from 1 January unless told otherwise."""

    def make(key: str, end: str, value: float | None, start: str = "", **more: str) -> Observation:
        asked = ask(key, end, start, more.pop("source", "italy-interior"))
        return Observation(key, asked.source, asked.start, asked.end, value, **more)

    return make


@pytest.fixture(scope="session")
def quantity() -> Callable[..., Quantity]:
    """Ask for a count, in the ministry's book and from 1 January unless told otherwise."""
    return ask


def ask(key: str, end: str, start: str = "", source: str = "italy-interior") -> Quantity:
    first, last = (dt.date.fromisoformat(day) for day in (start or f"{end[:4]}-01-01", end))
    return Quantity(key, source, first, last)
