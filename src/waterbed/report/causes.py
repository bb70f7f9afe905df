"""Causes in words: what was estimated of a claimed cause, and the series that stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.check.words import amount, series_name
from waterbed.report.displacement import displacement_sentence
from waterbed.report.effect import effect_sentence

if TYPE_CHECKING:
    from waterbed.records import Beside, Cause

_TAKEN = {"cause": "taken for the cause", "effect": "taken for the effect"}


def estimates_in_words(cause: Cause) -> tuple[str, ...]:
    """Say what was estimated of a claimed cause.

    Parameters
    ----------
    cause
        What can be said of it.

    Returns
    -------
    tuple of str
        The sentence of an effect, of a displacement; empty where there is none.
    """
    lines = []
    if cause.effect:
        series = series_name(cause.effect.key, cause.effect.source)
        lines.append(f"{series}. {effect_sentence(cause.effect)}")
    if cause.displacement:
        lines.append(displacement_sentence(cause.displacement))
    return tuple(lines)


def beside_in_words(cause: Cause) -> tuple[str, ...]:
    """Write the series of cause and effect, month by month.

    Parameters
    ----------
    cause
        What can be said of it.

    Returns
    -------
    tuple of str
        A line for each series.
    """
    return tuple(_line(one) for one in cause.beside)


def _line(one: Beside) -> str:
    counts = ", ".join("none known" if count is None else amount(count) for count in one.counts)
    months = f"{one.months[0]:%B %Y} to {one.months[-1]:%B %Y}"
    return f"{_TAKEN[one.role]}: {series_name(one.key, one.source)}, {months}: {counts}"
