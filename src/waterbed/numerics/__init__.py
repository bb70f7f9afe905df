"""Compiled kernels, named random streams, the parallel map."""

from waterbed.numerics.forecast import Forecast, forecast, structure_of
from waterbed.numerics.kernels import draw
from waterbed.numerics.parallel import parallel
from waterbed.numerics.streams import stream
from waterbed.numerics.structure import Choices, Laws, Levels, Prior, Structure

__all__ = [
    "Choices",
    "Forecast",
    "Laws",
    "Levels",
    "Prior",
    "Structure",
    "draw",
    "forecast",
    "parallel",
    "stream",
    "structure_of",
]
