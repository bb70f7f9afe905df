"""Claimed event: which entries of the register the words of a claimed cause name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.check.named import named_in, parties
from waterbed.check.words import days
from waterbed.register import load
from waterbed.register.lineage import lineage

if TYPE_CHECKING:
    from collections.abc import Collection

    from waterbed.records import Claim, Event
    from waterbed.records.claim import Window

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


@dataclass(frozen=True, slots=True)
class Named:
    """What the words of a claimed cause name in the register.

    Parameters
    ----------
    events
        The entries that share most words with the cause, earliest first: one where they name just
        one, several where they fit several alike, none where they fit none.
    after
        True where all of them begin after the days of the claim.
    """

    events: tuple[Event, ...] = ()
    after: bool = False

    @property
    def one(self) -> Event | None:
        """The entry, where there is just one and it does not come too late."""
        return self.events[0] if len(self.events) == 1 and not self.after else None


def events_named(
    claim: Claim,
    routes: Collection[str],
    span: tuple[dt.date, dt.date],
    published: dt.date | None = None,
) -> Named:
    """Find the events of the register that the cause of a claim names.

    Parameters
    ----------
    claim
        A claim with a cause.
    routes
        Ids of the routes or corridors that it is about; empty for any.
    span
        First and last day of what it is about.
    published
        The day of the text, None where it has none: it names no later event.

    Returns
    -------
    Named
        Those of the kind that the words of the cause say, with every actor that they name among
        their parties, expected to change crossings on one of the routes, begun within two years
        before the days of the claim or in them, and in a year that the words name, if any. Where
        the register has none, but those of any day that fit best all came later, these.
    """
    start, end = span
    every = [
        one for one in _fitting(claim, routes) if not published or one.start.first <= published
    ]
    within = [one for one in every if start - _LONGEST <= one.start.first <= end]
    if within:
        return Named(_best(within, _cause(claim)))
    best = _best(every, _cause(claim))
    after = bool(best) and all(one.start.first > end for one in best)
    return Named(best, after=True) if after else Named()


def explain_named(claim: Claim, named: Named, claimed: Window | None, command: str = "") -> str:
    """Say that a cause names several events, or only such as came after what they are to explain.

    Parameters
    ----------
    claim
        The claim.
    named
        What its cause names.
    claimed
        The days that the claim states, None where it states none.
    command
        What asks about one of them, empty where nothing does.

    Returns
    -------
    str
        One or two sentences; empty where it names just one that came in time, or none.
    """
    if not named.events or named.one:
        return ""
    cause = _quoted(claim)
    if named.after:
        told = " and ".join(f"{one.title} ({_on(one)})" for one in named.events)
        of = f" ({days(claimed.start, claimed.end)})" if claimed else ""
        return f"“{cause}” is taken to name, in the register, {told}: after the days claimed{of}."
    ids = [f"{one.id} ({one.start})" for one in named.events]
    listed = f"{', '.join(ids[:-1])} or {ids[-1]}"
    ask = f": `{command}` asks about one" if command else ""
    return f"“{cause}” may be {listed} and is taken for none of them{ask}."


def _quoted(claim: Claim) -> str:
    """Give the words that name the event: the cause, with what leads to it where that holds it."""
    cause = claim.causal.cause if claim.causal else ""
    return cause if any(words.search(cause) for words, _ in _KINDS) else _cause(claim).strip()


def _on(event: Event) -> str:
    """Write when an event began, as precisely as it is known."""
    first = event.start.first
    if event.start.precision == "day":
        return days(first, first)
    return f"{first:%B %Y}" if event.start.precision == "month" else str(event.start)


def _cause(claim: Claim) -> str:
    """Give the words of the cause, with those before it: "after the deal" names a deal."""
    causal = claim.causal
    return f"{causal.strength} {causal.cause}" if causal else ""


def _fitting(claim: Claim, routes: Collection[str]) -> list[Event]:
    """List the events of any day that the words of a cause fit."""
    cause = _cause(claim)
    kinds = {kind for words, kind_set in _KINDS if words.search(cause) for kind in kind_set}
    named = named_in(cause)
    years = {int(year) for year in _YEAR.findall(cause)}
    around = _around(routes)
    return [
        event
        for event in load.events().values()
        if event.kind in kinds
        and (named or event.kind == "shock")
        and named <= parties(event)
        and (not routes or any(one.route in around for one in event.expected))
        and (not years or event.start.first.year in years)
    ]


def _around(routes: Collection[str]) -> set[str]:
    """Give routes with those that contain them and those that they contain."""
    known = load.routes()
    asked = {one for one in routes if one in known}
    inside = {one for one in known if asked & set(lineage(one, known))}
    return inside.union(*(lineage(one, known) for one in asked))


def _best(fitting: list[Event], cause: str) -> tuple[Event, ...]:
    """Keep the events whose titles share most words with a cause, earliest first."""
    said = set(map(str.casefold, _WORD.findall(cause)))
    shared = [
        (len(said & set(map(str.casefold, _WORD.findall(event.title)))), event) for event in fitting
    ]
    most = max((count for count, _ in shared), default=0)
    best = [event for count, event in shared if count == most]
    return tuple(sorted(best, key=lambda event: (event.start.first, event.id)))
