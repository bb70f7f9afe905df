"""Consulted: what another reader proposed beside the grammar, and where the two differ."""

from __future__ import annotations

from dataclasses import dataclass

from waterbed.records.claim import Causal, Note, Window

Slot = str | float | bool | tuple[str, ...] | Window | Causal | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim that a reader proposed and that stands in the text.

    Parameters
    ----------
    quote
        The words, a verbatim substring of the text.
    start, end
        Its offsets in the text, in characters.
    slots
        Pairs of slot and value, only those that the reader filled in; None where it said that
        the slot is empty.
    """

    quote: str
    start: int
    end: int
    slots: tuple[tuple[str, Slot], ...] = ()

    def slot(self, name: str) -> Slot:
        """Give the value of a slot; None where it is empty or was not filled in."""
        return dict(self.slots).get(name)

    def as_dict(self) -> dict[str, object]:
        """Give the proposal as JSON-ready fields, only the slots that were filled in."""
        slots = {name: plain_slot(value) for name, value in self.slots}
        return {"quote": self.quote, "start": self.start, "end": self.end, **slots}


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that was not accepted.

    Parameters
    ----------
    given
        How it came, cut where it is long, without control characters.
    reason
        Why not.
    """

    given: str
    reason: str

    def as_dict(self) -> dict[str, str]:
        """Give what came and why it was refused."""
        return {"given": self.given, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Difference:
    """One slot that the grammar and a reader fill in differently."""

    slot: str
    own: Slot
    proposed: Slot

    def as_dict(self) -> dict[str, object]:
        """Give slot and both values."""
        own, proposed = plain_slot(self.own), plain_slot(self.proposed)
        return {"slot": self.slot, "own": own, "proposed": proposed}


@dataclass(frozen=True, slots=True)
class Pairing:
    """A claim of the article and the proposal of the same thing.

    Parameters
    ----------
    claim
        Index in the claims of the article.
    proposal
        Index in the accepted proposals.
    differences
        Slots on which they differ; empty where they agree in all that the reader filled in.
    """

    claim: int
    proposal: int
    differences: tuple[Difference, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give both indices and the differences."""
        differences = [one.as_dict() for one in self.differences]
        return {"claim": self.claim, "proposal": self.proposal, "differences": differences}


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a reader was asked and said. It changes no claim and gives no verdict.

    Parameters
    ----------
    reader
        Who was asked, as the reader calls itself.
    accepted
        Proposals whose quote and numbers stand in the text, in the order they came.
    refused
        All others, each with the reason.
    pairs
        Claims of the article that were proposed as well.
    only_own
        Indices of the claims of the article that the reader did not propose.
    only_proposed
        Indices of the accepted proposals that are no claim of the article.
    notes
        The disagreements in words, for the notes of the article.
    """

    reader: str
    accepted: tuple[Proposed, ...] = ()
    refused: tuple[Refused, ...] = ()
    pairs: tuple[Pairing, ...] = ()
    only_own: tuple[int, ...] = ()
    only_proposed: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give everything as JSON-ready fields."""
        return {
            "reader": self.reader,
            "accepted": [one.as_dict() for one in self.accepted],
            "refused": [one.as_dict() for one in self.refused],
            "pairs": [one.as_dict() for one in self.pairs],
            "only_own": list(self.only_own),
            "only_proposed": list(self.only_proposed),
            "notes": [one.as_dict() for one in self.notes],
        }


def plain_slot(value: Slot) -> object:
    """Give the value of a slot as JSON-ready fields.

    Parameters
    ----------
    value
        Of a proposal or a claim.

    Returns
    -------
    object
        A window and a causal frame as a dict, several codes as a list, all else as it is.
    """
    if isinstance(value, Window | Causal):
        return value.as_dict()
    return list(value) if isinstance(value, tuple) else value
