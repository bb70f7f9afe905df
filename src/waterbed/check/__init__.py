"""Claim against evidence: readings, verdicts then and now, what is left out.

Imports nothing that prints or draws; what it gives are records.
"""

from waterbed.check.check import check
from waterbed.check.rate import RULE
from waterbed.check.windows import shift_years

__all__ = ["RULE", "check", "shift_years"]
