"""What an event changed: counterfactuals, each with the errors of the same method at past dates.

Records or arrays in, records out; the store is never opened.
"""

from waterbed.effects.backtest import Trial, backtest
from waterbed.effects.corridors import corridor_notes, route_around, routes_of
from waterbed.effects.cost import CostSeries, cost_series, human_cost
from waterbed.effects.counterfactual import effect
from waterbed.effects.cut import DisplacementOptions
from waterbed.effects.displacement import displacement
from waterbed.effects.grid import Grid
from waterbed.effects.horizons import HORIZONS, with_horizons
from waterbed.effects.monthly import Monthly, monthly, monthly_from
from waterbed.effects.multiverse import multiverse
from waterbed.effects.options import EffectOptions
from waterbed.effects.own import displacement_of_table, effect_of_table
from waterbed.effects.panel import ABSENT, ALL, Absent, Panel, panel, panel_from
from waterbed.effects.predictors import Matched, match, predictor_control
from waterbed.effects.recorded import first_month, keyed_panel, recorded_panel
from waterbed.effects.references import references
from waterbed.effects.table import read_monthly, read_panel
from waterbed.effects.telling import MOST_SHORTFALL, UNCHANGED

__all__ = [
    "ABSENT",
    "ALL",
    "HORIZONS",
    "MOST_SHORTFALL",
    "UNCHANGED",
    "Absent",
    "CostSeries",
    "DisplacementOptions",
    "EffectOptions",
    "Grid",
    "Matched",
    "Monthly",
    "Panel",
    "Trial",
    "backtest",
    "corridor_notes",
    "cost_series",
    "displacement",
    "displacement_of_table",
    "effect",
    "effect_of_table",
    "first_month",
    "human_cost",
    "keyed_panel",
    "match",
    "monthly",
    "monthly_from",
    "multiverse",
    "panel",
    "panel_from",
    "predictor_control",
    "read_monthly",
    "read_panel",
    "recorded_panel",
    "references",
    "route_around",
    "routes_of",
    "with_horizons",
]
