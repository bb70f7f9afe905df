"""How often sets of displacement held where the share was known, and how long one takes.

Run it as ``python benchmarks/displacement.py``; ``--write`` puts the figures into
``src/waterbed/data/displacement_measured.toml``, from which the program quotes them, and the tables
into ``docs/displacement.md``; ``--each`` and ``--horizons`` make it shorter. Three tests:
a smooth made-up world, on other seeds of which the estimator's constants were chosen; a made-up
world that jumps, which was not looked at while choosing; and Frontex's figures beside the checkout
with an injected policy. The prototype that the estimator replaces is measured in the same run.
``--events`` prints three real events instead.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from displacement_tables import (
    PEAKS,
    SHARES,
    Report,
    Trial,
    filled,
    over_all,
    report,
    share_of,
    summary,
)
from prototype import prototype

from waterbed.effects import (
    DisplacementOptions,
    Panel,
    displacement,
    first_month,
    measured,
    panel_from,
    recorded_panel,
)
from waterbed.effects.simulated_panels import SETTINGS, Simulated, jumping, simulated
from waterbed.numerics import stream
from waterbed.register import load
from waterbed.sources import frontex
from waterbed.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waterbed.records import Displacement, Receiving, ShareSet

FIRST = dt.date(2000, 1, 1)
NOMINAL = 0.9
ROOT = Path(__file__).resolve().parents[1]
FRONTEX = ROOT.parent / "shared" / "data" / "frontex" / "frontex_2025-05-15.csv.gz"
FILE = ROOT / "src" / "waterbed" / "data" / "displacement_measured.toml"
PAGE = ROOT / "docs" / "displacement.md"
PAIRS = (
    ("central-mediterranean", "western-mediterranean"),
    ("central-mediterranean", "western-african"),
    ("central-mediterranean", "eastern-mediterranean"),
    ("western-mediterranean", "western-african"),
    ("western-mediterranean", "central-mediterranean"),
    ("eastern-mediterranean", "central-mediterranean"),
)
ROUTES = ("central-mediterranean", "eastern-mediterranean", "western-mediterranean")
EVENTS = (
    ("eu-tr-statement", ROUTES[1], ROUTES[:1], 0),
    ("it-ly-mou-2017", ROUTES[0], (ROUTES[2], ROUTES[1], "western-african"), 0),
    ("it-ly-mou-2017", ROUTES[0], (ROUTES[2], ROUTES[1], "western-african"), 4),
    ("eu-tn-mou", ROUTES[0], ("western-african", ROUTES[1], ROUTES[2]), 0),
)
LAGGING = 0.5
PARTS = 3


@dataclass(frozen=True)
class Question:
    """A panel whose share is known."""

    group: str
    asked: float
    truth: float
    panel: Panel
    routes: tuple[str, str]
    start: int


def ends(found: ShareSet) -> tuple[float, float]:
    """Give the ends of a set, infinite where it has none."""
    low = -math.inf if found.low is None else found.low
    return low, math.inf if found.high is None else found.high


def ours(question: Question, horizon: int) -> Trial:
    """Ask the program."""
    counts, (own, to) = question.panel, question.routes
    options = DisplacementOptions(horizon_months=horizon, nominal=NOMINAL)
    found = displacement(counts, own, [to], counts.month(question.start), options=options)
    one, averted = found.receiving[0], found.averted.expected
    other = one.excess.expected
    cell = (0, 0)
    if averted is not None and other is not None and found.averted.observed is not None:
        middle = max(averted.point, 1e-9)
        cell = measured.cell(1 - found.averted.observed / middle, other.point / middle)
    made = (question.group, question.asked, question.truth)
    return Trial(*made, *ends(one.share), one.share.standing, cell)


def theirs(question: Question, horizon: int) -> Trial:
    """Ask the prototype."""
    panel = question.panel
    pair = (panel.route(question.routes[0]), panel.route(question.routes[1]))
    found = prototype(panel.counts, pair, question.start, horizon)
    low, high, standing = found
    if standing == "identified" and (high < 0 or low > 1):
        standing = "no share fits"
    return Trial(question.group, question.asked, question.truth, low, high, standing)


def as_panel(made: Simulated) -> Panel:
    """Give a made-up panel names and months."""
    names = tuple(f"n{place}" for place in range(len(made.counts)))
    return Panel(FIRST, names, ("own", "to", "third"), made.counts, "made-up")


def made_up(
    world: Callable[..., Simulated], horizon: int, each: int, tag: str
) -> Iterable[Question]:
    """Make `each` panels of every setting and share."""
    for name, setting in SETTINGS.items():
        for share in SHARES:
            for number in range(each):
                made = world(setting, share, horizon, f"{tag} {name} {share} {number}")
                panel = as_panel(made)
                yield Question(name, share, made.share, panel, ("own", "to"), made.start)


def without_policy(
    world: Callable[..., Simulated], horizon: int, each: int, tag: str
) -> Iterable[Question]:
    """Make `each` panels of every setting in which nothing happened."""
    for name, setting in SETTINGS.items():
        for number in range(each):
            made = world(setting, 0.0, horizon, f"{tag} nothing {name} {number}", policy=False)
            yield Question(name, 0.0, 0.0, as_panel(made), ("own", "to"), made.start)


def real_panel() -> Panel:
    """Read Frontex's release beside the checkout, by nationality and route."""
    rows = frontex.parse(gzip.decompress(FRONTEX.read_bytes()), {})
    parts = pl.col("key").cast(pl.String).str.split("/")
    by_nationality = rows.with_columns(parts=parts).filter(
        pl.col("parts").list.len() == PARTS,
        ~pl.col("parts").list.get(2, null_on_oob=True).is_in(["land", "sea"]),
    )
    cells = by_nationality.select("parts", "start", "value").rows()
    return panel_from(
        [(parts[1], parts[2], day, count) for parts, day, count in cells], source="frontex"
    )


