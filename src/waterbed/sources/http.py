"""HTTP: one document's bytes, asked for politely and read within limits.

Nothing is parsed and nothing is kept here. The network library is imported on the first request.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib.metadata
import io
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from waterbed.records import FetchError, LimitError, PartialDate
from waterbed.sources.address import Address, is_local
from waterbed.sources.discover import Link, newest_link
from waterbed.sources.refusal import (
    LATER,
    PassingError,
    explain,
    look,
    refuse_another_kind,
    refuse_status,
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx2

    from waterbed.records import Vintage
    from waterbed.sources.document import Document
    from waterbed.sources.refusal import Wanted

    Progress = Callable[[int, int | None], None]

MEBIBYTE: Final = 2**20
MAX_PAGE: Final = 20 * MEBIBYTE
MAX_REDIRECTS: Final = 5

_NOT_MODIFIED: Final = 304
_MAX_DIGITS: Final = 18


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost.

    Parameters
    ----------
    bytes
        Largest answer, in bytes after decompression.
    connect, read, total
        Seconds until there is a connection; between two pieces of an answer; and in all, further
        attempts included.
    attempts
        How often to ask, at most.
    """

    bytes: int = 200 * MEBIBYTE
    connect: float = 10.0
    read: float = 30.0
    total: float = 300.0
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came.

    Parameters
    ----------
    content
        Its bytes, decompressed where the transfer was compressed.
    url
        Where they came from at last, after the link was found and redirects were followed.
    media_type
        ``Content-Type`` as the server said; may be empty.
    etag, last_modified
        For the next, conditional request; may be empty.
    published
        When it was published, where its address tells it.
    """

    content: bytes
    url: str
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The document is still the vintage that was known.

    Parameters
    ----------
    url
        The address that said so.
    """

    url: str


@dataclass(frozen=True, slots=True)
class _Errand:
    document: Wanted
    client: httpx2.Client
    limits: Limits
    deadline: float
    progress: Progress | None


