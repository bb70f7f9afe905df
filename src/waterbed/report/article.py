"""A report as it was read: its statements, who makes them, and what they claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.lines import Lines
from waterbed.report.phrases import claimed_in_words, dateline, heading, who_says
from waterbed.report.words import window

if TYPE_CHECKING:
    from waterbed.records import Article, Claim


def article_schema(article: Article) -> dict[str, object]:
    """Give a report that was read as JSON-ready fields.

    Parameters
    ----------
    article
        The report.

    Returns
    -------
    dict
        ``statements``, ``claims`` and what goes with them, as in docs/exports.md.
    """
    return article.as_dict()


def article_text(article: Article, *, width: int = 100) -> str:
    """Write a report that was read for a terminal.

    Parameters
    ----------
    article
        The report.
    width
        Columns to fold at.

    Returns
    -------
    str
        Each statement with its kind and chain, its claims under it; then the notes: what
        does not fit, what was assumed, where another reader differs. Plain text, without control
        characters.
    """
    page = Lines(width)
    page.write(heading(article))
    page.write(dateline(article))
    page.write(f"Statements: {len(article.statements)}. Claims: {len(article.claims)}.")
    for number, statement in enumerate(article.statements):
        page.lines.append("")
        page.write(f"“{statement.quote}”", mark="- ")
        page.write(f"A {statement.kind}. Says: {who_says(statement)}.", indent=2)
        for claim in article.claims:
            if claim.statement == number:
                page.write(_claim(claim), indent=2, mark="· ")
    if article.notes:
        page.head("Notes")
        for note in article.notes:
            page.write(note.message, mark="- ")
    return str(page)


def _claim(claim: Claim) -> str:
    parts = [
        claimed_in_words(claim) or claim.direction,
        (claim.measure or "what is counted is left open").replace("_", " "),
        f"in {claim.where}" if claim.where else "",
        f"from {', '.join(claim.from_country)}" if claim.from_country else "",
        f"route {', '.join(claim.route)}" if claim.route else "",
        f"nationality {', '.join(claim.nationality)}" if claim.nationality else "",
        window(claim.period.start, claim.period.end) if claim.period else "",
        f"against {window(claim.versus.start, claim.versus.end)}" if claim.versus else "",
    ]
    return "Claims: " + ", ".join(part for part in parts if part) + "."
