"""Which days each amount of a sentence is about, and which it is compared with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from waterbed.read.agreements import of_agreement
from waterbed.read.bases import (
    REACH,
    base_numbers,
    base_phrases,
    is_elsewhere,
    ratio_phrases,
)
from waterbed.read.calendar import Clock, shift_years
from waterbed.read.intervals import between, is_relative_year
from waterbed.read.leads import (
    bare_year,
    ended,
    is_base_year,
    joins,
    leans,
    mirrored,
    near_years,
    of_speech,
    same_year,
    spelt_out,
    whole_years,
    year_to_date,
    yearly,
)
from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.lists import by_turns
from waterbed.read.reached import passed_number, so_far, to_this_day
from waterbed.read.scan import Scan, distance, nearest
from waterbed.read.tops import span_of
from waterbed.read.versus import belongs, compares, is_versus, of_later
from waterbed.read.windows import resolve
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase

_MONTH, _NEAR = 27, 12
_TWELVE_MONTHS = 364
_YEAR = (1, 1, 12, 31)
_CHANGES = {"up", "down", "same"}


@dataclass(frozen=True, slots=True)
class Timing:
    """The windows of one sentence.

    Parameters
    ----------
    main
        The window that the sentence is about, None where it names none.
    windows
        Each phrase with its days, None where they cannot be told.
    versus
        Phrases that only say what is compared with.
    bases
        Offsets of the numbers that are what something is compared with.
    context
        The window of the text before this sentence.
    implied
        The year to date, where a sentence only says that it compares with "the same period".
    turns
        By offset of a level: its phrase, where numbers and times are told by turns.
    between
        Phrases such as "between 2022 and 2023" in a sentence about a change: both ends.
    """

    main: Window | None
    windows: dict[Phrase, Window | None] = field(default_factory=dict)
    versus: frozenset[Phrase] = frozenset()
    bases: frozenset[int] = frozenset()
    context: Window | None = None
    published: dt.date | None = None
    implied: Window | None = None
    turns: dict[int, Phrase] = field(default_factory=dict)
    between: dict[Phrase, tuple[Window, Window]] = field(default_factory=dict)

    def period(self, stated: Stated, scanned: Scan, rivals: list[Stated]) -> Window | None:
        """Give the days that an amount is about.

        A number that something is compared with takes the phrase of the comparison; any other
        takes the nearest phrase that is not of the comparison.
        """
        base = stated.start in self.bases and not is_elsewhere(stated, scanned)
        beside = any(
            0 <= p.start - stated.end <= 1 and p not in self.between and self._usable(p)
            for p in self.versus
        )
        if base and self.between and not beside:
            return next(iter(self.between.values()))[0]
        own = self._own(stated, scanned, base=base)
        if base and not own:
            return None
        reached = self._reached(stated, scanned, rivals) if not base else None
        if reached is not None:
            return self.period(reached, scanned, rivals)
        if stated.unit == "rank":
            return self._of_rank(stated, own, scanned, rivals)
        levels = [r for r in rivals if r.direction == stated.direction]
        phrase = self.turns.get(stated.start) or nearest(stated, own, scanned, levels)
        if phrase is None:
            return None if base else self.implied
        if base and yearly(phrase):
            above = [r for r in levels if r.start < stated.start and r.start not in self.bases]
            own_days = self.period(above[-1], scanned, rivals) if above else self.main
            return self._against(phrase, own_days)
        return self.windows[phrase] if base else self._meant(phrase, stated, scanned)

    def _own(self, stated: Stated, scanned: Scan, *, base: bool) -> list[Phrase]:
        """Give the phrases that can say when an amount was: of the comparison for a base."""
        own = [p for p in self.windows if (p in self.versus) == base and self._usable(p)]
        if stated.direction in _CHANGES:
            own = [p for p in own if not p.shifted] or ([] if self.main else own)
        return own if base else [p for p in own if not self._apart(p, stated, scanned)] or own

    def _meant(self, phrase: Phrase, stated: Stated, scanned: Scan) -> Window | None:
        """Give the days that a phrase means for an amount that nothing is compared with."""
        if self._open(stated, phrase, scanned):
            return None
        if phrase in self.between:
            return self.between[phrase][1]
        day = self.windows[phrase]
        if day and phrase.kind in {"day", "weekday"} and passed_number(stated, scanned):
            return Window(dt.date(day.end.year, 1, 1), day.end)
        return day

    def _reached(self, stated: Stated, scanned: Scan, rivals: list[Stated]) -> Stated | None:
        """Give the new value of "fell from 25,673 in August to 5,236 in December" for the fall."""
        if stated.amount is not None or stated.direction not in _CHANGES:
            return None
        after = [r for r in rivals if r.direction == "level" and r.start >= stated.end][:2]
        if len(after) < 2 or after[0].start not in self.bases or after[1].start in self.bases:  # noqa: PLR2004
            return None
        dated = [p for p in self.windows if after[1].end <= p.start <= after[1].end + _NEAR]
        gap = scanned.text[stated.end : after[0].start]
        return after[1] if dated and len(gap) < _NEAR else None

    def _of_rank(
        self, rank: Stated, own: list[Phrase], scanned: Scan, rivals: list[Stated]
    ) -> Window | None:
        """Give a rank the days that its own clause names, else those of the number before it."""
        clause = scanned.clause(rank.start)
        here = [p for p in own if scanned.clause(p.start) == clause]
        phrase = nearest(rank, here, scanned)
        levels = [r for r in rivals if r.direction == "level"]
        of_own = [r for r in levels if 0 <= r.start - rank.end <= 1 and r.start in self.bases]
        if of_own:
            return self.period(of_own[0], scanned, rivals)
        before = [r for r in levels if r.end <= rank.start]
        before = [r for r in before if r.start not in self.bases]
        beside = [r for r in before if scanned.clause(r.start) == clause]
        if phrase is not None and (phrase.end <= rank.start or not beside):
            return self.windows[phrase]
        if before:
            return self.period(before[-1], scanned, rivals)
        ahead = any(p.end <= rank.start for p in own if self.windows[p] == self.main)
        told = [r for r in levels if ":" in scanned.text[rank.end : r.start]]
        if not ahead and told:
            return self.period(told[0], scanned, rivals)
        return self.main if ahead else self.implied

    def _apart(self, phrase: Phrase, stated: Stated, scanned: Scan) -> bool:
        """Tell "…: a year earlier it was" behind another part of the sentence."""
        leaning = phrase.shifted or is_relative_year(phrase)
        beyond = phrase.start >= stated.end
        return leaning and beyond and scanned.chunk(phrase.start) != scanned.chunk(stated.start)

    def _open(self, stated: Stated, phrase: Phrase, scanned: Scan) -> bool:
        """Tell whether words that count no days, "in recent days", are nearer than a phrase."""
        loose = [p for p in self.windows if p.kind == "last_few"]
        return any(distance(stated, p, scanned) < distance(stated, phrase, scanned) for p in loose)

    def _usable(self, phrase: Phrase) -> bool:
        return self.windows[phrase] is not None

    def compared(
        self, stated: Stated, scanned: Scan, rivals: list[Stated], period: Window | None
    ) -> Window | None:
        """Give the days that a change or rank is compared with."""
        if stated.direction in {"highest", "lowest", "earliest"}:
            return span_of(stated, scanned, period, self.published)
        if stated.direction not in _CHANGES:
            return None
        ends = [pair for pair in self.between.values() if pair[1] == period]
        if ends:
            return ends[0][0]
        near = [p for p in self.versus if self._usable(p) and belongs(stated, p, scanned, rivals)]
        free = [p for p in near if not of_later(p, stated, scanned, rivals)]
        near = free or near
        if near:
            best = min(near, key=lambda p: (p.end <= stated.start, distance(stated, p, scanned)))
            return self._against(best, period)
        base = [r for r in rivals if r.start in self.bases]
        of_base = self._of_base(stated, base[0], scanned, rivals) if base else None
        if of_base:
            return of_base
        before = [p for p in self.versus if p.end <= stated.start and self._usable(p)]
        if before and stated.amount is not None and period == self.main:
            return self._against(max(before, key=lambda p: p.end), period)
        last = [p for p in self.versus if p.start >= stated.end and self._usable(p)]
        bracketed = scanned.text[: stated.start].rstrip(" -+\u2013").endswith("(")
        if len(last) == 1 and not before and not base and bracketed:
            return self._against(last[0], period)
        shifted = [p for p in self.windows if p.shifted and self._usable(p)]
        return self.windows[shifted[0]] if shifted else None

    def present(
        self, stated: Stated, scanned: Scan, windows: tuple[Window | None, Window | None]
    ) -> tuple[Window | None, Window | None]:
        """Give the days on which people are present and with which that is compared.

        Of words that say that they are so now, and name no day, the day of publication.
        """
        period, versus = windows
        day = self.moment(period)
        now = _now(scanned.language).search(scanned.text) is not None
        if day is None and now and self.published and stated.start not in self.bases:
            day = Window(self.published, self.published)
        alike = day != period and versus and period and versus.end.month == period.end.month
        if alike and versus:
            return day, Window(versus.end, versus.end)
        return day, self.moment(versus)

    def moment(self, window: Window | None) -> Window | None:
        """Give the one day of a window that only says "at the end of" or "as of".

        Who is present is counted on a day, not over a stretch of days.
        """
        edged = any(
            self.windows[p] == window
            and (p.kind in {"until", "since", "ytd"} or _AT_END.match(p.part("p")))
            for p in self.windows
        )
        edged = edged or window == self.implied
        return Window(window.end, window.end) if window and edged else window

    def _against(self, phrase: Phrase, period: Window | None) -> Window | None:
        """Read "the same period" against the amount's own days where they are not the main."""
        if period is None or period == self.main or not yearly(phrase):
            return self.windows[phrase]
        clock = Clock(self.published, period)
        return _window(phrase, {phrase}, clock, None)

    @property
    def loose(self) -> bool:
        """Whether the sentence compares with days that it leaves open: "previous years"."""
        return any(not self._usable(phrase) for phrase in self.versus)

    def _of_base(
        self, stated: Stated, base: Stated, scanned: Scan, rivals: list[Stated]
    ) -> Window | None:
        changes = [r for r in rivals if r.direction in _CHANGES]
        close = min(changes, key=lambda c: distance(c, base, scanned))
        if stated != close and scanned.clause(stated.start) != scanned.clause(base.start):
            return None
        return self.period(base, scanned, rivals)


