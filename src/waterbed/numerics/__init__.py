"""Compiled kernels, named random streams, the parallel map."""

from waterbed.numerics.forecast import Forecast, forecast, structure_of
from waterbed.numerics.kernels import draw
from waterbed.numerics.parallel import parallel
from waterbed.numerics.pooled import Pooling, features, pooled
from waterbed.numerics.streams import stream
from waterbed.numerics.structure import Choices, Laws, Levels, Prior, Structure

__all__ = [
    "Choices",
    "Forecast",
    "Laws",
    "Levels",
    "Pooling",
    "Prior",
    "Structure",
    "draw",
    "features",
    "forecast",
    "parallel",
    "pooled",
    "stream",
    "structure_of",
]
