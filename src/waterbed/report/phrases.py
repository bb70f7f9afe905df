"""Phrases that the text, the page and the charts of a checked report share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.check.rate import claimed
from waterbed.check.words import (
    amount,
    counted,
    days_of,
    in_relation_to,
    limits,
    place,
    series_name,
)
from waterbed.report.harmless import harmless
from waterbed.report.quote import excerpt, quoted
from waterbed.report.ratings import RATED
from waterbed.report.register import event_title
from waterbed.report.words import day, window
from waterbed.store import short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import (
        Article,
        Checked,
        Claim,
        Conflict,
        Diversion,
        Event,
        Interval,
        Observation,
        Reading,
        Statement,
        Verdict,
    )

_QUOTED = 60
_TITLE = 120
_PAIR = 2
_ADDED = {"change", "level"}


def sentence(verdict: Verdict, article: Article) -> str:
    """Say in one sentence what came of a claim: the caption and alternative text of its chart.

    Parameters
    ----------
    verdict
        The verdict.
    article
        The report that the claim is in.

    Returns
    -------
    str
        The quoted words with what stands around them, then the reason for the rating.
    """
    return f"“{quoted(article.claims[verdict.claim], article, room=_QUOTED)}”: {verdict.because}"


def heading(article: Article) -> str:
    """Name a report.

    Parameters
    ----------
    article
        The report.

    Returns
    -------
    str
        Its title, else the beginning of its text; harmless.
    """
    first_line = article.text.strip().partition("\n")[0]
    return excerpt(article.title or first_line, 0, 0, room=_TITLE)


def dateline(article: Article) -> str:
    """Say where and when a report was published.

    Parameters
    ----------
    article
        The report.

    Returns
    -------
    str
        ``"Gazzetta, 8 May 2024"``; empty where neither is known.
    """
    dated = day(article.published) if article.published else ""
    return ", ".join(part for part in (harmless(article.outlet), dated) if part)


def basis(checked: Checked) -> str:
    """Say which state of the record a report was held against.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    str
        One sentence.
    """
    if checked.as_of:
        return f"Held against the figures that were known on {day(checked.as_of)}."
    return "Held against the latest figures in the record."


def who_says(statement: Statement) -> str:
    """Say who makes a statement, through whom, and in which words the text attributes it.

    Parameters
    ----------
    statement
        The statement.

    Returns
    -------
    str
        ``"the ministry (“according to”), via Agenzia Esempio"``; ``"the text itself"`` where it
        credits nobody.
    """
    if not statement.chain:
        return "the text itself" + (", with a doubt" if statement.hedge else "")
    source, *others = statement.chain
    cue = f" (“{source.cue}”)" if source.cue else ""
    relays = "".join(f", via {link.name}" for link in others)
    return f"{source.name}{cue}{relays}" + (", with a doubt" if statement.hedge else "")


def figure_of(reading: Reading) -> str:
    """Write what a reading gives.

    Parameters
    ----------
    reading
        The reading.

    Returns
    -------
    str
        ``"−8,751"``, ``"between 4 and 7"``, ``"12.5 % of arrivals by sea in Italy"``.
    """
    return limits(reading.low, reading.high, reading.shape) + in_relation_to(reading)


def reading_in_words(reading: Reading) -> str:
    """Write a reading with everything that it assumes.

    Parameters
    ----------
    reading
        The reading.

    Returns
    -------
    str
        Figure, series, days, then the assumptions and the day from which it was known.
    """
    assumed = f" Assumed: {'; '.join(reading.assumed)}." if reading.assumed else ""
    known = f" Known from {day(reading.known)}." if reading.known else ""
    series = series_name(reading.key, reading.source)
    return f"{figure_of(reading)} for {series}, {days_of(reading)}.{assumed}{known}"


def claimed_in_words(claim: Claim) -> str:
    """Write the number that a claim states, as readings give theirs.

    Parameters
    ----------
    claim
        The claim.

    Returns
    -------
    str
        ``"−10,000"``, ``"+12.5 %"``; ``"a fall"``, ``"a rise"``, ``"more than in Italy"``, or
        nothing, where it states none.
    """
    said = claimed(claim)
    if said.amount is not None and claim.causal and claim.causal.averted:
        return f"{amount(abs(said.amount))} who did not come"
    if said.amount is None or claim.unit == "rank":
        if claim.than and said.sign:
            return f"{'more' if said.sign > 0 else 'fewer'} than in {place(claim.than)}"
        return {1: "a rise", -1: "a fall"}.get(said.sign, "")
    if said.shape in _ADDED:
        return amount(said.amount, signed=said.shape == "change")
    return limits(said.amount, said.amount, said.shape)


def then_and_now(verdict: Verdict, article: Article) -> str:
    """Say how the claim is rated by the figures that were published by the article's day.

    Parameters
    ----------
    verdict
        The verdict.
    article
        The report.

    Returns
    -------
    str
        Empty where the article has no day, or nothing was held against figures.
    """
    if verdict.then is None or article.published is None:
        return ""
    known = f"By the figures published by {day(article.published)}"
    if verdict.then == verdict.rating and verdict.then_because in {"", verdict.because}:
        return f"{known}: the same."
    because = f" {verdict.then_because}" if verdict.then_because else ""
    return f"{known}: {RATED[verdict.then].words}.{because}"


def chance(verdict: Verdict) -> str:
    """Say how many readings were tried, and what of their agreement chance explains.

    Parameters
    ----------
    verdict
        The verdict.

    Returns
    -------
    str
        Empty where none was tried. Chance is said of those readings that give one number.
    """
    if not verdict.tried:
        return ""
    readings = "1 reading was" if verdict.tried == 1 else f"{verdict.tried:,} readings were"
    agreeing = "1 agrees" if verdict.agreeing == 1 else f"{verdict.agreeing:,} agree"
    said = f"{readings} tried and {agreeing}."
    if not verdict.exact:
        return said
    shown = [*verdict.readings, *verdict.holds_if, *verdict.fails_if]
    coin = all(one.off is None for one in shown)
    how = "By the toss of a coin" if coin else "With a number picked at random among theirs"
    gives = "gives" if verdict.exact == 1 else "give"
    only = f" of the {verdict.exact:,} that {gives} one number"
    only = "" if verdict.exact == verdict.tried else only
    return f"{said} {how}, {verdict.by_chance:,.1f}{only} would be expected to agree."


def moved(diversion: Diversion) -> str:
    """Say how much of a fall can have moved to where there was a rise.

    Parameters
    ----------
    diversion
        What figures guarantee of both.

    Returns
    -------
    str
        One sentence: the caption and alternative text of its chart.
    """
    days = window(diversion.start, diversion.end)
    versus = window(diversion.versus_start, diversion.versus_end)
    return (
        f"The rise in {counted(diversion.rose)} ({between(diversion.rise.strict)}) can be made of "
        f"{between(diversion.of_fall.strict, percent=True)} of the fall in "
        f"{counted(diversion.fell)} ({between(diversion.fall.strict)}), {days} against {versus}."
    )


def between(interval: Interval | None, *, percent: bool = False) -> str:
    """Write what figures guarantee.

    Parameters
    ----------
    interval
        The limits; None where the figures contradict each other.
    percent
        Whether the limits are parts to write in percent.

    Returns
    -------
    str
        ``"between 8,556 and 8,897"``, ``"at least 4 %"``, ``"an unknown number"``.
    """
    if interval is None or (interval.low is None and interval.high is None):
        return "an unknown part" if percent else "an unknown number"
    ends = (interval.low, interval.high)
    low, high = ("" if end is None else _end(end, percent=percent) for end in ends)
    if low and high:
        return low if low == high else f"between {low} and {high}"
    return f"at least {low}" if low else f"at most {high}"


def conflict_in_words(conflict: Conflict) -> str:
    """Say of what kind a set of figures that cannot all be true is, and how large.

    Parameters
    ----------
    conflict
        The set.

    Returns
    -------
    str
        One sentence, without the figures themselves.
    """
    number = len(conflict.figures)
    figures = (
        "These two figures cannot both" if number == _PAIR else f"These {number} figures cannot all"
    )
    size = amount(round(conflict.size))
    return f"{figures} be true: in all they are wrong by {size} or more ({conflict.kind})."


def printed(figure: Observation) -> str:
    """Write one published figure, with who published it and when.

    Parameters
    ----------
    figure
        Any observation.

    Returns
    -------
    str
        ``"9,271 arrivals by sea in Italy from Libya, 1 January to 6 May 2024 (Italian Ministry of
        the Interior, quoted by Agenzia Nova, 7 May 2024)"``.
    """
    bound = "" if figure.bound == "exact" else f"{figure.bound} "
    value = "no figure" if figure.value is None else amount(figure.value)
    via = f", quoted by {figure.reported_by}" if figure.reported_by else ""
    on = f", {day(figure.published)}" if figure.published else ""
    publisher = short_name(figure.source)
    days = window(figure.start, figure.end)
    return f"{bound}{value} {counted(figure.key)}, {days} ({publisher}{via}{on})"


def happened(event: Event) -> str:
    """Write an event with its days.

    Parameters
    ----------
    event
        An entry of the register.

    Returns
    -------
    str
        ``"EU-Tunisia memorandum (2023-07-16)"``; an accusation with accuser and reply.
    """
    until = f" to {event.end}" if event.end else ""
    return f"{event_title(event)} ({event.start}{until})"


def parts_of(verdict: Verdict) -> tuple[tuple[str, Sequence[Reading]], ...]:
    """Give the readings of a verdict under their headings.

    Parameters
    ----------
    verdict
        The verdict.

    Returns
    -------
    tuple
        Pairs of heading and readings, none of them empty.
    """
    parts = (
        ("Nearest to the text", verdict.readings),
        ("It would be true, or close, if", verdict.holds_if),
        ("It would not be true if", verdict.fails_if),
    )
    return tuple((name, readings) for name, readings in parts if readings)


def _end(value: float, *, percent: bool) -> str:
    return f"{amount(round(100 * value))} %" if percent else amount(round(value))
