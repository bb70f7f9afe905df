"""Refusal: why an answer is not taken, in words: what came from where, and what to do next."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from waterbed.records import FetchError
from waterbed.sources.address import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx2

    from waterbed.sources.document import Document
    from waterbed.sources.http import Fetched, Limits

    Wanted = Document | Address

LATER: Final = "Try again later."
LOOK: Final = (
    "Open it in a browser: if the figures are there, save the file and use `waterbed import`; if "
    "they have moved, write the new address in documents.toml in waterbed's home."
)
SAVE: Final = "Open it in a browser, save the text of the article in a file, and check that."
PATIENCE: Final = 60.0

_OK: Final = 200
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERRORS: Final = range(500, 600)
_ADVICE: Final = {
    401: "The publisher wants an account, which waterbed does not have. ",
    403: "The publisher refuses this program or this network. ",
    404: "The publisher has moved or withdrawn it. ",
    410: "The publisher has withdrawn it. ",
    413: "The publisher wants a smaller question. ",
}
_ARCHIVE: Final = b"PK\x03\x04"
_BEGINNINGS: Final = {"json": (b"{", b"["), "xlsx": (_ARCHIVE,), "ods": (_ARCHIVE,)}
_NOT_CSV: Final = (b"<", b"{", b"[", b"%PDF", b"\x1f\x8b", _ARCHIVE)


class PassingError(FetchError):
    """A refusal that may pass: worth another attempt.

    Parameters
    ----------
    message
        What came, and what to do when it does not pass.
    wait
        Seconds after which the server wants to be asked again; None where it does not say.
    """

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def look(document: Wanted) -> str:
    """Say what to do with an address that does not give what was wanted.

    Parameters
    ----------
    document
        What was asked for.

    Returns
    -------
    str
        Whole sentences: other ones for a publisher's document than for an address that was given.
    """
    return SAVE if isinstance(document, Address) else LOOK


def tell(document: Wanted, url: str, came: str, advice: str) -> str:
    """Word a refusal.

    Parameters
    ----------
    document
        What was asked for.
    url
        Where.
    came
        What came, as the rest of a sentence that begins with the address.
    advice
        What to do next, as whole sentences.

    Returns
    -------
    str
        One line with all of it.
    """
    told = f"{ascii(url)[1:-1]} {came}. {advice}"
    return told if isinstance(document, Address) else f"{document.source} ({document.id}): {told}"


def refuse_status(document: Wanted, response: httpx2.Response) -> None:
    """Refuse an answer whose status is not 200.

    Parameters
    ----------
    document
        What was asked for.
    response
        The answer, its body not yet read.

    Raises
    ------
    PassingError
        For 429 and 5xx, unless the server asks for more than `PATIENCE` seconds of quiet.
    FetchError
        For every other status.
    """
    status, url = response.status_code, str(response.url)
    if status == _OK:
        return
    beginning = next(response.iter_bytes(), b"")
    media_type = response.headers.get("content-type", "")
    came = f"answered {status} ({_described(media_type, beginning)})"
    if status != _TOO_MANY_REQUESTS and status not in _SERVER_ERRORS:
        raise FetchError(tell(document, url, came, _ADVICE.get(status, "") + look(document)))
    wait = _retry_after(response.headers.get("retry-after", ""))
    if wait is not None and wait > PATIENCE:
        advice = f"It asks not to be asked again for {wait:,.0f} s. {LATER}"
        raise FetchError(tell(document, url, came, advice))
    raise PassingError(tell(document, url, came, LATER), wait)


def refuse_another_kind(document: Document, fetched: Fetched) -> None:
    """Refuse content that does not begin as the document's media does.

    Parameters
    ----------
    document
        What was asked for.
    fetched
        What came.

    Raises
    ------
    FetchError
        Where it is empty, a web page, or otherwise not CSV, JSON, XLSX or ODS as configured.
        The ``Content-Type`` does not decide: publishers send CSV as plain text, and errors as CSV.
    """
    start = fetched.content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if document.media == "csv":
        fits = bool(start) and not start.startswith(_NOT_CSV) and b"\0" not in start
    else:
        fits = start.startswith(_BEGINNINGS[document.media])
    if fits:
        return
    what = "a web page" if start.startswith(b"<") else "something" if start else "nothing"
    described = f"status {_OK}, {_described(fetched.media_type, start)}"
    came = f"sent {what} where {document.media.upper()} was expected ({described})"
    raise FetchError(tell(document, fetched.url, came, LOOK))


def explain(document: Wanted, error: Exception, *, url: str, limits: Limits) -> FetchError:
    """Explain why the network gave no answer.

    Parameters
    ----------
    document
        What was asked for.
    error
        What httpx2 raised.
    url
        Where.
    limits
        How long it was waited for.

    Returns
    -------
    FetchError
        A `PassingError` for time-outs, names that are not found and lost connections.
    """
    import httpx2  # noqa: PLC0415 - heavy, and most commands never fetch

    host, causes = urlsplit(url).hostname, list(_causes(error))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        came = f"could not prove that it is {host} ({error})"
        advice = "Check this computer's clock, and whether its network opens secure connections."
        return FetchError(tell(document, url, came, advice))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        came = f"cannot be reached: the name {host} is not known ({error})"
        known = "Check the network. What was pulled before still answers without one."
        advice = "Check the address and the network." if isinstance(document, Address) else known
        return PassingError(tell(document, url, came, advice))
    if isinstance(error, httpx2.TimeoutException):
        allowed = f"{limits.connect:g} s to connect, {limits.read:g} s between two pieces"
        came = f"did not answer in time ({type(error).__name__}; allowed are {allowed})"
        return PassingError(tell(document, url, came, LATER))
    came = f"could not be read ({type(error).__name__}: {error})"
    passing = isinstance(error, (httpx2.NetworkError, httpx2.RemoteProtocolError))
    return (PassingError if passing else FetchError)(tell(document, url, came, LATER))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _retry_after(text: str) -> float | None:
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max((when - dt.datetime.now(dt.UTC)).total_seconds(), 0.0)


def _described(media_type: str, content: bytes) -> str:
    kind = ascii(media_type)[1:-1] or "of no stated type"
    beginning = content.strip().decode("utf-8", "replace")[:80]
    return f"{kind}, begins {beginning!r}" if beginning else f"{kind}, empty"