@cache
def _now(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["now"]))


_AT_END = re.compile(r"(?:the |la )?(?:end|fine|fin)\b", re.IGNORECASE)


def timing(scanned: Scan, stated: list[Stated], clock: Clock) -> Timing:
    """Resolve every phrase of time of a sentence.

    Parameters
    ----------
    scanned
        The sentence.
    stated
        The amounts found in it.
    clock
        The day of publication, and the window of the text before this sentence.

    Returns
    -------
    Timing
        With the sentence's own window in view for "the same period".

    Notes
    -----
    The first phrase that is neither compared with nor relative to another is what the sentence
    is about. A bare year that is compared with part of another year means the same days, but for
    one whose own counterpart is a bare year. Days that name an agreement date nobody's coming.
    """
    spent = [(s.start, s.reach) for s in stated if s.unit == "rank"]
    phrases = [
        p
        for p in scanned.phrases
        if not any(a <= p.start < b for a, b in spent)
        and not of_speech(p, scanned)
        and not of_agreement(p, scanned)
    ]
    marks = [m for m in scanned.marks if compares(m, scanned)]
    opening = next((p for p in phrases if not leans(p, clock)), None)
    versus = {p for p in phrases if is_versus(p, scanned, marks, opens=p is opening)}
    versus |= ratio_phrases(scanned, stated, phrases)
    versus |= {b for a, b in pairwise(phrases) if a in versus and joins(scanned, a, b)}
    bases = base_numbers(scanned, stated, marks, versus)
    versus |= base_phrases(scanned, stated, bases, phrases, versus)
    lead = next((p for p in phrases if p not in versus and not leans(p, clock)), None)
    if lead and is_base_year(lead, versus, clock):
        versus.add(lead)
        bases |= {s.start for s in stated if 0 <= s.start - lead.end < REACH}
        lead = None
    lead = spelt_out(lead, phrases, scanned) if lead else None
    main = resolve(lead, clock) if lead else None
    main = ended(main, lead, phrases, clock) if main and lead else main
    main = so_far(main, lead, phrases, scanned) if main and lead else main
    implied = None if main else mirrored(versus, clock)
    main = main or implied
    opens = bool(phrases) and phrases[0].kind == "same" and phrases[0] not in versus
    if clock.main is None and (opens or (main is None and near_years(versus, clock))):
        implied = main = year_to_date(clock)
        lead = None
    inner = Clock(clock.published, main or clock.main)
    windows = {p: (main if p is lead else _window(p, versus, inner, lead)) for p in phrases}
    windows |= whole_years(phrases, versus, stated, lead, clock)
    for one in phrases:
        earlier = [p for p in phrases if p in versus and p.end <= one.start and windows[p]]
        if one.kind == "same" and not one.part("y") and not one.part("z") and earlier:
            windows[one] = windows[earlier[-1]]
    if main and lead and lead.kind in {"ytd", "until"}:
        windows = {
            p: (main if p.kind in {"ytd", "until"} and same_year(w, main) else w)
            for p, w in windows.items()
        }
    windows = to_this_day(windows, scanned, clock)
    levels = [s for s in stated if s.direction == "level"]
    owned = {s.start: s.start in bases for s in levels} | {p.start: p in versus for p in phrases}
    return Timing(
        main,
        windows,
        frozenset(versus),
        frozenset(bases),
        clock.main,
        clock.published,
        implied,
        by_turns(levels, [p for p in phrases if windows[p]], owned),
        between([p for p in phrases if p not in versus], stated, bases, clock),
    )


