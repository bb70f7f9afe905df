"""What a number is for: a level, a change, a share, a ratio; and comparisons without a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.read.comparing import Comparing, grammar
from waterbed.read.numbers import hedge_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waterbed.read.numbers import Quantity
    from waterbed.read.scan import Scan, Spanned
    from waterbed.records.claim import Direction, Limit, Unit

_FAR = 140
_NEAR = 4
_SPACE = 1
_AND = re.compile(r",? (?:and|e|et) (?:by |a |il |l'|del |dell'|de |d'|le )*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated amount or comparison, before its slots are filled.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    direction, unit, amount, low, high, bound
        As in a claim.
    since
        Offsets of the span that a rank is compared over, if any.
    group
        The part of the people meant.
    reach
        For a rank: where the words end that say what it is compared over.
    """

    start: int
    end: int
    direction: Direction
    unit: Unit | None = None
    amount: float | None = None
    low: float | None = None
    high: float | None = None
    bound: Limit | None = None
    since: str = ""
    group: str | None = None
    reach: int = 0


def of_number(number: Quantity, scanned: Scan) -> Stated | None:
    """Say what a number in a sentence is for.

    Parameters
    ----------
    number
        The number.
    scanned
        Its sentence.

    Returns
    -------
    Stated or None
        None where a percentage or fraction has no role that the grammar knows.
    """
    rules = grammar(scanned.language)
    if number.shape == "times":
        return _times(number, scanned, rules)
    if is_factor(number, scanned):
        factor = _factor(number, scanned, rules)
        if factor and factor["divided"]:
            return _turned(_stated(number, "down", "ratio", 1 / number.value))
        return _stated(number, "up", "ratio", number.value)
    if number.shape == "part":
        return _stated(number, "share", "percent", number.value * 100)
    if number.shape == "count":
        change = _by_act(number, scanned) or _change(number, scanned, rules)
        return _stated(number, change or "level", "people", number.value)
    return None if number.shape == "points" else _portion(number, scanned, rules)


def _by_act(number: Quantity, scanned: Scan) -> Direction | None:
    """Tell how many fewer or more came by an act: "prevented 17,000 arrivals"."""

    def among(spans: Iterable[Spanned]) -> bool:
        return any(one.start <= number.core < one.end for one in spans)

    return "down" if among(scanned.averted) else "up" if among(scanned.pushed) else None


def in_ends(one: Stated, number: Quantity) -> tuple[Stated, ...]:
    """Part a range into its two ends, as the text prints them: at least so many, at most so many.

    Parameters
    ----------
    one
        What the number states, at the middle of the range.
    number
        The number.

    Returns
    -------
    tuple of Stated
        Two for a range, the lower end first; else the one.
    """
    if not number.second or one.low is None or one.high is None:
        return (one,)
    low, high = sorted((one.low, one.high))
    first = replace(one, end=number.second - 1, amount=low, high=None, bound="ge")
    return first, replace(one, start=number.second, amount=high, low=None, bound="le")


def is_factor(number: Quantity, scanned: Scan) -> bool:
    """Tell the ten of "multiplied by more than ten" from ten people."""
    factor = _factor(number, scanned, grammar(scanned.language))
    return factor is not None and number.shape == "count" and number.value > 0


def _factor(number: Quantity, scanned: Scan, rules: Comparing) -> re.Match[str] | None:
    return rules.factor.search(scanned.text[max(0, number.start - 30) : number.start])


def _turned(one: Stated) -> Stated:
    """Turn the bound of a ratio below one: what is divided by more than two is below the half."""
    return replace(one, bound=_TURNED[one.bound]) if one.bound else one