def injected(panel: Panel, horizon: int, *, policy: bool = True) -> Iterable[Question]:
    """Thin the own route at every eighth month and send a share of those lost to the other."""
    numbers = stream("injection", horizon)
    for own, to in PAIRS:
        here, there = panel.route(own), panel.route(to)
        for start in range(60, panel.months - horizon + 1, 8):
            if not policy:
                yield Question(f"{own} > {to}", 0.0, 0.0, panel, (own, to), start)
                continue
            for strength in (0.5, 0.9):
                for share in SHARES:
                    counts = panel.counts[:, :, : start + horizon].copy()
                    present = np.nan_to_num(counts[:, here, start:]).astype(np.int64)
                    lost = numbers.binomial(present, strength)
                    moved = numbers.binomial(lost, share).astype(float)
                    if numbers.random() < LAGGING:
                        moved = later(moved)
                    counts[:, here, start:] -= lost
                    counts[:, there, start:] += moved
                    truth = float(moved.sum() / max(lost.sum(), 1))
                    names = (panel.nationalities, panel.routes)
                    cut = Panel(panel.first, *names, counts, panel.source)
                    yield Question(f"{own} > {to}", share, truth, cut, (own, to), start)


def later(moved: np.ndarray) -> np.ndarray:
    """Let those displaced come one to three months later."""
    late = np.zeros_like(moved)
    for step, share in ((1, 0.5), (2, 0.3), (3, 0.2)):
        late[:, step:] += np.round(share * moved[:, :-step])
    return late


