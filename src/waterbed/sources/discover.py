"""Discover: the newest link to a document among those that a publisher's page gives."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from waterbed.records import FetchError, PartialDate

if TYPE_CHECKING:
    from waterbed.sources.document import Document


@dataclass(frozen=True, slots=True)
class Link:
    """Where a document lies.

    Parameters
    ----------
    url
        Its whole address.
    published
        When it was published, where the address tells it.
    """

    url: str
    published: PartialDate | None = None


def newest_link(document: Document, page: str, base: str) -> Link:
    """Find the newest link to a document on a page.

    Parameters
    ----------
    document
        One with a `discover` expression.
    page
        Text of the page: HTML or JSON.
    base
        Address of the page, for links that are relative to it.

    Returns
    -------
    Link
        The one with the latest date in its address; one without a date only where it is alone.

    Raises
    ------
    FetchError
        Where no link matches, where several do and their dates do not decide, or where a date
        in a link does not exist.
    """
    matches = re.finditer(document.discover, html.unescape(page))
    try:
        links = {Link(urljoin(base, match[0]), _published(match)) for match in matches}
    except ValueError as error:
        came = f"holds a link whose date cannot be read ({error})"
        raise _refusal(document, base, came) from None
    if not links:
        came = f"holds no link like {document.discover!r} (it begins {page.strip()[:80]!r})"
        raise _refusal(document, base, came)
    latest = max(_day(link) for link in links)
    newest = sorted(link.url for link in links if _day(link) == latest)
    if len(newest) > 1:
        came = f"holds {len(newest)} links of which none is the newest: {newest[:4]}"
        raise _refusal(document, base, came)
    return next(link for link in links if link.url == newest[0])


def _published(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    if not parts.get("year"):
        return None
    month = parts["month"]
    shape = "%Y %m %d" if month.isdecimal() else "%Y %b %d"
    day = time.strptime(f"{parts['year']} {month[:3]} {parts['day']}", shape)
    return PartialDate(time.strftime("%Y-%m-%d", day))


def _day(link: Link) -> str:
    return link.published.text if link.published else ""


def _refusal(document: Document, base: str, came: str) -> FetchError:
    return FetchError(
        f"{document.source}: the page {base} {came}. The publisher may have changed the page: open "
        f"it in a browser, find the file and, in documents.toml in waterbed's home, give "
        f"{document.id!r} its address as url and an empty discover."
    )
