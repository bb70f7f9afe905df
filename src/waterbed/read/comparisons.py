"""What a number is for: a level, a change, a share, a ratio; and comparisons without a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import Lexicon, lexicon, pattern
from waterbed.read.numbers import hedge_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.numbers import Quantity
    from waterbed.read.scan import Scan
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


@dataclass(frozen=True, slots=True)
class Comparing:
    """The words of comparison of one language, compiled."""

    up: re.Pattern[str]
    down: re.Pattern[str]
    turn: re.Pattern[str]
    same: re.Pattern[str]
    after_more: re.Pattern[str]
    after_less: re.Pattern[str]
    after_noun: re.Pattern[str]
    just_before: re.Pattern[str]
    far_before: re.Pattern[str]
    of_whole: re.Pattern[str]
    of_base: re.Pattern[str]
    share_verb: re.Pattern[str]
    share_before: re.Pattern[str]
    times: re.Pattern[str]
    times_down: re.Pattern[str]
    ratios: tuple[tuple[re.Pattern[str], Direction, float, Limit | None], ...]
    than: re.Pattern[str]
    beyond: re.Pattern[str]
    unreal: re.Pattern[str]
    from_number: re.Pattern[str]
    up_from: re.Pattern[str]
    generic: re.Pattern[str]
    denied: re.Pattern[str]
    factor: re.Pattern[str]
    by: re.Pattern[str]
    relative: re.Pattern[str]
    partitive: re.Pattern[str]
    ranging: re.Pattern[str]
    amounting: re.Pattern[str]
    was: re.Pattern[str]


@cache
def grammar(language: str) -> Comparing:
    """Compile the words of comparison of a language."""
    words = lexicon(language)
    table, shapes = words.table("directions"), words.table("comparisons")
    up, down = words.fragment("directions", "up"), words.fragment("directions", "down")
    turn = rf"(?:{up}|{down})"
    link, adverb = table["links"], table["adverbs"]
    fill = rf"(?: (?:d'|de |di )?(?:{table['filler']}))?"
    return Comparing(
        up=pattern(rf"(?<!\w){up}", whole=False),
        down=pattern(rf"(?<!\w){down}", whole=False),
        turn=pattern(rf"(?<!\w){turn}", whole=False),
        same=pattern(rf"(?<!\w){words.fragment('directions', 'same')}", whole=False),
        after_more=pattern(rf"{fill}[ ']*{words.fragment('directions', 'more')}", whole=False),
        after_less=pattern(rf"{fill}[ ']*{words.fragment('directions', 'less')}", whole=False),
        after_noun=pattern(rf"[ -](?:{adverb} ){{0,3}}{turn}", whole=False),
        just_before=pattern(
            rf"(?<!\w){turn}(?: {adverb}){{0,2}}(?:[ ']*{link}){{0,3}}[ ']*$", whole=False
        ),
        far_before=pattern(rf"(?<!\w){link}[ ']*$", whole=False),
        of_whole=pattern(rf"{shapes['of_whole']}", whole=False),
        of_base=pattern(rf"{shapes['of_base']}", whole=False),
        share_verb=pattern(rf"{shapes['share_verb']}", whole=False),
        share_before=pattern(rf"(?<!\w){shapes['share_before']}[ ']*$", whole=False),
        times=pattern(rf"{shapes['times']}", whole=False),
        times_down=pattern(rf"{shapes['times_down']}", whole=False),
        ratios=_ratios(words),
        than=pattern(rf"(?<!\w){shapes['than']}", whole=False),
        beyond=pattern(rf"(?<!\w){shapes['beyond']}", whole=False),
        unreal=pattern(rf"(?<!\w){shapes['unreal']}[ ']*$", whole=False),
        from_number=pattern(rf"{shapes['from_number']}", whole=False),
        was=pattern(rf"(?<!\w){turn} {shapes['was']}[ ']*$", whole=False),
        denied=pattern(shapes["denied"]),
        partitive=pattern(shapes["partitive"], whole=False),
        ranging=pattern(shapes["ranging"]),
        amounting=pattern(
            rf"(?<!\w)(?:the|a|la|le|il|un|une|lo|l') ?(?:\w+ )?{turn}[^%\d]{{0,60}}"
            rf"(?<!\w){shapes['amounting']}[ ']*$",
            whole=False,
        ),
        relative=pattern(
            rf", (?:{words.table('markers')['relative']}) (?:[\w']+ ){{0,2}}$", whole=False
        ),
        by=pattern(rf"(?<!\w){shapes['by']}[ ']*$", whole=False),
        factor=pattern(
            rf"(?<!\w)(?:(?P<divided>{shapes['divided']})|{shapes['multiplied']})[ ']*$",
            whole=False,
        ),
        generic=pattern(words.fragment("nouns", "generic")),
        up_from=pattern(rf"(?<!\w){shapes['up_from']}", whole=False),
    )


def _ratios(
    words: Lexicon,
) -> tuple[tuple[re.Pattern[str], Direction, float, Limit | None], ...]:
    return tuple(
        (pattern(rf"(?<!\w)(?:{k})", whole=False), v[0], float(v[1]), v[2] or None)
        for k, v in words.table("ratios").items()
    )


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
        change = _change(number, scanned, rules)
        return _stated(number, change or "level", "people", number.value)
    return None if number.shape == "points" else _portion(number, scanned, rules)


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
    first = partitive is not None and not rules.turn.search(own_part(scanned.text, number.start))
    return shared or first or _shared_with_next(number, scanned, rules)


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
        turns = list(rules.turn.finditer(scanned.text[max(0, number.start - 200) : number.start]))
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
