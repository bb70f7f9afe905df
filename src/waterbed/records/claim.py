"""What a text says: statements with their attribution, claims with their slots, and where from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal["fact", "cause", "forecast", "norm", "experience"]
Mode = Literal["direct", "indirect", "document", "headline"]
Origin = Literal["text", "neighbour", "default"]
Direction = Literal["level", "up", "down", "share", "highest", "lowest", "earliest", "same"]
Unit = Literal["people", "percent", "ratio", "rank", "applications"]
Limit = Literal["~", "lt", "gt", "ge", "le"]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days that a text names.

    Parameters
    ----------
    start, end
        First and last day, both included.
    vague
        True where the text leaves an end open ("the first few months").
    """

    start: dt.date
    end: dt.date
    vague: bool = False

    def as_dict(self) -> dict[str, str]:
        """Give the two days as ISO text, keys ``start`` and ``end``."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of an attribution chain.

    Parameters
    ----------
    name
        As the text names them, resolved where the text says "she" or "the paper".
    cue
        The words that attribute: ``"told"``, ``"according to"``.
    relay
        True for an outlet or agency that passes on what another said.
    resolved
        True where the name was taken from an earlier sentence.
    """

    name: str
    cue: str
    relay: bool = False
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A verbatim part of a text, with who says it.

    Parameters
    ----------
    quote
        The words, a verbatim substring of the text.
    start, end
        Its offsets in the text, in characters.
    chain
        Who says so, the source first, then those who relay. Empty where the text itself says so.
    mode
        How it is given; None where the text says so in its own voice.
    hedge
        True where the text doubts or softens it.
    kind
        What sort of statement it is.
    check_by
        For a forecast with a date: the last day on which it must have come true.
    """

    quote: str
    start: int
    end: int
    chain: tuple[Speaker, ...] = ()
    mode: Mode | None = None
    hedge: bool = False
    kind: Kind = "fact"
    check_by: dt.date | None = None

    @property
    def speaker(self) -> str | None:
        """Who is credited, None where the text speaks itself."""
        return self.chain[0].name if self.chain else None

    @property
    def via(self) -> str | None:
        """The relay that the text names, None without one."""
        return next((link.name for link in self.chain[1:] if link.relay), None)

    @property
    def cue(self) -> str | None:
        """The words that attribute it to the speaker."""
        return self.chain[0].cue if self.chain else None

    def as_dict(self) -> dict[str, object]:
        """Give the statement as JSON-ready fields."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "speaker": self.speaker,
            "via": self.via,
            "cue": self.cue,
            "mode": self.mode,
            "hedge": self.hedge,
            "kind": self.kind,
            "check_by": self.check_by.isoformat() if self.check_by else None,
            "chain": [
                {"name": s.name, "cue": s.cue, "relay": s.relay, "resolved": s.resolved}
                for s in self.chain
            ],
        }


