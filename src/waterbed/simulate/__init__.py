"""The corridor model: a network run forward under levers. Records and arrays in, records out."""

from waterbed.numerics.system import Parameters, State
from waterbed.simulate.compare import compare
from waterbed.simulate.network import Network
from waterbed.simulate.network_file import bundled_networks, network, parse_network
from waterbed.simulate.parameters import Prior, draw_prior, parameters, prior, take
from waterbed.simulate.paths import PathOptions, Paths, observe, simulate

__all__ = [
    "Network",
    "Parameters",
    "PathOptions",
    "Paths",
    "Prior",
    "State",
    "bundled_networks",
    "compare",
    "draw_prior",
    "network",
    "observe",
    "parameters",
    "parse_network",
    "prior",
    "simulate",
    "take",
]
