"""Selection: is a strong control kept? Ten controls, one of which moves the series by .3.

Run it as ``python benchmarks/selection.py``. The peer bsts-causalimpact is in the dependency group
``bench`` (``pip install --group bench``) and left out where absent.
"""

from __future__ import annotations

import importlib.util
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from waterbed.effects import EffectOptions
from waterbed.effects.model import predict
from waterbed.numerics import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BEFORE, AFTER, CONTROLS, SETS = 120, 40, 10, 10


def made(number: int) -> tuple[Floats, Floats]:
    """Make a series of 10 plus .3 times the first control plus noise of .2, and the controls."""
    numbers = stream("selection", number).standard_normal((BEFORE + AFTER, CONTROLS + 1))
    return 10 + 0.3 * numbers[:, 0] + 0.2 * numbers[:, CONTROLS], numbers[:, :CONTROLS]


def ours(series: Floats, controls: Floats) -> Floats:
    """Give the probability of each control by waterbed."""
    options = EffectOptions(scale="count", season=False, memory=1.0)
    kept = np.ones(AFTER, dtype=bool)
    return predict(series[:BEFORE], np.array([BEFORE]), kept, options, controls).included


def theirs(series: Floats, controls: Floats) -> Floats:
    """Give the probability of each control by bsts-causalimpact."""
    peer: Any = importlib.import_module("causal_impact")
    last = BEFORE + AFTER - 1
    table = np.column_stack([series, controls])
    found = peer.CausalImpact(table, [0, BEFORE - 1], [BEFORE, last], {"seed": 1})
    return np.array([float(one) for one in found.posterior_inclusion_probs])


def main() -> None:
    """Print the median probability of the strong control, and of the others."""
    methods = {"waterbed": ours}
    if importlib.util.find_spec("causal_impact"):
        methods["bsts-causalimpact"] = theirs
    for name, method in methods.items():
        found = [method(*made(number)) for number in range(SETS)]
        strong = [float(one[0]) for one in found]
        others = median(float(one[1:].mean()) for one in found)
        print(
            f"{name:20} strong control: median {median(strong):.3f}, least {min(strong):.3f}; the "
            f"others: {others:.3f}"
        )


if __name__ == "__main__":
    main()