def entry(group: str, about: str, horizon: int, trials: list[Trial], *, totals: bool) -> str:
    """Write one block of the file."""
    told = summary(trials)
    lines = [
        "[[measured]]",
        f'group = "{group}"',
        f'about = "{about}"',
        f"horizon = {horizon}",
        f"nominal = {NOMINAL}",
        f"totals = {str(totals).lower()}",
    ]
    lines += [f"{key} = {told[key]:.0f}" for key in ("panels", "sets")]
    for key in ("identified", "coverage", "bounded_coverage", "misses_low", "misses_high"):
        if not math.isnan(told[key]):
            lines.append(f"{key} = {told[key]:.3f}")
        elif key.startswith("misses"):
            lines.append(f"{key} = 0.0")
    return "\n".join(lines) + "\n"


def cells(horizon: int, trials: list[Trial], *, totals: bool) -> list[str]:
    """Write how often a share was identified, by estimated drop and size."""
    alike: dict[tuple[int, int], list[Trial]] = defaultdict(list)
    for one in trials:
        alike[one.cell].append(one)
    about = "made-up panels of both worlds with a like fall and a like size of the other route"
    return [
        f"[[detectability]]\nhorizon = {horizon}\nnominal = {NOMINAL}\n"
        f"totals = {str(totals).lower()}\ndrop = {drop}\n"
        f"size = {size}\npanels = {len(group)}\n"
        f'identified = {share_of(group, lambda one: one.told):.3f}\nabout = "{about}"\n'
        for (drop, size), group in sorted(alike.items())
    ]


def summed(question: Question) -> Question:
    """Ask the same of route totals."""
    given = question.panel
    counts = np.nansum(given.counts, axis=0, keepdims=True)
    return replace(question, panel=Panel(given.first, ("all",), given.routes, counts, given.source))


def one_horizon(
    horizon: int, each: int, *, totals: bool, beside: bool
) -> tuple[list[str], list[Report]]:
    """Measure one horizon, by nationality or on totals: blocks of the file, and tables."""
    blocks, reports, drawn = [], [], []
    kind = "totals of " if totals else ""
    worlds = (("simulated", simulated, "smooth"), ("jumping", jumping, "jumping"))
    for group, world, name in worlds:
        questions = [asked(one, totals) for one in made_up(world, horizon, each, "report")]
        trials = [ours(one, horizon) for one in questions]
        nothing = without_policy(world, horizon, each * 2, "report")
        null = [ours(asked(one, totals), horizon) for one in nothing]
        old = [theirs(one, horizon) for one in questions if beside and not totals]
        reports.append(report((horizon, figures(name, totals)), trials, null, old))
        peaks = [one for one in trials if one.group in PEAKS]
        about = f"{kind}{name} made-up panels"
        blocks.append(entry(group, f"{about} of ten kinds", horizon, trials, totals=totals))
        blocks.append(
            entry(f"{group} at peaks", f"{about} at peaks", horizon, peaks, totals=totals)
        )
        drawn += trials
    blocks += cells(horizon, drawn, totals=totals)
    if not FRONTEX.exists():
        return blocks, reports
    found, last = real(horizon, totals=totals, beside=beside)
    return blocks + found, [*reports, last]


def figures(name: str, totals: bool) -> str:  # noqa: FBT001 - one of two kinds
    """Name the panels of a line."""
    return f"{name}, totals" if totals else name


def asked(question: Question, totals: bool) -> Question:  # noqa: FBT001 - one of two kinds
    """Ask by nationality, or on totals."""
    return summed(question) if totals else question


def real(horizon: int, *, totals: bool, beside: bool) -> tuple[list[str], Report]:
    """Measure one horizon on Frontex's figures with an injected policy."""
    kind = "totals of " if totals else ""
    counts = real_panel()
    questions = [asked(one, totals) for one in injected(counts, horizon)]
    trials = [ours(one, horizon) for one in questions]
    nothing = injected(counts, horizon, policy=False)
    null = [ours(asked(one, totals), horizon) for one in nothing]
    old = [theirs(one, horizon) for one in questions if beside and not totals]
    told = report((horizon, figures("Frontex", totals)), trials, null, old)
    blocks = []
    for own, to in PAIRS:
        pair = [one for one in trials if one.group == f"{own} > {to}"]
        about = f"{kind}Frontex's figures of {own} to {to} with an injected policy"
        blocks.append(entry(f"{own} > {to}", about, horizon, pair, totals=totals))
    return blocks, told


