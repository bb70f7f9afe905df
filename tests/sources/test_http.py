from __future__ import annotations

import datetime as dt
import gzip
import http.server
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from dataclasses import replace
from email.utils import format_datetime
from typing import TYPE_CHECKING

import httpx2
import pytest
import stamina
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import FetchError, LimitError, PartialDate, Vintage
from waterbed.sources import http as http_module
from waterbed.sources.address import Address
from waterbed.sources.document import Document
from waterbed.sources.http import Fetched, Limits, NotModified, fetch, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reply = Callable[[httpx2.Request], httpx2.Response]

URL = "https://harbour.example/landings.csv"
CSV = b"day,people\n2024-05-07,12\n"
LANDINGS = Document("harbour/landings", "harbour", URL, "own_csv.parse", "csv")
PAGE = replace(
    LANDINGS,
    url="https://harbour.example/statistics/",
    discover=r'[^"]*/landings-(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\.csv',
)
QUICK = Limits(bytes=2**20, connect=2.0, read=2.0, total=20.0, attempts=2)
KNOWN = Vintage(
    source="harbour",
    document="harbour/landings",
    content="0" * 64,
    retrieved=dt.datetime(2024, 5, 7, tzinfo=dt.UTC),
    url=URL,
    etag='"seven"',
    last_modified="Tue, 07 May 2024 10:00:00 GMT",
)


@pytest.fixture(autouse=True)
def _no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resolve names without a network: *.example is public, inside.example is not."""
    resolve = socket.getaddrinfo

    def answer(host: str | None, *rest: object, **options: object) -> object:
        if host is not None and host.endswith(".example"):
            address = "10.0.0.5" if host.startswith("inside") else "93.184.215.14"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]
        return resolve(host, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setenv("NO_PROXY", "*")


class Publisher:
    """A publisher that answers from a list, the last answer again and again."""

    def __init__(self, *replies: httpx2.Response | Exception | Reply) -> None:
        self.replies = list(replies)
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Exception):
            raise reply
        if callable(reply):
            return reply(request)
        return httpx2.Response(reply.status_code, headers=reply.headers, content=reply.content)

    def give(self, document: Document = LANDINGS, **options: object) -> Fetched | NotModified:
        with httpx2.Client(transport=httpx2.MockTransport(self)) as client:
            return fetch(document, client=client, **options)  # type: ignore[arg-type]

    def refuse(self, document: Document = LANDINGS, **options: object) -> str:
        with pytest.raises(FetchError) as caught:
            self.give(document, **options)
        return str(caught.value)


def ok(content: bytes = CSV, **headers: str) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(200, headers={"content-type": "text/csv"} | named, content=content)


def moved(to: str) -> httpx2.Response:
    return httpx2.Response(302, headers={"location": to})


class Pieces(httpx2.SyncByteStream):
    """A body that comes piece by piece and counts what was taken."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            yield piece


def test_the_bytes_come_with_what_the_server_says_of_them() -> None:
    answer = Publisher(ok(etag='"8"', last_modified="Wed, 08 May 2024 10:00:00 GMT")).give()
    assert answer == Fetched(CSV, URL, "text/csv", '"8"', "Wed, 08 May 2024 10:00:00 GMT", None)


def test_it_says_who_asks_and_a_document_may_say_otherwise() -> None:
    publisher = Publisher(ok())
    publisher.give()
    publisher.give(replace(LANDINGS, headers={"USER-AGENT": "Mozilla/5.0 (harbour)"}))
    usual, own = (request.headers.get_list("user-agent") for request in publisher.asked)
    assert len(usual) == 1
    assert re.fullmatch(r"waterbed/[\d.]+ \(research record of official figures\)", usual[0])
    assert own == ["Mozilla/5.0 (harbour)"]


