"""Claim against evidence: readings, verdicts then and now, what is left out.

Imports nothing that prints or draws; what it gives are records.
"""

from waterbed.check.check import check
from waterbed.check.rate import RULE

__all__ = ["RULE", "check"]
