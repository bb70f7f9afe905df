"""A checked report as text for a terminal and as rows for a spreadsheet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from waterbed.check.words import amount, counted, country_name
from waterbed.records import measure_of
from waterbed.report.causes import beside_in_words, estimates_in_words
from waterbed.report.footnotes import retrieved
from waterbed.report.lines import Lines
from waterbed.report.phrases import (
    basis,
    chance,
    claimed_in_words,
    conflict_in_words,
    dateline,
    happened,
    heading,
    parts_of,
    printed,
    reading_in_words,
    then_and_now,
    who_says,
)
from waterbed.report.quote import excerpt, quoted
from waterbed.report.ratings import FITS, RATED, look_of, tally
from waterbed.report.table import Cell, Table
from waterbed.store import publisher_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.records import Article, Cause, Checked, Judgement, Reading, Statement, Verdict

_COLUMNS = (
    *("claim", "start", "end", "quote", "says", "via", "claimed", "rating", "then", "because"),
    *("part", "series", "counts", "publisher", "from", "to", "versus from", "versus to"),
    *("low", "high", "unit", "agrees", "off", "distance", "assumed", "published", "retrieved"),
)
_FEW = 2  # readings for and against where not all are asked for
_QUOTED = 200
_WITHOUT_READING = len(_COLUMNS) - _COLUMNS.index("part")


def checked_text(checked: Checked, *, width: int = 100, full: bool = False) -> str:
    """Write a checked report for a terminal.

    Parameters
    ----------
    checked
        The checked report.
    width
        Columns to fold at.
    full
        Whether every reading of a verdict is listed, not the nearest two for and against.

    Returns
    -------
    str
        A title, each claim with its verdict and readings, the other statements, remarks, and
        figures that contradict each other. Plain text, without colours or control characters.
    """
    page = Lines(width)
    page.write(heading(checked.article))
    page.write(dateline(checked.article))
    page.write(f"{tally(checked.verdicts)} {basis(checked)}")
    for verdict in checked.verdicts:
        _write_verdict(verdict, checked.article, page, full=full)
    if checked.judgements:
        page.head("Other statements")
        for judgement in checked.judgements:
            _write_judgement(judgement, checked.article.statements[judgement.statement], page)
    if checked.remarks:
        page.head("Remarks")
        for remark in checked.remarks:
            page.write(remark.message, mark="- ")
    if checked.conflicts:
        page.head("Figures of the record that contradict each other")
        for conflict in checked.conflicts:
            page.write(conflict_in_words(conflict), mark="- ")
            for figure in conflict.figures:
                page.write(printed(figure), indent=2, mark="· ")
    return str(page)


def checked_table(checked: Checked) -> Table:
    """List a checked report for a spreadsheet.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    Table
        A row for each reading that a verdict shows; one row for a claim without any, and for each
        other statement that was judged. Claims count from 1, as on the page; other statements
        have no number.
    """
    rows = [
        (*said, *reading)
        for verdict in checked.verdicts
        for said in [_claim_cells(verdict, checked.article)]
        for reading in (_reading_rows(verdict) or [(None,) * _WITHOUT_READING])
    ]
    rows += [
        (*_judgement_cells(one, checked.article), *(None,) * _WITHOUT_READING)
        for one in checked.judgements
    ]
    notes = (tally(checked.verdicts), basis(checked))
    return Table(heading(checked.article), _COLUMNS, tuple(rows), notes)


def _write_verdict(verdict: Verdict, article: Article, page: Lines, *, full: bool) -> None:
    claim = article.claims[verdict.claim]
    look = look_of(verdict)
    page.head(f"{verdict.claim + 1}  {look.sign} {look.words}")
    page.write(f"“{quoted(claim, article)}”")
    page.write(f"Says: {who_says(article.statements[claim.statement])}.")
    if words := claimed_in_words(claim):
        page.write(f"Claimed: {words}.")
    page.write(verdict.because)
    assumed = dict.fromkeys(why for one in verdict.readings[:1] for why in one.assumed)
    if assumed and not full:
        page.write(f"Assumed: {'; '.join(assumed)}.")
    for name, readings in parts_of(verdict) if full else parts_of(verdict)[1:]:
        page.write(f"{name}:")
        for one in readings if full else readings[:_FEW]:
            look = FITS[one.fit]
            page.write(f"{reading_in_words(one)} ({look.words})", indent=2, mark=f"{look.sign} ")
    for name, lines in (("Left out", verdict.left_out), ("Correction", verdict.corrections)):
        for line in lines:
            page.write(f"{name}: {line}")
    if verdict.cause:
        _write_cause(verdict.cause, page)
    page.write(then_and_now(verdict, article))
    page.write(chance(verdict))


def _write_cause(cause: Cause, page: Lines) -> None:
    page.write(f"Cause: {cause.rating}. {cause.because}")
    for line in estimates_in_words(cause):
        page.write(f"Estimate: {line}")
    if cause.beside:
        page.write("Month by month:")
        for line in beside_in_words(cause):
            page.write(line, indent=2, mark="· ")
    if cause.diversion and cause.diversion.nationalities:
        page.write("Changes by nationality, on the route of the fall and on that of the rise:")
        for name, here, there in cause.diversion.nationalities:
            changes = f"{amount(here, signed=True)} and {amount(there, signed=True)}"
            page.write(f"{country_name(name)}: {changes}", indent=2, mark="· ")
    if cause.rivals:
        page.write("Also in these days:")
        for event in cause.rivals:
            page.write(happened(event), indent=2, mark="· ")


def _write_judgement(judgement: Judgement, statement: Statement, page: Lines) -> None:
    look = RATED[judgement.rating]
    quote = excerpt(statement.quote, 0, 0, room=_QUOTED)
    page.write(f"{look.sign} {look.words}: “{quote}” ({who_says(statement)})", mark="- ")
    page.write(judgement.because, indent=2)


def _claim_cells(verdict: Verdict, article: Article) -> tuple[Cell, ...]:
    claim = article.claims[verdict.claim]
    statement = article.statements[claim.statement]
    return (
        verdict.claim + 1,
        claim.start,
        claim.end,
        claim.sentence,
        statement.speaker,
        statement.via,
        claimed_in_words(claim),
        verdict.rating,
        verdict.then,
        verdict.because,
    )


def _judgement_cells(judgement: Judgement, article: Article) -> tuple[Cell, ...]:
    statement = article.statements[judgement.statement]
    return (
        None,
        statement.start,
        statement.end,
        statement.quote,
        statement.speaker,
        statement.via,
        None,
        judgement.rating,
        None,
        judgement.because,
    )


def _reading_rows(verdict: Verdict) -> list[tuple[Cell, ...]]:
    return [
        (name, *_reading_cells(reading))
        for name, readings in parts_of(verdict)
        for reading in readings
    ]


def _reading_cells(reading: Reading) -> Iterator[Cell]:
    yield from (reading.key, counted(reading.key), publisher_of(reading.source))
    yield from (reading.start, reading.end, reading.versus_start, reading.versus_end)
    yield from (_number(reading.low), _number(reading.high), _unit(reading))
    yield from (FITS[reading.fit].words, reading.off, reading.distance)
    yield from ("; ".join(reading.assumed), reading.known, retrieved(reading))


def _number(value: float) -> Cell:
    return value if math.isfinite(value) else "no limit"


def _unit(reading: Reading) -> str:
    units = {"percent": "percent", "share": "percent", "ratio": "times"}
    return units.get(reading.shape, measure_of(reading.key).counts)
