"""Claimed event: which entry of the register a claimed cause names, where it names just one."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from waterbed.check.named import named_in, parties
from waterbed.register import load
from waterbed.register.lineage import lineage

if TYPE_CHECKING:
    from waterbed.records import Claim, Event

_LONGEST = dt.timedelta(days=730)
_KINDS: tuple[tuple[re.Pattern[str], set[str]], ...] = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), kinds)
    for words, kinds in (
        (
            r"agreement|deal\b|pact\b|m[eé]morandum|mou\b|accord|intes[ae]|patt[oi]\b|protocol",
            {"agreement", "treaty"},
        ),
        (r"renew|rinnov|renouvel", {"renewal"}),
        (r"statement|declar|dichiaraz|déclar", {"agreement", "declaration", "statement"}),
        (r"clos(?:ure|ing|ed)|fence|chiusur|fermeture", {"border-closure"}),
        (r"\blaw|decree|legge\b|decreto|loi\b|décret|code\b|codice", {"law", "regulation"}),
        (r"operation|mission", {"operation", "naval-operation"}),
        (r"visas?\b|visti\b", {"visa-policy"}),
        (r"lockdown|pandemic|covid|pandemia", {"shock"}),
    )
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def claimed_event(claim: Claim, route: str, start: dt.date, end: dt.date) -> Event | None:
    """Find the event of the register that the cause of a claim names.

    Parameters
    ----------
    claim
        A claim with a cause.
    route
        Id of the route or corridor that it is about.
    start, end
        First and last day of what it is about.

    Returns
    -------
    Event or None
        One of the kind that the words of the cause say, with every actor that they name among its
        parties, expected to change crossings on the route, begun within two years before the days
        of the claim or in them, and in a year that the words name, if any. None where there is
        none, or several that share as many words with the text.
    """
    if claim.causal is None:
        return None
    cause = claim.causal.cause
    kinds = {kind for words, kind_set in _KINDS if words.search(cause) for kind in kind_set}
    named = named_in(cause)
    years = {int(year) for year in _YEAR.findall(cause)}
    routes = load.routes()
    near = {one for one in routes if route in lineage(one, routes)} | (
        set(lineage(route, routes)) if route in routes else set()
    )
    fitting = [
        event
        for event in load.events().values()
        if event.kind in kinds
        and (named or event.kind == "shock")
        and named <= parties(event)
        and any(one.route in near for one in event.expected)
        and start - _LONGEST <= event.start.first <= end
        and (not years or event.start.first.year in years)
    ]
    return _only(fitting, cause)


def _only(fitting: list[Event], cause: str) -> Event | None:
    said = set(map(str.casefold, _WORD.findall(cause)))
    shared = [
        (len(said & set(map(str.casefold, _WORD.findall(event.title)))), event) for event in fitting
    ]
    most = max((count for count, _ in shared), default=0)
    best = [event for count, event in shared if count == most]
    return best[0] if len(best) == 1 else None