def test_what_is_known_already_does_not_travel_again() -> None:
    publisher = Publisher(httpx2.Response(304))
    assert publisher.give(previous=KNOWN) == NotModified(URL)
    assert publisher.asked[0].headers["if-none-match"] == KNOWN.etag
    assert publisher.asked[0].headers["if-modified-since"] == KNOWN.last_modified


def test_not_modified_counts_only_from_the_address_of_the_known_vintage() -> None:
    publisher = Publisher(httpx2.Response(304), ok())
    answer = publisher.give(previous=replace(KNOWN, url="https://harbour.example/older.csv"))
    assert isinstance(answer, Fetched)
    assert "if-none-match" not in publisher.asked[1].headers


def test_a_vintage_without_validators_is_asked_for_without_condition() -> None:
    publisher = Publisher(ok())
    publisher.give(previous=replace(KNOWN, etag="", last_modified=""))
    assert not {"if-none-match", "if-modified-since"} & set(publisher.asked[0].headers)


def test_not_modified_without_a_known_vintage_is_refused() -> None:
    publisher = Publisher(httpx2.Response(304))
    assert "answered 304" in publisher.refuse()
    assert "answered 304" in publisher.refuse(PAGE)
    assert len(publisher.asked) == 2


@pytest.mark.parametrize("status", [202, 204, 401, 403, 404, 410, 413, 418])
def test_a_refusal_names_source_address_status_and_beginning_and_is_not_repeated(
    status: int,
) -> None:
    reply = httpx2.Response(
        status, headers={"content-type": "text/html"}, content=b"<h1>\x1b[31mGo away</h1>" * 50
    )
    publisher = Publisher(reply)
    message = publisher.refuse()
    assert message.startswith(f"harbour (harbour/landings): {URL} answered {status} (text/html")
    assert r"<h1>\x1b[31mGo away" in message
    assert message.isprintable()
    assert len(message) < 500
    assert len(publisher.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_trouble_is_asked_again_three_times_and_then_told(status: int) -> None:
    publisher = Publisher(httpx2.Response(status))
    assert f"answered {status} (of no stated type, empty). Try again" in publisher.refuse()
    assert len(publisher.asked) == 3


def test_a_trouble_that_passes_is_not_told() -> None:
    publisher = Publisher(httpx2.Response(503), httpx2.ReadTimeout("slow"), ok())
    assert isinstance(publisher.give(), Fetched)
    assert len(publisher.asked) == 3


def in_seconds(seconds: float) -> str:
    return format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("30", 3),
        ("61", 1),
        (in_seconds(30), 3),
        (in_seconds(3600), 1),
        (in_seconds(-30), 3),
        ("soon", 3),
        ("9" * 400, 1),
    ],
    ids=["30 s", "61 s", "a day soon", "a day in an hour", "a day gone", "no time", "a huge time"],
)
def test_a_server_that_wants_more_than_a_minute_of_quiet_gets_it(said: str, asked: int) -> None:
    publisher = Publisher(httpx2.Response(429, headers={"retry-after": said}))
    publisher.refuse()
    assert len(publisher.asked) == asked


def test_a_pause_that_the_total_time_does_not_allow_is_not_made() -> None:
    publisher = Publisher(httpx2.Response(503, headers={"retry-after": "30"}))
    publisher.refuse(limits=QUICK)
    assert len(publisher.asked) == 1


@pytest.mark.parametrize(
    ("media", "content", "what"),
    [
        ("csv", b" \n<!DOCTYPE html><p>Just a moment...", "a web page where CSV was expected"),
        ("xlsx", b"\xef\xbb\xbf<html>", "a web page where XLSX was expected"),
        ("json", b"day,people\n", "something where JSON was expected"),
        ("csv", b'{"error": "no such widget"}', "something where CSV was expected"),
        ("csv", b"d\0a\0y\0", "something where CSV was expected"),
        ("ods", CSV, "something where ODS was expected"),
        ("csv", b"", "nothing where CSV was expected"),
        ("json", b"\xef\xbb\xbf \r\n", "nothing where JSON was expected"),
    ],
)
def test_another_kind_of_content_is_refused_whatever_its_type_says(
    media: str, content: bytes, what: str
) -> None:
    publisher = Publisher(ok(content))
    message = publisher.refuse(replace(LANDINGS, media=media))
    assert f"{URL} sent {what} (status 200, text/csv" in message
    assert "documents.toml" in message
    assert message.isprintable()


