"""The words of comparison of one language, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import Lexicon, lexicon, pattern

if TYPE_CHECKING:
    import re

    from waterbed.records.claim import Direction, Limit


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
        (pattern(rf"(?<![\w-])(?:{k})", whole=False), v[0], float(v[1]), v[2] or None)
        for k, v in words.table("ratios").items()
    )
