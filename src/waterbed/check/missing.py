"""Missing: the stretch of days for which a comparison has no figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.check.scope import candidates

if TYPE_CHECKING:
    from waterbed.check.evidence import Evidence
    from waterbed.records import Claim
    from waterbed.records.claim import Window

_CHANGES = {"up", "down", "same"}


def missing_base(claim: Claim, evidence: Evidence) -> Window | None:
    """Find the days a claim compares with, where only their figures are missing.

    Parameters
    ----------
    claim
        The claim.
    evidence
        The figures.

    Returns
    -------
    Window or None
        Those days, where a series of just what the claim counts has its own days and none has
        those. None where it compares with nothing, or its own days are missing too.
    """
    period, versus = claim.period, claim.versus
    if period is None or versus is None or claim.direction not in _CHANGES:
        return None
    near = [one.ledger for one in candidates(claim, evidence) if not one.aside]
    new = [one.tiling(period.start).figure(period.end) for one in near]
    old = [one.tiling(versus.start).figure(versus.end) for one in near]
    return versus if any(new) and not any(old) else None