@pytest.mark.parametrize(
    ("media", "content"),
    [
        ("json", b'\xef\xbb\xbf {"data": []}'),
        ("json", b"[]"),
        ("xlsx", b"PK\x03\x04..."),
        ("ods", b"PK\x03\x04..."),
        ("csv", b'\xef\xbb\xbf"day","people"\n'),
    ],
)
def test_the_kind_that_was_expected_passes(media: str, content: bytes) -> None:
    answer = Publisher(ok(content)).give(replace(LANDINGS, media=media))
    assert isinstance(answer, Fetched)
    assert answer.content == content


def test_an_answer_that_announces_too_much_is_refused_unread() -> None:
    pieces = Pieces(iter([CSV]))
    headers = {"content-length": "5000000000"}
    publisher = Publisher(lambda _: httpx2.Response(200, headers=headers, stream=pieces))
    with pytest.raises(LimitError, match=r"announces 5,000,000,000 bytes\. More than 200 MiB"):
        publisher.give()
    assert pieces.taken == 0


@pytest.mark.parametrize("length", [None, "12", "many", "9" * 5000])
def test_an_endless_answer_is_stopped_at_the_limit_whatever_it_announced(
    length: str | None,
) -> None:
    pieces = Pieces(iter(lambda: b"1,2\n" * 16384, None))
    headers = {} if length is None else {"content-length": length}
    publisher = Publisher(lambda _: httpx2.Response(200, headers=headers, stream=pieces))
    with pytest.raises(LimitError, match=f"{re.escape(URL)} went on after 1,048,576 bytes"):
        publisher.give(limits=QUICK)
    assert pieces.taken == 17


def test_a_compressed_answer_is_counted_after_decompression() -> None:
    bomb = gzip.compress(bytes(64 * 2**20))
    headers = {"content-encoding": "gzip", "content-length": str(len(bomb))}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter([bomb])))
    )
    assert len(bomb) < QUICK.bytes
    with pytest.raises(LimitError, match="went on after"):
        publisher.give(limits=QUICK)


def test_a_page_that_is_larger_than_the_limit_is_refused_too() -> None:
    publisher = Publisher(ok(bytes(2**20 + 1)))
    with pytest.raises(LimitError, match="went on after|announces"):
        publisher.give(PAGE, limits=QUICK)


def test_a_broken_compression_is_refused() -> None:
    headers = {"content-encoding": "gzip"}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter([b"not gzip"])))
    )
    assert "could not be read (DecodingError" in publisher.refuse()


def test_an_answer_shorter_than_announced_is_asked_for_again_and_then_refused() -> None:
    headers = {"content-length": "1000"}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter([CSV])))
    )
    assert "broke off after 25 of 1,000 bytes" in publisher.refuse()
    assert len(publisher.asked) == 3


