"""The corridor model: a network run forward under levers. Records and arrays in, records out."""

from waterbed.numerics.system import Parameters, State
from waterbed.simulate.baselines import BASELINES, last_share, last_year, seasonal_naive
from waterbed.simulate.calibrate import Calibrated, CalibrationOptions, calibrate, forecaster
from waterbed.simulate.compare import compare
from waterbed.simulate.demand import structural
from waterbed.simulate.ensemble import Ensemble, run
from waterbed.simulate.history import History, history
from waterbed.simulate.kept import calibrated
from waterbed.simulate.network import Network
from waterbed.simulate.network_file import bundled_networks, network, parse_network
from waterbed.simulate.parameters import Prior, draw_prior, parameters, prior, take
from waterbed.simulate.paths import PathOptions, Paths, observe, simulate
from waterbed.simulate.posterior import posterior
from waterbed.simulate.published import measure_model, published
from waterbed.simulate.scenario_file import parse_scenario, read_scenario, sweep
from waterbed.simulate.skill import Forecaster, Trials, measure

__all__ = [
    "BASELINES",
    "Calibrated",
    "CalibrationOptions",
    "Ensemble",
    "Forecaster",
    "History",
    "Network",
    "Parameters",
    "PathOptions",
    "Paths",
    "Prior",
    "State",
    "Trials",
    "bundled_networks",
    "calibrate",
    "calibrated",
    "compare",
    "draw_prior",
    "forecaster",
    "history",
    "last_share",
    "last_year",
    "measure",
    "measure_model",
    "network",
    "observe",
    "parameters",
    "parse_network",
    "parse_scenario",
    "posterior",
    "prior",
    "published",
    "read_scenario",
    "run",
    "seasonal_naive",
    "simulate",
    "structural",
    "sweep",
    "take",
]
