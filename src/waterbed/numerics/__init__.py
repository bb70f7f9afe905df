"""Compiled kernels, named random streams, the parallel map."""

from waterbed.numerics.ahead import compiled_ahead
from waterbed.numerics.cluster import cluster
from waterbed.numerics.completion import complete
from waterbed.numerics.dispersed import Beliefs, Filtered, scatter_ahead, sift
from waterbed.numerics.forecast import Forecast, forecast, structure_of
from waterbed.numerics.parallel import one_thread, parallel
from waterbed.numerics.pooled import Pooling, features, pooled, together
from waterbed.numerics.simplex import on_simplex
from waterbed.numerics.streams import stream
from waterbed.numerics.structure import Choices, Levels, Prior, Structure

__all__ = [
    "Beliefs",
    "Choices",
    "Filtered",
    "Forecast",
    "Levels",
    "Pooling",
    "Prior",
    "Structure",
    "cluster",
    "compiled_ahead",
    "complete",
    "features",
    "forecast",
    "on_simplex",
    "one_thread",
    "parallel",
    "pooled",
    "scatter_ahead",
    "sift",
    "stream",
    "structure_of",
    "together",
]
