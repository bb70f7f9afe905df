"""What sort of statement a stretch of text makes: fact, cause, forecast, norm, experience."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.acts import acts
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    import re

    from waterbed.records.claim import Kind

_ORDER: tuple[Kind, ...] = ("experience", "norm", "forecast", "cause")


@cache
def _patterns(language: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    words = lexicon(language)
    return tuple(
        (kind, pattern(rf"(?<!\w){words.fragment('kinds', kind)}", whole=False)) for kind in _ORDER
    )


@cache
def _soon(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    table = lexicon(language).table("soon")
    return tuple((pattern(words), int(days)) for words, days in table.items())


def kind_of(text: str, language: str) -> Kind:
    """Say what sort of statement a text is.

    Parameters
    ----------
    text
        The statement with plain quotes and spaces.
    language
        Of the statement.

    Returns
    -------
    str
        The first that fits of experience (told in the first person), forecast (of something
        to come), norm (what ought to be, or blame), cause, and fact where none fits.

    Notes
    -----
    A forecast with words of blame is a forecast: whether it comes true can be told.
    """
    fits = {kind for kind, words in _patterns(language) if words.search(text)}
    if acts(text, language):
        fits.add("cause")
    order: tuple[Kind, ...] = ("experience", "forecast", "norm", "cause")
    return next((kind for kind in order if kind in fits), "fact")


def check_day(text: str, language: str, published: dt.date | None) -> dt.date | None:
    """Say by when a forecast must have come true.

    Parameters
    ----------
    text
        The forecast.
    language
        Of the forecast.
    published
        The day it was made.

    Returns
    -------
    datetime.date or None
        None where the words set no time. "In the next few hours" allows two days.
    """
    if published is None:
        return None
    for words, days in _soon(language):
        if words.search(text):
            if days == 0:
                return dt.date(published.year, 12, 31)
            return published + dt.timedelta(days=days)
    return None
