"""Differences: the claims of the grammar beside the proposals of another reader."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from waterbed.read.text import plain
from waterbed.records.claim import Causal, Note, Window
from waterbed.records.consulted import Difference, Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waterbed.records import Article, Claim
    from waterbed.records.consulted import Consulted, Proposed, Refused, Slot

_SAME: Final = 0.006
_REASONS: Final = 3
_NAMES: Final = {
    "direction": "the direction",
    "unit": "what the amount counts",
    "measure": "what is counted",
    "where": "the place",
    "route": "the route",
    "from_country": "the country of departure",
    "nationality": "the nationality",
    "period": "the period",
    "versus": "the period compared with",
    "approx": "whether the number is hedged",
    "bound": "how the number is hedged",
    "attributed_to": "who is credited",
    "via": "the relay",
    "hedged": "whether the text doubts it",
    "causal": "whether a cause is given",
}


def pair(article: Article, accepted: Sequence[Proposed]) -> tuple[Pairing, ...]:
    """Put each proposal beside the claim of the same thing.

    Parameters
    ----------
    article
        The report with its claims.
    accepted
        Proposals that stand in its text.

    Returns
    -------
    tuple of Pairing
        One to one, in the order of the claims.

    Notes
    -----
    Two are of the same thing where they stand in one sentence and state the same amount (to
    0.6 %), or the same direction and no amount. Of several, those whose places overlap come first,
    then those that differ on the fewest slots.
    """
    candidates = sorted(_candidates(article, accepted), key=lambda one: one[0])
    claims: set[int] = set()
    proposals: set[int] = set()
    pairs = []
    for _, found in candidates:
        if found.claim not in claims and found.proposal not in proposals:
            claims.add(found.claim)
            proposals.add(found.proposal)
            pairs.append(found)
    return tuple(sorted(pairs, key=lambda one: one.claim))


def notes(article: Article, consulted: Consulted) -> tuple[Note, ...]:
    """Say in words where a reader and the grammar disagree.

    Parameters
    ----------
    article
        The report with its claims.
    consulted
        What the reader said, paired with them.

    Returns
    -------
    tuple of Note
        Rules ``reader-differs``, ``reader-only``, ``grammar-only`` in the order of the text, then
        one ``reader-refused`` for all that was refused. None of them says who is right.
    """
    reader = consulted.reader
    found = [note for one in consulted.pairs for note in _differ(article, consulted, one)]
    for index in consulted.only_own:
        claim = article.claims[index]
        quote = article.text[claim.start : claim.end]
        words = f"Read by the grammar, not by {reader}: “{quote}”."
        found.append(Note("grammar-only", words, claim.start, claim.end))
    for index in consulted.only_proposed:
        one = consulted.accepted[index]
        words = f"Read by {reader}, not by the grammar: “{one.quote}”{_stated(one)}."
        found.append(Note("reader-only", words, one.start, one.end))
    found.sort(key=lambda note: (note.start, note.rule))
    return (*found, *_refusals(reader, consulted.refused))


def _candidates(
    article: Article, accepted: Sequence[Proposed]
) -> Iterator[tuple[tuple[bool, int, int, int], Pairing]]:
    bounds = [(one.start, one.end) for one in article.sentences]
    by_sentence: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, claim in enumerate(article.claims):
        by_sentence[_around(claim.start, claim.end, bounds)].append(index)
    for number, proposal in enumerate(accepted):
        for index in by_sentence[_around(proposal.start, proposal.end, bounds)]:
            claim = article.claims[index]
            if _same_thing(claim, proposal):
                apart = claim.end <= proposal.start or proposal.end <= claim.start
                differences = tuple(_differences(claim, proposal))
                yield (apart, len(differences), index, number), Pairing(index, number, differences)


def _around(start: int, end: int, bounds: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return next(((a, b) for a, b in bounds if a <= start and end <= b), (-1, -1))


def _same_thing(claim: Claim, proposal: Proposed) -> bool:
    amount = proposal.slot("amount")
    if claim.amount is None or not isinstance(amount, float):
        return claim.amount is amount and claim.direction == proposal.slot("direction")
    return math.isclose(claim.amount, amount, rel_tol=_SAME)


def _differences(claim: Claim, proposal: Proposed) -> Iterator[Difference]:
    for slot, proposed in proposal.slots:
        own: Slot = getattr(claim, slot)
        if slot in _NAMES and _comparable(slot, own) != _comparable(slot, proposed):
            yield Difference(slot, own, proposed)


def _comparable(slot: str, value: Slot) -> object:
    """Bring a value to the form in which two that mean the same are equal."""
    if slot == "causal":
        return value is not None
    if isinstance(value, Window):
        return value.start, value.end
    if slot in {"route", "from_country", "nationality"}:
        return frozenset(value if isinstance(value, tuple) else [value] if value else [])
    if slot == "where" and isinstance(value, str):
        return frozenset(value.replace("EU+", "EU-plus").split("+"))
    return plain(value).casefold() if isinstance(value, str) else value


def _differ(article: Article, consulted: Consulted, one: Pairing) -> Iterator[Note]:
    claim, proposal = article.claims[one.claim], consulted.accepted[one.proposal]
    for each in one.differences:
        message = (
            f"Of “{proposal.quote}”, {_NAMES[each.slot]}: {_words(each.own)} by the grammar, "
            f"{_words(each.proposed)} by {consulted.reader}."
        )
        yield Note("reader-differs", message, claim.start, claim.end)


def _stated(proposal: Proposed) -> str:
    amount, unit = proposal.slot("amount"), proposal.slot("unit")
    parts = [proposal.slot("direction"), f"{amount:,.10g} {unit}" if amount is not None else None]
    said = ", ".join(str(part) for part in parts if part is not None)
    return f" ({said})" if said else ""


def _words(value: Slot) -> str:
    if isinstance(value, Window):
        return f"{value.start} to {value.end}"
    if isinstance(value, bool | Causal):
        return "yes" if value else "no"
    if value is None or value == ():
        return "none"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _refusals(reader: str, refused: Sequence[Refused]) -> Iterator[Note]:
    if refused:
        reasons = dict.fromkeys(one.reason for one in refused)
        shown = [*reasons][:_REASONS] + ["and others"] * (len(reasons) > _REASONS)
        many = "1 proposal" if len(refused) == 1 else f"{len(refused):,} proposals"
        yield Note("reader-refused", f"Of {reader}, {many} refused: {'; '.join(shown)}.", 0, 0)
