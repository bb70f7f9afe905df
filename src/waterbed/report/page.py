"""Page: a checked report as one HTML file that needs nothing else, no script and no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import jinja2

from waterbed.check.rate import RULE
from waterbed.check.words import amount, counted, country_name, days_of
from waterbed.records import InvalidError
from waterbed.report import causes, footnotes, phrases, quote, words
from waterbed.report.drawing import svg
from waterbed.report.harmless import harmless, is_web_address
from waterbed.report.marks import Passage, marked
from waterbed.report.ratings import FITS, RATED, look_of, tally
from waterbed.report.verdict_chart import diversion_drawing, reading_drawing
from waterbed.store import publisher_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from waterbed.records import Article, Checked, Claim, Reading, Statement, Verdict
    from waterbed.report.drawing import Spec
    from waterbed.report.footnotes import Footnote
    from waterbed.report.ratings import Look

_QUOTED = 600


@dataclass(frozen=True, slots=True)
class _Card:
    """What the page shows of one claim."""

    number: int
    verdict: Verdict
    claim: Claim
    statement: Statement
    look: Look
    quote: tuple[str, str, str]
    parts: Sequence[tuple[str, Sequence[Reading]]]
    notes: tuple[Footnote, ...]
    chart: str
    moved_chart: str


def as_page(checked: Checked) -> str:
    """Write a checked report as one HTML page.

    Parameters
    ----------
    checked
        The checked report.

    Returns
    -------
    str
        A whole document: the text with its claims marked, a card for each claim, the other
        statements, remarks and conflicts, and how verdicts are made. Styles and charts stand in
        it; it has no script and asks no server for anything. Text of the report is escaped.
    """
    article = checked.article
    headings = {one.start for one in article.sentences if one.heading}
    return _template().render(
        checked=checked,
        article=article,
        text=marked(article.text, list(_passages(checked)), headings),
        cards=[_card(one, article) for one in checked.verdicts],
        judgements=[
            (one, article.statements[one.statement], RATED[one.rating])
            for one in checked.judgements
        ],
    )


def _card(verdict: Verdict, article: Article) -> _Card:
    claim = article.claims[verdict.claim]
    parts = phrases.parts_of(verdict)
    diversion = verdict.cause.diversion if verdict.cause else None
    return _Card(
        number=verdict.claim + 1,
        verdict=verdict,
        claim=claim,
        statement=article.statements[claim.statement],
        look=look_of(verdict),
        quote=_quote(claim, article),
        parts=parts,
        notes=footnotes.footnotes(one for _, readings in parts for one in readings),
        chart=_svg(lambda: reading_drawing(verdict, article)) if parts else "",
        moved_chart=_svg(lambda: diversion_drawing(diversion)) if diversion else "",
    )


def _quote(claim: Claim, article: Article) -> tuple[str, str, str]:
    """Cut the sentence of a claim in three: before it, the claim, after it."""
    start, end = quote.around(claim, article)
    first, last = max(start, claim.start - _QUOTED), min(end, claim.end + _QUOTED)
    before, after = article.text[first : claim.start], article.text[claim.end : last]
    said = article.text[claim.start : claim.end]
    return ("…" if first > start else "") + before, said, after + ("…" if last < end else "")


def _svg(make: Callable[[], Spec]) -> str:
    try:
        return svg(make())
    except InvalidError:
        return ""


def _passages(checked: Checked) -> Iterator[Passage]:
    article = checked.article
    for verdict in checked.verdicts:
        claim, number = article.claims[verdict.claim], verdict.claim + 1
        look = look_of(verdict)
        yield Passage(
            start=claim.start,
            end=claim.end,
            id=f"mark-{number}",
            card=f"claim-{number}",
            style=verdict.rating,
            label=f"Claim {number}: {look.words}",
            sign=f"{number} {look.sign}",
        )
    for number, judgement in enumerate(checked.judgements, 1):
        statement, look = article.statements[judgement.statement], RATED[judgement.rating]
        yield Passage(
            start=statement.start,
            end=statement.end,
            id=f"mark-statement-{number}",
            card=f"statement-{number}",
            style="statement",
            label=f"Statement {number}: {look.words}",
            sign=look.sign,
        )
    for number, remark in enumerate(checked.remarks, 1):
        yield Passage(
            start=remark.start,
            end=remark.end,
            id=f"mark-remark-{number}",
            card=f"remark-{number}",
            style="remark",
            label=f"Remark {number}",
            sign="†",
        )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("waterbed", "data/templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(
        amount=amount,
        beside_in_words=causes.beside_in_words,
        chance=phrases.chance,
        claimed_in_words=phrases.claimed_in_words,
        conflict_in_words=phrases.conflict_in_words,
        heading=phrases.heading,
        basis=phrases.basis,
        between=phrases.between,
        counted=counted,
        country_name=country_name,
        dateline=phrases.dateline,
        day=words.day,
        days_of=days_of,
        estimates_in_words=causes.estimates_in_words,
        figure_of=phrases.figure_of,
        fits=FITS,
        happened=phrases.happened,
        is_web_address=is_web_address,
        numbers=footnotes.numbers,
        printed=phrases.printed,
        publisher_of=publisher_of,
        quoted=quote.quoted,
        retrieved=footnotes.retrieved,
        rule=RULE,
        tally=tally,
        then_and_now=phrases.then_and_now,
        who_says=phrases.who_says,
        window=words.window,
    )
    return environment.get_template("checked.html.j2")


def _shown(value: object) -> object:
    """Take what acts instead of showing out of every text that is printed."""
    return harmless(value) if type(value) is str else value