def _portion(number: Quantity, scanned: Scan, rules: Comparing) -> Stated | None:
    """Tell a share of a whole, a ratio to a base and a change by so much."""
    change = _change(number, scanned, rules)
    right = scanned.text[number.end : number.end + 70]
    fraction = number.shape == "fraction"
    if rules.was.search(own_part(scanned.text, number.start)):
        return _stated(number, "share", "percent", number.value * (100 if fraction else 1))
    if not change and rules.of_base.match(right):
        ratio = number.value if fraction else number.value / 100
        return _stated(number, "down" if ratio < 1 else "up", "ratio", round(ratio, 4))
    percent = number.value * 100 if fraction else number.value
    change = change or _by_so_much(number, scanned, rules)
    change = change or _ranging(number, scanned, rules) or _amounting(number, scanned, rules)
    if not change and _shared(number, right, scanned, rules):
        return _stated(number, "share", "percent", percent)
    change = change or _coordinate(number, scanned, rules) or _far_change(number, scanned, rules)
    return _stated(number, change, "percent", percent) if change else None


def _shared(number: Quantity, right: str, scanned: Scan, rules: Comparing) -> bool:
    left = scanned.text[max(0, number.start - 90) : number.start]
    timed = any(number.end <= p.start <= number.end + _SPACE for p in scanned.phrases)
    whole = rules.share_before.search(left) or (not timed and rules.of_whole.match(right))
    shared = bool(whole or rules.share_verb.match(right)) or _is_to(scanned.text, number)
    partitive = rules.partitive.match(scanned.text)
    apposed = _APPOSED.match(right) and _OF_THEM.search(left)
    if number.shape == "fraction" and apposed:
        return True
    first = partitive is not None and not rules.turn.search(own_part(scanned.text, number.start))
    return shared or first or _shared_with_next(number, scanned, rules)


_APPOSED = re.compile(r"(?:,|\))")
_OF_THEM = re.compile(
    r"\d (?:of (?:them|these|those|whom)|(?:di|dei) (?:loro|questi|quali)|d'entre (?:eux|elles)),? "
    r"?(?:\(|or |ovvero |cioè |soit |i |les )?$"
)


def _shared_with_next(number: Quantity, scanned: Scan, rules: Comparing) -> bool:
    """Let the first of "14 % and 11 % of arrivals" be a share as the second is."""
    after = [n for n in scanned.numbers if n.start >= number.end]
    if not after or after[0].shape != number.shape:
        return False
    joined = _AND.fullmatch(scanned.text[number.end : after[0].core])
    right = scanned.text[after[0].end : after[0].end + 70]
    return bool(joined and rules.of_whole.match(right))


