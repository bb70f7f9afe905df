"""What an event changed: counterfactuals, each with the errors of the same method at past dates.

Records or arrays in, records out; the store is never opened.
"""

from waterbed.effects.counterfactual import LEAST_COVERAGE, effect
from waterbed.effects.monthly import Monthly, monthly, monthly_from
from waterbed.effects.options import EffectOptions
from waterbed.effects.references import references

__all__ = [
    "LEAST_COVERAGE",
    "EffectOptions",
    "Monthly",
    "effect",
    "monthly",
    "monthly_from",
    "references",
]
