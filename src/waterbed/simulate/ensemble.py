"""Ensemble: a scenario and its baseline over any number of draws, here or on a cluster."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import parallel
from waterbed.simulate.compare import run_of
from waterbed.simulate.parameters import draw_prior, take
from waterbed.simulate.paths import PathOptions, simulate
from waterbed.simulate.summary import Summary, merge, summarise

if TYPE_CHECKING:
    import datetime as dt
    from concurrent.futures import Executor

    from waterbed.numerics.system import Parameters
    from waterbed.records import Run, Scenario, Skill
    from waterbed.simulate.network import Network

_PIECE, _CELLS = 512, 6_000_000
"""Draws that are run at once at most, and draws times months times corridors."""
_TASK = 8192
"""Draws of one task; it merges its pieces before it answers."""
_WAVE = 16
"""Tasks that are out at once: no more answers than these wait to be merged."""
EXACT_DRAWS = 20_000
"""Up to so many draws values stay as they are; beyond, they are held to one part in 256."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Parameters that were calibrated, and what is known of them.

    Parameters
    ----------
    parameters
        Posterior draws, their state that of the month before a scenario begins. A scenario with
        more draws takes them again in turn, each time with other numbers at random.
    on
        What they were calibrated on, in words.
    skill
        How they foretold out of time.
    notes
        What a reader must know.
    figures_to
        First day of the last month with a figure; None where not known.
    """

    parameters: Parameters
    on: str
    skill: tuple[Skill, ...] = ()
    notes: tuple[str, ...] = ()
    figures_to: dt.date | None = None


def run(
    network: Network,
    scenario: Scenario,
    ensemble: Ensemble | None = None,
    *,
    executor: Executor | None = None,
) -> Run:
    """Run a scenario and its baseline, and say what the levers changed.

    Parameters
    ----------
    network
        The network of the scenario.
    scenario
        The question.
    ensemble
        Calibrated parameters; None for the first guesses of the network's file.
    executor
        Runs the draws, for example on a cluster; None for this process.

    Returns
    -------
    Run
        The same whatever runs it, in whatever pieces; a worker that is lost costs a repeat.

    Raises
    ------
    NotFoundError
        Where a lever is on something that the network does not have.
    InvalidError
        Where a lever works in no month.
    """
    job = partial(_task, network, scenario, ensemble.parameters if ensemble else None)
    total: Summary | None = None
    firsts = range(0, scenario.draws, _TASK)
    threads = 1 if executor else None
    for wave in range(0, len(firsts), _WAVE):
        tasks = [
            (first, min(first + _TASK, scenario.draws), threads)
            for first in firsts[wave : wave + _WAVE]
        ]
        done = parallel(job, tasks, workers=1, executor=executor)
        total = merge([total, *done] if total else done)
    found = run_of(network, scenario, total)  # type: ignore[arg-type]
    if ensemble is None:
        return replace(found, notes=_notes(scenario))
    notes = (*ensemble.notes, *_notes(scenario))
    return replace(
        found,
        calibration=ensemble.on,
        skill=ensemble.skill,
        notes=notes,
        figures_to=ensemble.figures_to,
    )


def _notes(scenario: Scenario) -> tuple[str, ...]:
    if scenario.draws <= EXACT_DRAWS:
        return ()
    return ("With so many draws each count is held to one part in 256.",)


def _task(
    network: Network,
    scenario: Scenario,
    calibrated: Parameters | None,
    task: tuple[int, int, int | None],
) -> Summary:
    """Run the draws of one task piece by piece."""
    first, last, threads = task
    size = max(1, min(_PIECE, _CELLS // (scenario.horizon * len(network.corridors))))
    pieces = [(start, min(start + size, last)) for start in range(first, last, size)]
    options = PathOptions(threads=threads or os.cpu_count())
    return merge(
        _piece(network, scenario, _parameters(network, scenario, calibrated, piece), options, piece)
        for piece in pieces
    )


def _parameters(
    network: Network, scenario: Scenario, calibrated: Parameters | None, piece: tuple[int, int]
) -> Parameters:
    first, last = piece
    if calibrated is None:
        return draw_prior(network, last - first, scenario.seed, first=first)
    return take(calibrated, np.arange(first, last) % len(calibrated.reporting))


def _piece(
    network: Network,
    scenario: Scenario,
    parameters: Parameters,
    options: PathOptions,
    piece: tuple[int, int],
) -> Summary:
    chosen = replace(options, first_draw=piece[0])
    baseline = simulate(network, parameters, replace(scenario, levers=()), chosen)
    paths = simulate(network, parameters, scenario, chosen)
    exact = scenario.draws <= EXACT_DRAWS
    return summarise(network, scenario.levers, baseline, paths, exact=exact)
