"""Calibrate: a network's parameters and state given what was counted before a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import InvalidError, Scenario
from waterbed.simulate.assimilate import assimilate
from waterbed.simulate.paths import observe, simulate
from waterbed.simulate.pinned import pinned, targets
from waterbed.simulate.scores import held

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from waterbed.numerics.system import Parameters
    from waterbed.simulate.assimilate import Led
    from waterbed.simulate.history import History
    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]

_LEAST_DRAWS = 100


@dataclass(frozen=True, slots=True)
class CalibrationOptions:
    """How a network is calibrated.

    Parameters
    ----------
    draws
        Size of the ensemble.
    seed
        Same seed, same ensemble.
    months
        How many months of the record are gone through.
    ahead
        Months for which the forecasts of the series lead the network.

    Raises
    ------
    InvalidError
        Where the ensemble is too small to tell what goes with what, or a number is not positive.
    """

    draws: int = 400
    seed: int = 1
    months: int = 72
    ahead: int = 24

    def __post_init__(self) -> None:
        if self.draws < _LEAST_DRAWS or min(self.months, self.ahead) < 1:
            raise InvalidError(
                f"a calibration has at least {_LEAST_DRAWS} draws and 1 month behind and ahead; "
                f"got {self.draws}, {self.months} and {self.ahead}."
            )


@dataclass(frozen=True, slots=True)
class Check:
    """How often the ensemble foresaw a series one month ahead, on its way through the record.

    Parameters
    ----------
    key
        The series.
    months
        Months with a figure.
    coverage
        Share of them whose figure lay in the 90 % band that was foreseen before it was seen.
    """

    key: str
    months: int
    coverage: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A network given a record.

    Parameters
    ----------
    parameters
        The ensemble; a run from them begins in `start`.
    start
        First day of the month after the record.
    pinned
        Series whose forecasts lead the first months.
    checks
        How the ensemble foresaw each series on its way.
    """

    parameters: Parameters
    start: dt.date
    pinned: tuple[str, ...]
    checks: tuple[Check, ...]


def calibrate(
    network: Network, past: History, options: CalibrationOptions | None = None
) -> Calibrated:
    """Calibrate a network on what was counted.

    Parameters
    ----------
    network
        The network.
    past
        What was counted; nothing after its last month is known.
    options
        How; None for the defaults.

    Returns
    -------
    Calibrated
        The ensemble at the end of the record, led along the forecasts of the series for the first
        months.

    Notes
    -----
    Two steps. An ensemble Kalman filter goes through the record and gives parameters and state
    (`waterbed.simulate.assimilate`). Then the structural forecasts of landings and returns, which
    are better at a few months ahead than anything the network knows by itself, drive its wandering
    parts (`waterbed.simulate.pinned`). What the network adds is what the series cannot say: where
    people leave, what a lever does, who is stopped, who dies.
    """
    chosen = options or CalibrationOptions()
    led = assimilate(network, past, chosen.months, chosen.draws, chosen.seed)
    wanted = targets(network, past, chosen.ahead, chosen.draws, chosen.seed)
    made = pinned(network, led.parameters, past, wanted, chosen.seed)
    return Calibrated(made, past.month(past.months), tuple(wanted), _checks(past, led))


def forecaster(
    network: Network,
    sums: Mapping[str, tuple[str, ...]] | None = None,
    options: CalibrationOptions | None = None,
) -> Callable[[History, int, int], Mapping[str, Floats]]:
    """Give the network, calibrated on a past, as a forecaster of its series.

    Parameters
    ----------
    network
        The network.
    sums
        Series to add up from others, by the key of the sum.
    options
        How it is calibrated; seed and months ahead are those asked for.

    Returns
    -------
    callable
        As `waterbed.simulate.skill.Forecaster`: the run without levers, as publishers would count
        it.
    """
    chosen = options or CalibrationOptions()

    def forecast(past: History, horizon: int, seed: int) -> Mapping[str, Floats]:
        asked = CalibrationOptions(chosen.draws, seed, chosen.months, horizon)
        found = calibrate(network, past, asked)
        baseline = Scenario("", network.name, found.start, horizon, seed=seed)
        paths = simulate(network, found.parameters, baseline)
        drawn = dict(observe(network, found.parameters, paths))
        for key, parts in (sums or {}).items():
            if set(parts) <= set(drawn):
                drawn[key] = np.sum([drawn[part] for part in parts], axis=0)
        return {key: np.rint(one) for key, one in drawn.items()}

    return forecast


def _checks(past: History, led: Led) -> tuple[Check, ...]:
    found = []
    for key, drawn in led.foreseen.items():
        if key not in past.counts:
            continue
        seen = past.counts[key][led.first :]
        there = ~np.isnan(seen)
        if there.any():
            inside = held(drawn.T[:, there], seen[there])
            found.append(Check(key, int(there.sum()), float(inside.mean())))
    return tuple(found)