def caused(error: Exception, by: Exception) -> Exception:
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "told", "asked"),
    [
        (
            caused(httpx2.ConnectError("x"), socket.gaierror(-2, "Name or service not known")),
            "the name harbour.example is not known",
            3,
        ),
        (
            caused(httpx2.ConnectError("x"), ssl.SSLCertVerificationError("expired")),
            "could not prove that it is harbour.example",
            1,
        ),
        (httpx2.ConnectError("refused"), "could not be read (ConnectError: refused)", 3),
        (httpx2.RemoteProtocolError("cut"), "could not be read (RemoteProtocolError: cut)", 3),
        (httpx2.ConnectTimeout(""), "did not answer in time (ConnectTimeout; allowed are 10 s", 3),
        (httpx2.ReadTimeout(""), "30 s between two pieces", 3),
        (httpx2.ProxyError("407"), "could not be read (ProxyError: 407)", 1),
    ],
)
def test_a_network_that_fails_is_explained(error: Exception, told: str, asked: int) -> None:
    publisher = Publisher(error)
    message = publisher.refuse()
    assert message.startswith(f"harbour (harbour/landings): {URL} ")
    assert told in message
    assert len(publisher.asked) == asked


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    publisher = Publisher(moved("/new/landings.csv"), moved("https://files.example/l.csv"), ok())
    answer = publisher.give()
    assert isinstance(answer, Fetched)
    assert answer.url == "https://files.example/l.csv"


def test_redirects_without_end_are_refused() -> None:
    publisher = Publisher(moved("/landings.csv"))
    assert "more than 5 redirects" in publisher.refuse()
    assert len(publisher.asked) == 6


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://harbour.example/landings.csv", "leads from https to"),
        ("file:///etc/passwd", "leads from https to"),
        ("https://127.0.0.1/landings.csv", "private network"),
        ("https://[::1]/landings.csv", "private network"),
        ("https://169.254.169.254/latest", "private network"),
        ("https://2130706433/", "private network"),
        ("https://inside.example/landings.csv", "private network"),
    ],
)
def test_neither_a_redirect_nor_a_link_leads_off_https_or_into_a_private_network(
    target: str, told: str
) -> None:
    publisher = Publisher(moved(target))
    assert told in publisher.refuse()
    assert len(publisher.asked) == 1
    linking = Publisher(ok(target.encode()))
    assert told in linking.refuse(replace(PAGE, discover=re.escape(target)))
    assert len(linking.asked) == 1


@pytest.mark.parametrize("target", ["https://harbour.example:port/", "https:///landings.csv"])
def test_a_redirect_to_no_address_is_refused(target: str) -> None:
    message = Publisher(moved(target)).refuse()
    assert message.startswith(f"harbour (harbour/landings): {URL} ")


@pytest.mark.parametrize("error", [UnicodeError("label too long"), OverflowError("port 99999")])
def test_a_name_or_port_that_the_system_cannot_dial_is_told(error: Exception) -> None:
    message = Publisher(error).refuse()
    assert f"could not be read ({type(error).__name__}: {error})" in message


def test_the_newest_file_on_a_page_is_fetched_with_its_day_of_publication() -> None:
    page = b'<a href="/files/landings-2024-04-30.csv"><a href="/files/landings-2024-05-07.csv">'
    publisher = Publisher(ok(page, content_type="text/html"), ok())
    answer = publisher.give(PAGE)
    assert answer == Fetched(
        content=CSV,
        url="https://harbour.example/files/landings-2024-05-07.csv",
        media_type="text/csv",
        published=PartialDate("2024-05-07"),
    )


def test_a_newer_file_is_fetched_even_where_the_server_says_not_modified() -> None:
    page = ok(b"/files/landings-2024-05-14.csv")
    publisher = Publisher(page, httpx2.Response(304), ok())
    answer = publisher.give(PAGE, previous=KNOWN)
    assert isinstance(answer, Fetched)
    assert [str(request.url.path) for request in publisher.asked] == [
        "/statistics/",
        "/files/landings-2024-05-14.csv",
        "/files/landings-2024-05-14.csv",
    ]


def test_progress_is_told_as_the_bytes_come() -> None:
    told: list[tuple[int, int | None]] = []
    headers = {"content-length": str(2 * len(CSV))}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter([CSV, CSV])))
    )
    publisher.give(progress=lambda done, total: told.append((done, total)))
    assert told == [(25, 50), (50, 50)]


