"""Estimates for programs: averted, excess and share under stable names, each with its reason.

Described field by field in docs/exports.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.records import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import (
        Displacement,
        Estimate,
        Flow,
        Measured,
        Receiving,
        Reference,
        ShareSet,
    )

_Fields = dict[str, object]
_UNKNOWN = "not identified"


def estimate_fields(found: Effect | Displacement, references: Sequence[Reference] = ()) -> _Fields:
    """Give an effect or a displacement as JSON-ready fields.

    Parameters
    ----------
    found
        The estimate.
    references
        What published studies found about the same event.

    Returns
    -------
    dict
        As of `effect_fields` or `displacement_fields`.
    """
    if isinstance(found, Effect):
        return effect_fields(found, references)
    return displacement_fields(found, references)


def effect_fields(effect: Effect, references: Sequence[Reference] = ()) -> _Fields:
    """Give an effect as JSON-ready fields.

    Parameters
    ----------
    effect
        Any effect.
    references
        What published studies found about the same event.

    Returns
    -------
    dict
        ``averted`` and ``change`` in the form of docs/exports.md, then the whole record.
    """
    return {
        "averted": _of_effect(effect, sign=-1.0),
        "change": _of_effect(effect, sign=1.0),
        "effect": effect,
        "references": list(references),
    }


def displacement_fields(found: Displacement, references: Sequence[Reference] = ()) -> _Fields:
    """Give a displacement as JSON-ready fields.

    Parameters
    ----------
    found
        Any displacement.
    references
        What published studies found about the same event.

    Returns
    -------
    dict
        ``averted``, and ``excess`` and ``share`` by receiving route, in the form of
        docs/exports.md, then the whole record.
    """
    return {
        **_parts(found),
        "branches": [{"months": one.horizon} | _parts(one) for one in found.branches],
        "displacement": replace(found, branches=()),
        "references": list(references),
    }


def _parts(found: Displacement) -> _Fields:
    named = {one.excess.key: one for one in found.receiving}
    return {
        "averted": _flow(found.averted, found),
        "excess": {key: _flow(one.excess, found) for key, one in named.items()},
        "share": {key: _shares(one, found) for key, one in named.items()},
    }


def _estimate(
    standing: str, estimate: Estimate | None, level: float | None, because: Sequence[str]
) -> _Fields:
    return {
        "standing": standing,
        "point": estimate.point if estimate else None,
        "low": estimate.low if estimate else None,
        "high": estimate.high if estimate else None,
        "level": level,
        "because": list(because),
    }


def _of_effect(effect: Effect, *, sign: float) -> _Fields:
    level = effect.calibration.nominal if effect.calibration else None
    change = effect.change
    if change is None:
        return _estimate(_UNKNOWN, None, level, effect.because) | {"counted": effect.observed}
    ends = sorted((sign * change.low, sign * change.high))
    fields = _estimate("estimated", None, level, effect.because)
    found = effect.calibration
    return fields | {
        "point": sign * change.point,
        "low": ends[0],
        "high": ends[1],
        "counted": effect.observed,
        "expected": effect.expected,
        "answer": effect.answer,
        "placebo_rate": found.as_extreme if found else None,
        "measured": found.coverage if found else None,
    }


def _flow(flow: Flow, found: Displacement) -> _Fields:
    because = tuple(dict.fromkeys((*flow.because, *found.because)))
    standing = "estimated" if flow.difference else _UNKNOWN
    return _estimate(standing, flow.difference, found.nominal, because) | {
        "counted": flow.observed,
        "expected": flow.expected,
        "placebo_rate": flow.as_extreme,
        "placebos": flow.placebos,
        "record": flow.most,
        "implausible": flow.implausible,
    }


def _shares(one: Receiving, found: Displacement) -> _Fields:
    return _share(one.share, found.nominal) | {
        "unweighted": _share(one.plain, found.nominal),
        "measured": [_measured(seen) for seen in one.measured],
        "detectability": one.detectability,
    }


def _share(share: ShareSet, level: float) -> _Fields:
    return _estimate(share.standing, None, level, share.because) | {
        "point": share.point,
        "low": share.low,
        "high": share.high,
        "bounded": share.bounded,
    }


def _measured(one: Measured) -> _Fields:
    return {
        "about": one.about,
        "coverage": one.coverage,
        "sets": one.sets,
        "panels": one.panels,
        "identified": one.identified,
        "misses_low": one.misses_low,
        "misses_high": one.misses_high,
        "errs": one.errs,
        "pair": one.pair,
        "command": one.command,
    }
