"""Check: a report and a record in, verdicts out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.bounds import BoundsOptions, conflicts
from waterbed.check.causes import judge_cause
from waterbed.check.estimates import Estimates
from waterbed.check.evidence import Evidence
from waterbed.check.statements import judge_statements, office_remarks
from waterbed.check.verdict import Setting, judge
from waterbed.records import Checked, Remark

if TYPE_CHECKING:
    from waterbed.records import Article, Conflict, Verdict
    from waterbed.store import Store

_MOST_SETS = 20
_DETECTIONS = "frontex"
_BESIDE = 3  # days between a figure and the window of a reading that it bears on


def check(article: Article, store: Store, *, as_of: dt.date | None = None) -> Checked:
    """Judge every claim of a report against the record.

    Parameters
    ----------
    article
        The report, as it was read.
    store
        The record.
    as_of
        Judge with what was known on this day; None for now.

    Returns
    -------
    Checked
        A verdict for each claim, then (with the figures published by the article's date) and now;
        what can be said of the other statements; where text and record differ.
    """
    now = Evidence(store.loaders(as_of), as_of)
    published = article.published
    day = min(filter(None, (published, as_of)), default=None)
    then = Evidence(store.loaders(day), day) if published else None
    setting = Setting(now, then, published, as_of or dt.datetime.now(dt.UTC).date())
    estimates = Estimates(now, lambda: store.rows("detections/*", _DETECTIONS, as_of))
    verdicts = tuple(
        _judged(number, article, setting, estimates) for number in range(len(article.claims))
    )
    remarks = tuple(Remark(note.message, note.start, note.end) for note in article.notes)
    return Checked(
        article=article,
        verdicts=verdicts,
        judgements=judge_statements(article),
        remarks=(*remarks, *office_remarks(article)),
        conflicts=_conflicts(verdicts, now),
        as_of=as_of,
    )


def _judged(number: int, article: Article, setting: Setting, estimates: Estimates) -> Verdict:
    claim = article.claims[number]
    found = judge(number, claim, article.statements[claim.statement], setting)
    cause = judge_cause(claim, found.readings, estimates, setting.published)
    return replace(found, cause=cause)


def _conflicts(verdicts: tuple[Verdict, ...], evidence: Evidence) -> tuple[Conflict, ...]:
    """Find contradictions among the figures of the books that the nearest readings rest on."""
    near = [one for verdict in verdicts for one in verdict.readings[:1]]
    books = {one.source for one in near}
    years = {day.year for one in near for day in (one.start, one.versus_start or one.start)}
    if not near:
        return ()
    printed = evidence.observations_of(books, years)
    found = conflicts(printed, options=BoundsOptions(most_sets=_MOST_SETS))
    return tuple(
        one
        for one in found
        if any(
            (seen.key, seen.start) == (reading.key, reading.start)
            and abs((seen.end - reading.end).days) <= _BESIDE
            for seen in one.figures
            for reading in near
        )
    )
