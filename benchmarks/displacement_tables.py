"""Tables of how often sets of displacement held, as they are printed and stand in the page."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHARES = (0.0, 0.25, 0.5, 1.0)
LOW, HIGH = -1.0, 2.0
PEAKS = ("peak", "peakcalm")
CODES = {
    "central-mediterranean": "CMR",
    "eastern-mediterranean": "EMR",
    "western-mediterranean": "WMR",
    "western-african": "WAF",
}
ORDER = (
    *("identified", "coverage", "misses_low", "misses_high"),
    *("bounded", "bounded_coverage", "false", "score"),
)
BESIDE = ("identified", "coverage", "bounded", "bounded_coverage", "score")
THEIRS = ("prototype: identified", "of these held", "bounded", "of these held", "score")
COLUMNS = (
    *("panels", "identified", "of these held", "too low", "too high", "bounded"),
    *("of these held", "claimed at 0", "score", "identified without a policy", *THEIRS),
)
OVER_ALL = ("figures", *COLUMNS[:3], "lowest group", "at peaks", *COLUMNS[5:])


@dataclass(frozen=True)
class Trial:
    """A set, and the share that it should hold."""

    group: str
    asked: float
    truth: float
    low: float
    high: float
    standing: str
    cell: tuple[int, int] = (0, 0)

    @property
    def held(self) -> bool:
        """Whether the set held the truth."""
        return self.low <= self.truth <= self.high

    @property
    def told(self) -> bool:
        """Whether the set was identified."""
        return self.standing == "identified"

    @property
    def bounded(self) -> bool:
        """Whether the set was bounded, and any were surely averted."""
        return self.standing != "not identified"

    @property
    def score(self) -> float:
        """The interval score of the set cut to -1 to 2: width, and 20 times what it missed."""
        low, high = np.clip([self.low, self.high], LOW, HIGH)
        return float(high - low + 20 * (max(low - self.truth, 0) + max(self.truth - high, 0)))


@dataclass(frozen=True)
class Report:
    """A table by group and share, and its line in the table over all."""

    months: int
    figures: str
    table: str
    line: str

    @property
    def name(self) -> str:
        """What the table is of."""
        return f"{self.months} months, {self.figures}"


def summary(trials: list[Trial]) -> dict[str, float]:
    """Count: coverage, misses, how often identified, score."""
    told = [one for one in trials if one.told]
    bounded = [one for one in trials if one.bounded]
    none = [one for one in trials if one.asked == 0]
    return {
        "panels": len(trials),
        "bounded": len(bounded) / len(trials),
        "identified": len(told) / len(trials),
        "bounded_coverage": share_of(bounded, lambda one: one.held),
        "coverage": share_of(told, lambda one: one.held),
        "misses_low": share_of(told, lambda one: one.high < one.truth),
        "misses_high": share_of(told, lambda one: one.low > one.truth),
        "false": share_of(none, lambda one: one.told and one.low > 0),
        "score": float(np.mean([one.score for one in trials])),
        "sets": len(told),
    }


def share_of(trials: list[Trial], which: Callable[[Trial], bool]) -> float:
    """Give the share of trials, not a number where there are none."""
    return float(np.mean([which(one) for one in trials])) if trials else math.nan


def report(
    title: tuple[int, str], trials: list[Trial], null: list[Trial], old: list[Trial]
) -> Report:
    """Make and print a table by group, then by share, and its line."""
    rows = [table_head("", COLUMNS)]
    groups: dict[str, list[Trial]] = defaultdict(list)
    for one in trials:
        groups[one.group].append(one)
    middle = between(groups)
    groups["all"] = trials
    groups |= {f"share {one:g}": [each for each in trials if each.asked == one] for one in SHARES}
    for name, group in groups.items():
        kept = {(one.group, one.asked) for one in group}
        beside = [one for one in old if (one.group, one.asked) in kept]
        free = [one for one in null if name in ("all", one.group)]
        rows.append(line([short(name), *measures(group, free, beside)]))
    told = measures(trials, null, old)
    whole = line([str(title[0]), title[1], *told[:3], *middle, *told[5:]])
    found = Report(*title, "\n".join(rows), whole)
    print(f"\n### {found.name}\n\n{found.table}")
    return found


def between(groups: dict[str, list[Trial]]) -> tuple[str, str]:
    """Write the lowest coverage of a group, and that at peaks."""
    alike = {name: summary(group) for name, group in groups.items()}
    spoke = [name for name, one in alike.items() if one["sets"]]
    lowest = min(spoke, key=lambda name: alike[name]["coverage"], default="")
    peaks = [one for name in PEAKS for one in groups.get(name, ()) if one.told]
    held = form(share_of(peaks, lambda one: one.held))
    return (f"{short(lowest)} {form(alike[lowest]['coverage'])}" if lowest else ""), held


def measures(trials: list[Trial], null: list[Trial], old: list[Trial]) -> list[str]:
    """Write the cells of one row: the program, then the prototype."""
    told = summary(trials)
    cells = [f"{told['panels']:.0f}", *(form(told[key]) for key in ORDER)]
    cells.append(form(share_of(null, lambda one: one.told)))
    beside = summary(old) if old else dict.fromkeys(BESIDE, math.nan)
    return cells + [form(beside[key]) for key in BESIDE]


def over_all(reports: Iterable[Report]) -> str:
    """Write the table over all."""
    return "\n".join([table_head("months", OVER_ALL), *(one.line for one in reports)])


def filled(page: str, reports: Iterable[Report]) -> str:
    """Put tables into a page, each after the comment that names it, and lines over all."""
    for one in reports:
        before, mark, after = page.partition(f"<!-- {one.name} -->\n\n")
        if mark:
            rest = after.partition("\n\n")[2]
            page = f"{before}{mark}{one.table}\n\n{rest}"
        start = line([str(one.months), one.figures]).removesuffix("|")
        rows = page.splitlines()
        page = "\n".join([one.line if row.startswith(start) else row for row in rows]) + "\n"
    return page


def table_head(first: str, columns: Iterable[str]) -> str:
    """Write the head of a table."""
    names = [first, *columns]
    return line(names) + "\n" + "|---" * len(names) + "|"


def line(cells: Iterable[str]) -> str:
    """Write a row of a table."""
    return f"| {' | '.join(cells)} |"


def form(value: float) -> str:
    """Write a measure; empty where there is none."""
    return "" if math.isnan(value) else f"{value:.3f}".removeprefix("0")


def short(name: str) -> str:
    """Write a pair of routes by their codes."""
    return " > ".join(CODES.get(part, part) for part in name.split(" > "))
