"""Verbs that read a report and judge it: read, check, demo."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import AsJson, AsOf, Home, open_store, quiet_retries, read_day, write
from waterbed.records import Note

if TYPE_CHECKING:
    from waterbed.records import Article, Checked
    from waterbed.records.consulted import Consulted

What = Annotated[str, typer.Argument(metavar="FILE|URL|-", help="The report; - for stdin.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="When the report was published.")
]
Title = Annotated[str | None, typer.Option("--title", help="Its title.")]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Who published it.")]
Language = Annotated[str | None, typer.Option("--language", help="en, it or fr.")]
Reader = Annotated[
    str | None,
    typer.Option("--reader", help="Ask another reader too: endpoint, spacy. It gives no verdict."),
]
AllowLocal = Annotated[
    bool, typer.Option("--allow-local", help="Let an address lead to this machine or network.")
]
Full = Annotated[bool, typer.Option("--full", help="List every reading that a verdict shows.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help="Write .html, .json, .csv, .txt, .jsonld (ClaimReview) or .annotations.json.",
    ),
]

_DEMO_DAY = dt.date(2024, 5, 8)


def read(
    what: What,
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    language: Language = None,
    allow_local: AllowLocal = False,
    reader: Reader = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Read a report: what is said, by whom and through whom, and what is claimed."""
    from waterbed import report

    given = _Given(published, title, outlet, language, reader, allow_local=allow_local)
    article, consulted = _article(what, given)
    record = report.article_schema(article)
    if consulted is not None:
        record = {**record, "consulted": consulted.as_dict()}
    if output is not None:
        write(output, {".json": lambda: report.as_json(record)})
    elif as_json:
        sys.stdout.write(report.as_json(record))
    else:
        sys.stdout.write(report.article_text(article))


def check(
    what: What,
    published: Published = None,
    title: Title = None,
    outlet: Outlet = None,
    language: Language = None,
    allow_local: AllowLocal = False,
    reader: Reader = None,
    as_of: AsOf = None,
    full: Full = False,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Read a report and judge its claims against the record."""
    from waterbed import check as checking
    from waterbed import report

    given = _Given(published, title, outlet, language, reader, allow_local=allow_local)
    article, _ = _article(what, given)
    checked = checking.check(article, open_store(home), as_of=read_day(as_of, "--as-of"))
    if output is not None:
        _write(checked, output)
    elif as_json:
        sys.stdout.write(report.as_json(report.as_schema(checked)))
    else:
        sys.stdout.write(report.checked_text(checked, full=full))


def demo(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "report.html"
    ),
    home: Home = None,
) -> None:
    """Check a bundled report offline, print what comes out, and write it as a page."""
    from waterbed import check as checking
    from waterbed import report
    from waterbed.read import read as read_text

    text = (resources.files("waterbed") / "data" / "demo" / "report.txt").read_text("utf-8")
    article = read_text(text, outlet="waterbed demo", published=_DEMO_DAY)
    checked = checking.check(article, open_store(home))
    sys.stdout.write(report.checked_text(checked))
    _write(checked, output)
    sys.stdout.write(f"\nThe same as a page, with charts and sources: {output}\n")


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of a report beside naming it."""

    published: str | None
    title: str | None
    outlet: str | None
    language: str | None
    reader: str | None
    allow_local: bool


def _article(what: str, given: _Given) -> tuple[Article, Consulted | None]:
    from waterbed.check.page import load
    from waterbed.read import read as read_text

    quiet_retries()
    page = load(what, allow_local=given.allow_local)
    article = read_text(
        page.text,
        title=given.title or page.title,
        outlet=given.outlet or page.outlet,
        published=read_day(given.published, "--published") or page.published,
        language=given.language or page.language,
    )
    notes = tuple(Note("reading", note, 0, 0) for note in page.notes)
    article = replace(article, url=page.url or "", notes=(*notes, *article.notes))
    if given.reader is None:
        return article, None
    from waterbed.read.readers import consult

    consulted = consult(article, given.reader)
    return replace(article, notes=(*article.notes, *consulted.notes)), consulted


def _write(checked: Checked, output: Path) -> None:
    from waterbed import report

    write(
        output,
        {
            ".html": lambda: report.as_page(checked),
            ".json": lambda: report.as_json(report.as_schema(checked)),
            ".csv": lambda: report.as_csv(report.checked_table(checked)),
            ".txt": lambda: report.checked_text(checked, full=True),
            ".jsonld": lambda: report.as_json(report.claim_review(checked)),
            ".annotations.json": lambda: report.as_json(report.web_annotations(checked)),
        },
    )
