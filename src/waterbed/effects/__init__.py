"""What an event changed: counterfactuals, each with the errors of the same method at past dates.

Records or arrays in, records out; the store is never opened.
"""

from waterbed.effects.backtest import Trial, backtest
from waterbed.effects.counterfactual import MOST_SHORTFALL, effect
from waterbed.effects.monthly import Monthly, monthly, monthly_from
from waterbed.effects.options import EffectOptions
from waterbed.effects.references import references

__all__ = [
    "MOST_SHORTFALL",
    "EffectOptions",
    "Monthly",
    "Trial",
    "backtest",
    "effect",
    "monthly",
    "monthly_from",
    "references",
]