_YEARS_BACK = re.compile(
    r"(?:an?|one|two|three|twelve|12|un|une|due|tre|deux|trois|dodici|douze|il y a)(?:'| )",
    re.IGNORECASE,
)


def _window(
    phrase: Phrase, versus: set[Phrase], clock: Clock, lead: Phrase | None
) -> Window | None:
    window = resolve(phrase, clock)
    main = clock.main
    dated = phrase.part("y") or phrase.part("z") or phrase.part("m")
    if phrase.kind == "same" and phrase not in versus and main and not dated:
        return main
    if window is None or main is None or not bare_year(phrase):
        return window
    if window.start.year == main.start.year:
        return main if (main.start.month, main.start.day) == (1, 1) else window
    rolling = (main.end - main.start).days >= _TWELVE_MONTHS and main.start.month > 1
    if rolling and re.search(r"\d{4}", phrase.part("y")):
        return window
    later = phrase in versus or (lead is not None and phrase.start > lead.start)
    later = later or (lead is None and is_relative_year(phrase))
    calendar_year = (main.start.month, main.start.day, main.end.month, main.end.day) == _YEAR
    if main.start == main.end and _YEARS_BACK.match(phrase.part("y")):
        return shift_years(main, window.start.year - main.start.year)
    short = (main.end - main.start).days < _MONTH and (main.start.month, main.start.day) != (1, 1)
    if later and not calendar_year and not short:
        return shift_years(main, window.start.year - main.start.year)
    return window