def fetch(
    document: Document,
    *,
    client: httpx2.Client | None = None,
    previous: Vintage | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Fetched | NotModified:
    """Get a document from its publisher.

    Parameters
    ----------
    document
        What to get.
    client
        The client to ask with; where None, a new one that is closed at the end.
    previous
        The newest vintage of the document: when the server says that the same address still holds
        the same bytes, they do not travel again.
    limits
        What it may cost; where None, `Limits` with its own values.
    progress
        Called with the bytes that have come, and the bytes to come in all (None where unknown).

    Returns
    -------
    Fetched or NotModified
        The bytes with what is known of them; or that `previous` is still what is there.

    Raises
    ------
    FetchError
        Where the publisher cannot be reached, refuses, or sends something else.
    LimitError
        Where the answer is larger than `Limits.bytes`.

    Notes
    -----
    It asks again only after time-outs, lost connections, 429 and 5xx: with growing pauses, or as
    ``Retry-After`` says if that is a minute or less. Redirects are followed one by one: never from
    https to anything else, and never into a private network unless the document lies in one.
    """
    import httpx2  # noqa: PLC0415 - heavy, and most commands never fetch

    limits = limits or Limits()
    with contextlib.ExitStack() as stack:
        client = client or stack.enter_context(httpx2.Client())
        errand = _Errand(document, client, limits, time.monotonic() + limits.total, progress)
        link = _find(errand, document)
        answer = _ask(errand, link.url, _validators(previous))
        if isinstance(answer, NotModified) and previous is not None:
            if answer.url == previous.url:
                return answer
            answer = _ask(errand, link.url, {})
    fetched = _whole(document, answer)
    refuse_another_kind(document, fetched)
    return dataclasses.replace(fetched, published=link.published)


def visit(
    address: Address, *, client: httpx2.Client | None = None, limits: Limits | None = None
) -> Fetched:
    """Get what lies at an address that somebody gave.

    Parameters
    ----------
    address
        Where to look.
    client
        The client to ask with; where None, a new one, which reaches public hosts alone unless the
        address allows more.
    limits
        What it may cost; where None, `Limits` with its own values.

    Returns
    -------
    Fetched
        The bytes with what is known of them.

    Raises
    ------
    FetchError
        Where it cannot be reached, refuses, leads into a private network, or takes longer than
        `Limits.total` and a second.
    LimitError
        Where the answer is larger than `Limits.bytes`.

    Notes
    -----
    Asks as `fetch` does. A thread of its own does the work, so that neither a name server nor an
    answer that comes in drops can hold the caller: it is left behind when the time is over.
    """
    limits = limits or Limits()
    future: Future[Fetched] = Future()
    call = partial(_visit, address, client, limits)
    threading.Thread(target=_settle, args=(future, call), daemon=True).start()
    try:
        return future.result(limits.total + 1)
    except TimeoutError:
        came = f"gave no whole answer within {limits.total:g} s"
        raise FetchError(tell(address, address.url, came, LATER)) from None


def _settle(future: Future[Fetched], call: Callable[[], Fetched]) -> None:
    try:
        future.set_result(call())
    except BaseException as error:  # noqa: BLE001 - whatever it is, the caller gets it
        future.set_exception(error)


def _visit(address: Address, client: httpx2.Client | None, limits: Limits) -> Fetched:
    import httpx2  # noqa: PLC0415 - heavy, and most commands never fetch

    from waterbed.sources.pinned import PinnedTransport  # noqa: PLC0415 - as above

    with contextlib.ExitStack() as stack:
        if client is None:
            transport = None if address.allow_local else PinnedTransport()
            client = stack.enter_context(httpx2.Client(transport=transport))
        errand = _Errand(address, client, limits, time.monotonic() + limits.total, None)
        if not _may_be_local(address) and is_local(urlsplit(address.url).hostname):
            came = "lies in a private network, which is not read"
            advice = "Allow it with --allow-local (allow_local=True) if it is yours."
            raise FetchError(tell(address, address.url, came, advice))
        return _whole(address, _ask(errand, address.url, {}))


def _find(errand: _Errand, document: Document) -> Link:
    if not document.discover:
        return Link(document.url)
    limits = dataclasses.replace(errand.limits, bytes=min(errand.limits.bytes, MAX_PAGE))
    aside = dataclasses.replace(errand, limits=limits, progress=None)
    page = _whole(document, _ask(aside, document.url, {}))
    link = newest_link(document, page.content.decode("utf-8", "replace"), page.url)
    _refuse_detour(document, page.url, link.url)
    return link


def _whole(document: Wanted, answer: Fetched | NotModified) -> Fetched:
    if isinstance(answer, Fetched):
        return answer
    came = f"answered {_NOT_MODIFIED} (not modified) although nothing of it was known"
    raise FetchError(tell(document, answer.url, came, LATER))


def _validators(previous: Vintage | None) -> dict[str, str]:
    if previous is None:
        return {}
    given = {"if-none-match": previous.etag, "if-modified-since": previous.last_modified}
    return {name: value for name, value in given.items() if value}


def _ask(errand: _Errand, url: str, validators: dict[str, str]) -> Fetched | NotModified:
    import stamina  # noqa: PLC0415 - heavy, and most commands never fetch

    caller = stamina.RetryingCaller(
        attempts=errand.limits.attempts, timeout=errand.limits.total, wait_initial=1, wait_max=20
    )
    return caller(partial(_pause, errand), _attempt, errand, url, validators)


def _pause(errand: _Errand, error: Exception) -> bool | float:
    if not isinstance(error, PassingError):
        return False
    if time.monotonic() + (error.wait or 0) >= errand.deadline:
        return False
    return True if error.wait is None else error.wait


def _attempt(errand: _Errand, url: str, validators: dict[str, str]) -> Fetched | NotModified:
    import httpx2  # noqa: PLC0415 - heavy, and most commands never fetch

    try:
        with _opened(errand, url, validators) as response:
            if response.status_code == _NOT_MODIFIED:
                return NotModified(str(response.url))
            refuse_status(errand.document, response)
            return Fetched(
                content=_read(errand, response),
                url=str(response.url),
                media_type=response.headers.get("content-type", ""),
                etag=response.headers.get("etag", ""),
                last_modified=response.headers.get("last-modified", ""),
            )
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError, OverflowError) as error:
        raise explain(errand.document, error, url=url, limits=errand.limits) from error