@dataclass(frozen=True, slots=True)
class Causal:
    """What a text offers as a cause of what.

    Parameters
    ----------
    cause, effect
        The words of the text.
    strength
        The words that join them: ``"would explain"``, ``"thanks to"``.
    diversion
        True where the cause is that people took another way.
    left
        For a diversion: the place, coast or route that people are said to have turned from, as a
        claim names it; empty where the text names none.
    averted
        True where the claim's number is of people who are said not to have come: so many fewer
        than would have.
    """

    cause: str
    effect: str
    strength: str
    diversion: bool = False
    left: tuple[str, ...] = ()
    averted: bool = False

    def as_dict(self) -> dict[str, object]:
        """Give cause, effect and strength; of a diversion also the way that was left."""
        said: dict[str, object] = {
            "cause": self.cause,
            "effect": self.effect,
            "strength": self.strength,
        }
        if self.averted:
            said["averted"] = True
        return said | {"diversion": True, "left": list(self.left)} if self.diversion else said


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable thing that a text says, with every slot and where each came from.

    Parameters
    ----------
    sentence
        The sentence that holds it.
    start, end
        Offsets of the claim in the text, in characters.
    statement
        Index of its statement in the article.
    direction
        A level, a change, a share of a whole, or a rank.
    measure
        What is counted, as ``sea_arrivals`` or ``deaths``; None where the text leaves it open.
    where
        ISO 3166-1 alpha-2, ``ISO2:region``, ``EU``, ``EU+``, ``Europe``, ``Mediterranean``,
        or several joined by ``+``.
    route, from_country, nationality
        Routes by name; countries as ISO 3166-1 alpha-2.
    period, versus
        The days it is about, and those it is compared with.
    than
        The place whose count of the same days it is compared with, as `where`; None without one.
    amount, low, high
        The number as stated, and what it allows once hedges are read. None where none is stated.
    unit
        What the amount counts; None where there is no amount.
    approx, bound
        Whether the number is hedged, and how.
    group
        The part of the people meant, in the words of the text: ``"women"``.
    attributed_to, via, hedged
        As in its statement.
    causal
        The causal frame it stands in, if any.
    origins
        Pairs of slot and where it came from. A slot that is empty is not named.
    """

    sentence: str
    start: int
    end: int
    statement: int
    direction: Direction
    measure: str | None = None
    where: str | None = None
    route: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    period: Window | None = None
    versus: Window | None = None
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    unit: Unit | None = None
    approx: bool = False
    bound: Limit | None = None
    group: str | None = None
    attributed_to: str | None = None
    via: str | None = None
    hedged: bool = False
    causal: Causal | None = None
    than: str | None = None
    origins: tuple[tuple[str, Origin], ...] = ()

    def origin(self, slot: str) -> Origin | None:
        """Say where a slot came from; None where it is empty."""
        return dict(self.origins).get(slot)

    def as_dict(self) -> dict[str, object]:
        """Give the claim as JSON-ready fields, one name for one slot."""
        return {
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "statement": self.statement,
            "measure": self.measure,
            "where": self.where,
            "route": _one_or_list(self.route),
            "from_country": _one_or_list(self.from_country),
            "nationality": _one_or_list(self.nationality),
            "period": self.period.as_dict() if self.period else None,
            "versus": self.versus.as_dict() if self.versus else None,
            "than": self.than,
            "direction": self.direction,
            "amount": self.amount,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "approx": self.approx,
            "bound": self.bound,
            "group": self.group,
            "attributed_to": self.attributed_to,
            "via": self.via,
            "hedged": self.hedged,
            "causal": self.causal.as_dict() if self.causal else None,
            "vague": [
                name
                for name, window in (("period", self.period), ("versus", self.versus))
                if window and window.vague
            ],
            "origins": dict(self.origins),
        }


@dataclass(frozen=True, slots=True)
class Role:
    """A person with the title that a text gives them."""

    title: str
    name: str
    start: int
    end: int

    def as_dict(self) -> dict[str, object]:
        """Give title, name and offsets."""
        return {"title": self.title, "name": self.name, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class EventMention:
    """Something that a text says happened: who did what with whom, where and when.

    Parameters
    ----------
    type
        ``meet``, ``visit``, ``invite``, ``sign``, ``agree``, ``pledge``, ``renew``, ``launch``,
        ``approve`` or ``call``.
    quote, start, end
        The sentence or clause, verbatim, and its offsets.
    who, whom
        Names as the text gives them.
    where
        Names of places in the clause.
    when
        The days, None where the text gives none.
    what
        What was agreed, launched or asked for, in the words of the text.
    """

    type: str
    quote: str
    start: int
    end: int
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    when: Window | None = None
    what: str = ""

    def as_dict(self) -> dict[str, object]:
        """Give the event as JSON-ready fields."""
        return {
            "type": self.type,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "who": list(self.who),
            "whom": list(self.whom),
            "where": list(self.where),
            "when": self.when.as_dict() if self.when else None,
            "what": self.what,
        }


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a text says of itself and that does not fit: a rule, a place, a sentence."""

    rule: str
    message: str
    start: int
    end: int

    def as_dict(self) -> dict[str, object]:
        """Give rule, message and offsets."""
        return {"rule": self.rule, "message": self.message, "start": self.start, "end": self.end}


def _one_or_list(values: tuple[str, ...]) -> str | list[str] | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)
