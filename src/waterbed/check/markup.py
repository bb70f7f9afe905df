"""Markup: what an HTML page or a Markdown text says, without menus and marks.

Run as a script in a process of its own (see `waterbed.check.extract`), so that hostile markup
costs a stated time and no more: markup on standard input, one JSON object on standard output.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_DATED: Final = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
    "//meta[@name='dc.date.issued' or @name='DC.date.issued' or @name='dcterms.issued']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date']/@content",
)
_LANGUAGE: Final = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)")
_RULE: Final = re.compile(r"[\s|:-]*")
_TAG: Final = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY: Final = re.compile(r"^(\w+)[ \t]*:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_VISIBLE: Final = 20_000

Said = dict[str, str | None]


class _Tree(Protocol):
    def xpath(self, path: str, /) -> list[str]: ...


def from_html(page: str, url: str | None) -> Said:
    """Read a web page.

    Parameters
    ----------
    page
        HTML, decoded.
    url
        Where it lies; may be None.

    Returns
    -------
    dict
        ``text`` (the article, one line a paragraph or heading; empty where there is none),
        ``visible`` (the beginning of all text on the page), ``title``, ``outlet``, ``published``
        (ISO day) and ``language`` (None where the page does not say).

    Notes
    -----
    trafilatura finds the article, its title and the name of its site. The day is one that the
    page declares for itself: ``article:published_time``, JSON-LD ``datePublished`` of an article,
    microdata, Dublin Core, in this order. No day is guessed from the text.
    """
    import trafilatura  # noqa: PLC0415 - heavy, and only pages need it

    whole = page if "<html" in page[:50].lower() else f"<html><body>{page}</body></html>"
    tree = trafilatura.load_html(whole)
    if tree is None:
        return {"text": ""}
    about = trafilatura.extract_metadata(tree, url, {"extensive_search": False})
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    lines = (getattr(found, "text", None) or "").splitlines()
    return {
        "text": "\n".join(line for line in lines if not _RULE.fullmatch(line)),
        "visible": _visible(tree),
        "title": about.title,
        "outlet": about.sitename,
        "published": _day(tree),
        "language": _language(tree),
    }


def _visible(tree: _Tree) -> str:
    pieces = tree.xpath("//body//text()[not(parent::script or parent::style)]")
    return " ".join(" ".join(pieces).split())[:_VISIBLE]


def _language(tree: _Tree) -> str | None:
    said = tree.xpath("//html/@lang | //meta[@property='og:locale']/@content")
    found = next(filter(None, map(_LANGUAGE.match, said)), None)
    return found[1].lower() if found else None


def _day(tree: _Tree) -> str | None:
    first, *others = [tree.xpath(path) for path in _DATED]
    linked = list(_linked_dates(tree))
    said = [*first, *linked, *(one for some in others for one in some)]
    return next(filter(None, map(_iso_day, said)), None)


def _linked_dates(tree: _Tree) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            queue: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while queue:
            one = queue.pop(0)
            if isinstance(one, list):
                queue += one
            elif isinstance(one, dict):
                queue += [one.get("@graph"), one.get("mainEntity")]
                if "Article" in str(one.get("@type")) and isinstance(one.get("datePublished"), str):
                    yield one["datePublished"]


def _iso_day(said: str) -> str | None:
    try:
        return dt.date.fromisoformat(said.strip()[:10]).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, IndexError):
        return None


def from_markdown(text: str) -> Said:
    """Read a Markdown text.

    Parameters
    ----------
    text
        CommonMark with tables; simple ``key: value`` lines between ``---`` may come first.

    Returns
    -------
    dict
        As `from_html`; ``title`` is the one given in front, or the first heading of level 1.

    Notes
    -----
    Each heading, paragraph, list item and table row becomes one line; emphasis and links leave
    their words, images and tags leave nothing.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy, and only Markdown needs it

    front = _FRONT.match(text)
    given = (
        {key.lower(): value.strip("\"'") for key, value in _ENTRY.findall(front[1])}
        if front
        else {}
    )
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
    heading = next((b for a, b in pairwise(tokens) if a.tag == "h1"), None)
    day = given.get("date") or given.get("published") or ""
    found = _LANGUAGE.match(given.get("lang") or given.get("language") or "")
    return {
        "text": "\n".join(line.strip() for line in _lines(tokens) if line.strip()),
        "title": given.get("title") or (_words(heading) if heading else None),
        "outlet": given.get("outlet") or given.get("publisher"),
        "published": _iso_day(day),
        "language": found[1].lower() if found else None,
    }


def _lines(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield " | ".join(row or [])
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_words(token))
        elif token.type == "inline":
            yield _words(token)
        elif token.type in {"fence", "code_block", "html_block"}:
            yield _TAG.sub("", token.content) if token.type == "html_block" else token.content


def _words(token: Token) -> str:
    between = {"softbreak": " ", "hardbreak": "\n", "image": "", "html_inline": ""}
    return "".join(between.get(one.type, one.content) for one in token.children or ())


def main() -> None:
    """Read standard input as the markup that the first argument names, and print what it says."""
    markup, url = sys.argv[1:]
    given = sys.stdin.buffer.read().decode("utf-8")
    said = from_html(given, url or None) if markup == "HTML" else from_markdown(given)
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