@contextlib.contextmanager
def _opened(errand: _Errand, url: str, validators: dict[str, str]) -> Iterator[httpx2.Response]:
    document, client = errand.document, errand.client
    request = client.build_request(
        "GET", url, headers=_headers(document) | validators, timeout=_timeout(errand)
    )
    for _ in range(MAX_REDIRECTS + 1):
        response = client.send(request, stream=True, follow_redirects=False)
        with contextlib.closing(response):
            if not response.has_redirect_location:
                yield response
                return
        if response.next_request is None:
            break
        _refuse_detour(document, str(request.url), str(response.next_request.url))
        request = response.next_request
    came = f"led through more than {MAX_REDIRECTS} redirects, or to an address that is none"
    raise FetchError(tell(document, url, came, look(document)))


def _headers(document: Wanted) -> dict[str, str]:
    version = importlib.metadata.version("waterbed")
    usual = {
        "user-agent": f"waterbed/{version} (research record of official figures)",
        "accept": "*/*",
    }
    return usual | {name.lower(): value for name, value in document.headers.items()}


def _timeout(errand: _Errand) -> tuple[float, float, float, float]:
    left = max(errand.deadline - time.monotonic(), 0.001)
    connect, read = min(errand.limits.connect, left), min(errand.limits.read, left)
    return connect, read, read, connect


def _read(errand: _Errand, response: httpx2.Response) -> bytes:
    document, url, limits = errand.document, str(response.url), errand.limits
    announced = _announced(response)
    in_all = None if "content-encoding" in response.headers else announced
    if announced is not None and announced > limits.bytes:
        raise _too_large(errand, url, f"announces {announced:,} bytes")
    whole = io.BytesIO()
    for piece in response.iter_bytes():
        whole.write(piece)
        if whole.tell() > limits.bytes:
            raise _too_large(errand, url, f"went on after {limits.bytes:,} bytes")
        if time.monotonic() > errand.deadline:
            came = f"was still sending after {limits.total:g} s ({whole.tell():,} bytes)"
            raise FetchError(tell(document, url, came, LATER))
        if errand.progress is not None:
            errand.progress(whole.tell(), in_all)
    arrived = response.num_bytes_downloaded or whole.tell()
    if announced is not None and arrived < announced:
        came = f"broke off after {arrived:,} of {announced:,} bytes"
        raise PassingError(tell(document, url, came, LATER))
    return whole.getvalue()


def _announced(response: httpx2.Response) -> int | None:
    length = response.headers.get("content-length", "")
    if not (length.isascii() and length.isdecimal() and len(length) <= _MAX_DIGITS):
        return None
    return int(length)


def _too_large(errand: _Errand, url: str, came: str) -> LimitError:
    advice = f"More than {errand.limits.bytes / MEBIBYTE:,.0f} MiB is refused; nothing was kept."
    return LimitError(tell(errand.document, url, came, f"{advice} {look(errand.document)}"))


def _refuse_detour(document: Wanted, start: str, target: str) -> None:
    here, there = urlsplit(start), urlsplit(target)
    if there.scheme != "https" and not here.scheme == there.scheme == "http":
        came = f"leads from {here.scheme} to {target!r}, which is not followed"
        raise FetchError(tell(document, start, came, look(document)))
    if is_local(there.hostname) and not _may_be_local(document):
        came = f"leads to {target!r} in a private network, which is not followed"
        raise FetchError(tell(document, start, came, look(document)))


def _may_be_local(document: Wanted) -> bool:
    if isinstance(document, Address):
        return document.allow_local
    return is_local(urlsplit(document.url).hostname)