def plain(value: float | None, form: str) -> str:
    """Write a number, or that there is no end."""
    return "none" if value is None else format(value, form)


def events() -> None:
    """Print three real events, from route totals and by nationality."""
    tables = [("totals", Store.at().rows("detections/*", "frontex"))]
    if FRONTEX.exists():
        tables.append(("by nationality", frontex.parse(gzip.decompress(FRONTEX.read_bytes()), {})))
    columns = "figures | event | window | to | averted | by chance | excess | by chance | share"
    print(f"| {columns} | standing |" + "\n|" + "---|" * 10)
    for kind, rows in tables:
        for (event, own, to, gap), months in itertools.product(EVENTS, (6, 9, 12)):
            options = DisplacementOptions(horizon_months=months, gap_months=gap)
            told = load.events()[event]
            laid = recorded_panel(rows, (own, *to), first_month(told), options=options)
            found = displacement(laid, own, to, told, options=options)
            for one in found.receiving:
                print(row(kind, found, one))


def row(kind: str, found: Displacement, one: Receiving) -> str:
    """Lay out one receiving route of an event."""
    window = f"{found.start:%b %Y} to {found.end:%b %Y}"
    cells = [kind, found.event, window, one.excess.key]
    for flow in (found.averted, one.excess):
        lost = flow.difference
        told = f"{lost.point:,.0f} [{lost.low:,.0f}, {lost.high:,.0f}]" if lost else ""
        cells += [told + (" (!)" if flow.implausible else ""), f"{flow.as_extreme or 0:.3f}"]
    share = one.share
    ends = f"[{plain(share.low, '.3f')}, {plain(share.high, '.3f')}]"
    middle = "" if share.point is None else f"{share.point:.3f} "
    return f"| {' | '.join([*cells, middle + ends, share.standing])} |"


def others(kinds: list[tuple[int, bool]]) -> list[str]:
    """Take the blocks of the file that this run did not measure anew."""
    _, *blocks = FILE.read_text("utf-8").split("[[")
    anew = [(f"horizon = {months}\n", f"totals = {str(one).lower()}\n") for months, one in kinds]
    return [
        f"[[{block.strip()}\n"
        for block in blocks
        if not any(months in block and kind in block for months, kind in anew)
    ]


def main() -> None:
    """Measure every horizon; write the file where asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=150, help="panels of every setting and share")
    options.add_argument("--horizons", type=int, nargs="*", default=[6, 9, 12])
    options.add_argument("--write", action="store_true", help="put the figures into the program")
    options.add_argument("--totals", choices=["both", "only", "none"], default="both")
    options.add_argument("--alone", action="store_true", help="leave the prototype out")
    options.add_argument("--events", action="store_true", help="print three real events instead")
    given = options.parse_args()
    if given.events:
        events()
        return
    totals = {"both": (False, True), "only": (True,), "none": (False,)}[given.totals]
    kinds = list(itertools.product(given.horizons, totals))
    blocks, reports = [], []
    for horizon, one in kinds:
        found = one_horizon(horizon, given.each, totals=one, beside=not given.alone)
        blocks += found[0]
        reports += found[1]
    print(f"\n{over_all(reports)}")
    if given.write:
        blocks = others(kinds) + blocks
        head = (
            "# Written by `python benchmarks/displacement.py --write`; no figure is typed by hand."
        )
        text = f'{head}\n\ncommand = "python benchmarks/displacement.py"\n\n'
        FILE.write_text(text + "\n".join(blocks), "utf-8")
        PAGE.write_text(filled(PAGE.read_text("utf-8"), reports), "utf-8")


if __name__ == "__main__":
    main()
