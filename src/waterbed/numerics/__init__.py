"""Compiled kernels, named random streams, the parallel map."""

from waterbed.numerics.kernels import Forecast, Levels, Prior, draw, forecast
from waterbed.numerics.parallel import parallel
from waterbed.numerics.streams import stream

__all__ = ["Forecast", "Levels", "Prior", "draw", "forecast", "parallel", "stream"]