def _amounting(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    """Read "the fall amounts to 42 %" as a change."""
    if not rules.amounting.search(own_part(scanned.text, number.start)):
        return None
    return _far_change(number, scanned, rules)


def _ranging(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    """Read both of "drops ranging from 6 % … to 34 % …" as changes."""
    left = scanned.text[max(0, number.start - _FAR) : number.start]
    found = rules.ranging.search(left)
    return _far_change(number, scanned, rules) if found and number.shape != "count" else None


def _by_so_much(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    """Read "cut landings by 60 %" and the second of "fell by 13 % and by 64 %" as changes."""
    if not rules.by.search(scanned.text[max(0, number.start - 12) : number.start]):
        return None
    return _far_change(number, scanned, rules)


def _stated(number: Quantity, direction: Direction, unit: Unit, amount: float) -> Stated:
    factor = amount / number.value if number.value else 1.0
    low = None if number.low is None else round(number.low * factor, 6)
    high = None if number.high is None else round(number.high * factor, 6)
    return Stated(
        number.start, number.end, direction, unit, round(amount, 4), low, high, number.bound
    )


def _change(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    if number.sign:
        return "up" if number.sign > 0 else "down"
    text = scanned.text
    right = text[number.end : number.end + 60]
    if rules.after_less.match(right):
        return "down"
    if rules.after_more.match(right):
        return "up"
    noun = rules.after_noun.match(right) if number.shape != "count" else None
    if noun:
        return _side(noun[0], rules)
    left = own_part(text, number.start)
    before = rules.just_before.search(left)
    if before and not _is_to(text, number):
        return _side(before[0], rules)
    if _is_to(text, number):
        return None
    if number.shape == "count" and rules.far_before.search(left) and rules.turn.search(left):
        return _far_change(number, scanned, rules) if _by(left, rules) else None
    return None


def _coordinate(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    """Let the first of "78 % and 80 % fewer" change as the second does."""
    after = [n for n in scanned.numbers if n.start >= number.end]
    if not after or after[0].shape != number.shape:
        return None
    gap = scanned.text[number.end : after[0].core]
    return _change(after[0], scanned, rules) if _AND.fullmatch(gap) else None


def _by(left: str, rules: Comparing) -> bool:
    """Tell whether a turn of direction stands within a few words before."""
    turns = list(rules.turn.finditer(left))
    return bool(turns) and left[turns[-1].end() :].count(" ") <= _NEAR


def _is_to(text: str, number: Quantity) -> bool:
    return text[max(0, number.start - 4) : number.start].endswith((" to ", " a ", " à "))


def own_part(text: str, start: int) -> str:
    """Give what stands before an offset in its part of a sentence."""
    left = text[max(0, start - _FAR) : start]
    return re.split(r"[,;:()\u2013\u2014](?!\d)", left)[-1]


def _far_change(number: Quantity, scanned: Scan, rules: Comparing) -> Direction | None:
    left = own_part(scanned.text, number.start)
    turns = list(rules.turn.finditer(left))
    if not turns and number.shape != "count":
        before = scanned.text[max(0, number.start - 200) : number.start].split("; ")[-1]
        turns = list(rules.turn.finditer(before))
    return _side(turns[-1][0], rules) if turns else None


def _side(words: str, rules: Comparing) -> Direction:
    return "up" if rules.up.search(words) else "down"


def _times(number: Quantity, scanned: Scan, rules: Comparing) -> Stated | None:
    right = scanned.text[number.end : number.end + 60]
    left = own_part(scanned.text, number.start)
    turns = list(rules.turn.finditer(left))
    if rules.times_down.match(right) or (turns and _side(turns[-1][0], rules) == "down"):
        return _stated(number, "down", "ratio", 1 / number.value) if number.value else None
    fold = scanned.text[number.start : number.end].rstrip().endswith("fold")
    if turns or fold or rules.times.match(right):
        return _stated(number, "up", "ratio", number.value)
    return None


_OF_PLACE = re.compile(
    r" (?:of |il numero de|le nombre de )?(?:its|their|the|the island's|la sua|i suoi|sa|ses|leur) "
    r"?(?:[\w']+ )?(?:populations?|capacity|residents|inhabitants|places|capienza|popolazione|"
    r"abitanti|posti|capacité|habitants)(?!\w)",
    re.IGNORECASE,
)


def in_words(scanned: Scan) -> Iterator[Stated]:
    """Find ratios that are words: doubled, halved, twice the number.

    Parameters
    ----------
    scanned
        The sentence.

    Yields
    ------
    Stated
        In order of the lexicon; of two that overlap the first listed counts.
    """
    taken: list[tuple[int, int]] = []
    for words, direction, amount, bound in grammar(scanned.language).ratios:
        for match in words.finditer(scanned.text):
            a, b = match.span()
            if _OF_PLACE.match(scanned.text, b):
                continue
            if all(b <= x or a >= y for x, y in taken):
                taken.append((a, b))
                limit, start = (bound, a) if bound else _hedged(a, direction, scanned)
                low = amount if limit in {"gt", "ge"} else None
                high = amount if limit in {"lt", "le"} else None
                if limit is None:
                    low = high = amount
                elif limit == "~":
                    low, high = round(amount * 0.95, 6), round(amount * 1.05, 6)
                yield Stated(start, b, direction, "ratio", amount, low, high, limit)


_TURNED: dict[str, Limit] = {"gt": "lt", "lt": "gt", "ge": "le", "le": "ge", "~": "~"}


def _hedged(start: int, direction: Direction, scanned: Scan) -> tuple[Limit | None, int]:
    """Read "nearly" before a ratio; what more than halved is below the half."""
    limit, first = hedge_before(scanned.text, start, scanned.language)
    if limit and direction == "down":
        limit = _TURNED[limit]
    return limit, first