def test_progress_does_not_promise_the_size_of_a_compressed_answer() -> None:
    told: list[tuple[int, int | None]] = []
    body = gzip.compress(CSV)
    headers = {"content-encoding": "gzip", "content-length": str(len(body))}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter([body])))
    )
    publisher.give(progress=lambda done, total: told.append((done, total)))
    assert told == [(25, None)]


@given(
    content=st.binary(min_size=1, max_size=5000).map(
        lambda some: b"day\n" + some.replace(b"\0", b"0")
    ),
    size=st.integers(1, 700),
    limit=st.integers(1, 5000),
    zipped=st.booleans(),
)
def test_an_answer_comes_whole_or_not_at_all(
    content: bytes, size: int, limit: int, *, zipped: bool
) -> None:
    body = gzip.compress(content) if zipped else content
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    headers = {"content-encoding": "gzip"} if zipped else {}
    publisher = Publisher(
        lambda _: httpx2.Response(200, headers=headers, stream=Pieces(iter(pieces)))
    )
    limits = Limits(bytes=limit)
    if len(content) > limit:
        with pytest.raises(LimitError):
            publisher.give(limits=limits)
    else:
        answer = publisher.give(limits=limits)
        assert isinstance(answer, Fetched)
        assert answer.content == content


class Harbour(http.server.BaseHTTPRequestHandler):
    """A publisher on this machine, for what only a real connection shows."""

    protocol_version = "HTTP/1.1"
    closing = threading.Event()

    def do_GET(self) -> None:
        self.close_connection = True
        getattr(self, self.path.strip("/").replace("-", "_"))()

    def whole(self) -> None:
        self.say({"Content-Length": str(len(CSV)), "Content-Type": "text/csv"})
        self.wfile.write(CSV)

    def elsewhere(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/whole")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def cut(self) -> None:
        self.say({"Content-Length": "1000"})
        self.wfile.write(CSV)

    def cut_chunk(self) -> None:
        self.say({"Transfer-Encoding": "chunked"})
        self.wfile.write(b"19\r\n" + CSV + b"\r\n40\r\nday")

    def silent(self) -> None:
        self.closing.wait(5)

    def stalled(self) -> None:
        self.say({"Content-Length": "1000"})
        self.wfile.write(CSV)
        self.wfile.flush()
        self.closing.wait(5)

    def dripping(self) -> None:
        self.say({"Content-Length": "1000"})
        for _ in range(100):
            self.wfile.write(b"1")
            self.wfile.flush()
            if self.closing.wait(0.02):
                return

    def endless(self) -> None:
        self.say({})
        for _ in range(10_000):
            self.wfile.write(b"1,2\n" * 16384)

    def say(self, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def harbour() -> Iterator[Callable[[str], Document]]:
    """Run the publisher on this machine and give documents that lie there."""
    Harbour.closing.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Harbour) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield lambda path: replace(
            LANDINGS, url=f"http://127.0.0.1:{server.server_port}/{path}", media="csv"
        )
        Harbour.closing.set()
        server.shutdown()
        thread.join()


def test_a_document_on_this_machine_may_be_fetched_and_redirected_there(
    harbour: Callable[[str], Document],
) -> None:
    answer = fetch(harbour("elsewhere"), limits=QUICK)
    assert isinstance(answer, Fetched)
    assert answer.content == CSV
    assert answer.url == harbour("whole").url


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("cut", "peer closed connection without sending complete message body"),
        ("cut-chunk", "peer closed connection without sending complete message body"),
        ("silent", "did not answer in time (ReadTimeout; allowed are 2 s to connect, 0.2 s"),
        ("stalled", "did not answer in time (ReadTimeout"),
    ],
)
def test_a_connection_that_breaks_or_stalls_is_told(
    harbour: Callable[[str], Document], path: str, told: str
) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(harbour(path), limits=replace(QUICK, read=0.2))
    assert told in str(caught.value)
    assert harbour(path).url in str(caught.value)


def test_an_answer_that_drips_is_stopped_when_the_total_time_is_over(
    harbour: Callable[[str], Document],
) -> None:
    with pytest.raises(FetchError, match=r"was still sending after 0\.3 s"):
        fetch(harbour("dripping"), limits=replace(QUICK, total=0.3))


def test_an_endless_answer_of_a_real_server_is_stopped_at_the_limit(
    harbour: Callable[[str], Document],
) -> None:
    with pytest.raises(LimitError, match="went on after 1,048,576 bytes"):
        fetch(harbour("endless"), limits=QUICK)


def test_a_server_without_https_is_told_where_https_was_expected(
    harbour: Callable[[str], Document],
) -> None:
    plain = harbour("whole")
    with pytest.raises(FetchError, match="SSL"):
        fetch(replace(plain, url=plain.url.replace("http:", "https:")), limits=QUICK)


def test_a_port_that_nobody_listens_on_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="could not be read \\(ConnectError"):
        fetch(replace(LANDINGS, url=f"http://127.0.0.1:{port}/"), limits=QUICK)


ARTICLE = "https://paper.example/article"


def visited(*replies: httpx2.Response | Exception | Reply, **options: object) -> Fetched:
    with httpx2.Client(transport=httpx2.MockTransport(Publisher(*replies))) as client:
        return visit(Address(ARTICLE), client=client, **options)  # type: ignore[arg-type]


def test_an_address_that_somebody_gave_is_visited_as_a_document_is_fetched() -> None:
    answer = visited(moved("https://www.paper.example/a"), ok(b"About 40 people landed."))
    assert answer.content == b"About 40 people landed."
    assert answer.url == "https://www.paper.example/a"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 413, 500])
def test_a_refusal_of_an_address_names_no_publisher_and_says_what_to_do(status: int) -> None:
    with pytest.raises(FetchError) as caught:
        visited(httpx2.Response(status))
    message = str(caught.value)
    assert message.startswith(f"{ARTICLE} answered {status} (of no stated type, empty). ")
    assert "documents.toml" not in message
    assert ("save the text" in message) == (status < 500)


def test_an_address_in_a_private_network_is_visited_only_where_that_is_allowed() -> None:
    address, publisher = Address("http://inside.example/"), Publisher(ok())
    with httpx2.Client(transport=httpx2.MockTransport(publisher)) as client:
        with pytest.raises(FetchError, match="private network, which is not read"):
            visit(address, client=client)
        assert not publisher.asked
        assert visit(replace(address, allow_local=True), client=client).content == CSV


def test_a_redirect_of_an_address_into_a_private_network_is_not_followed() -> None:
    with pytest.raises(FetchError, match="leads to 'https://inside.example/' in a private"):
        visited(moved("https://inside.example/"))


def test_a_server_that_never_ends_its_headers_holds_nobody_longer_than_stated() -> None:
    released = threading.Event()

    def wait(_: httpx2.Request) -> httpx2.Response:
        released.wait(30)
        return ok()

    started = time.monotonic()
    with pytest.raises(FetchError, match=f"{ARTICLE} gave no whole answer within 0.1 s"):
        visited(wait, limits=replace(QUICK, total=0.1))
    assert time.monotonic() - started < 5
    released.set()


def test_without_a_client_a_name_is_dialled_where_it_was_checked(
    harbour: Callable[[str], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_module, "is_local", lambda _: False)
    with pytest.raises(FetchError, match=r"lies in a private network \(127.0.0.1\)"):
        visit(Address(harbour("whole").url), limits=QUICK)
    assert visit(Address(harbour("whole").url, allow_local=True), limits=QUICK).content == CSV


def test_importing_it_loads_no_network_library() -> None:
    code = (
        "import sys, waterbed.sources.http, waterbed.sources.document; "
        "print({'httpx2', 'httpcore2', 'stamina', 'tenacity'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
