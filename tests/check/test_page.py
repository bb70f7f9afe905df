from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import io
import os
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
import stamina
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.check import page as module
from waterbed.check.page import MAX_BYTES, Page, load
from waterbed.records import FetchError, InvalidError, LimitError, ParseError, WaterbedError
from waterbed.sources import http as http_module
from waterbed.sources.pinned import PinnedTransport

URL = "https://paper.example/2024/landings"
REPORT = (
    "About 4,200 people reached Harbourland by sea in the first four months of the year, the "
    "interior ministry said on Tuesday, down from 7,900 in the same months of 2023."
)
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>Fewer landings | The Lantern</title>
<meta property="og:site_name" content="The Lantern">
<meta property="og:title" content="Fewer landings">
<meta property="article:published_time" content="2024-05-08T09:30:00+02:00"></head>
<body><article><p>{REPORT}</p><h2>Further east</h2><p>On the islands landings doubled to 3,100,
officials of the port said later.</p></article></body></html>"""
READ = Page(
    text=f"Fewer landings\n{REPORT}\nFurther east\nOn the islands landings doubled to 3,100, "
    "officials of the port said later.",
    title="Fewer landings",
    outlet="The Lantern",
    published=dt.date(2024, 5, 8),
    language="en",
)


@pytest.fixture(autouse=True)
def _no_pauses():
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture(autouse=True)
def _names(monkeypatch):
    """Resolve names without a network: *.example is public, inside.example is not."""
    look_up = socket.getaddrinfo

    def answer(host, *rest, **options):
        if str(host).endswith(".example"):
            address = "10.0.0.5" if host.startswith("inside") else "93.184.215.14"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def write(tmp_path):
    """Write a file and give its path."""

    def write(content, name="report.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def refused(kind, *arguments, **options):
    with pytest.raises(kind) as caught:
        load(*arguments, **options)
    assert str(caught.value).isprintable()
    return str(caught.value)


# Files


def test_plain_text_is_taken_as_it_is_and_nothing_is_guessed(write):
    text = f"Fewer landings, minister says\n{REPORT}\nPublished 8 May 2024\n"
    assert load(write(text)) == Page(text)


def test_a_saved_page_gives_what_it_says_of_itself(write):
    assert load(write(HTML, "saved.html")) == READ
    assert load(write(HTML, "without-a-suffix")) == READ
    assert load(write(HTML.encode("utf-16"), "saved.txt")) == READ


def test_markdown_is_told_by_its_name(write):
    found = load(write(f"# Fewer *landings*\n\n{REPORT}\n", "report.MD"))
    assert found == Page(f"Fewer landings\n{REPORT}", title="Fewer landings")


def test_a_title_stands_once_at_the_head_of_the_text(write):
    page = HTML.replace("<article>", "<article><h1>FEWER LANDINGS</h1>")
    assert load(write(page, "a.html")).text.count("\n") == READ.text.count("\n")


def test_what_had_to_be_assumed_is_noted(write):
    text = "In città\nabout 4,200 people were\nbrought ashore and\nfed by the town and\nhoused"
    found = load(write(text.encode("cp1252")))
    assert (
        found.text
        == "In città\nabout 4,200 people were brought ashore and fed by the town and housed"
    )
    assert [note.split()[0] for note in found.notes] == ["Read", "Lines"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no text in it"),
        (b" \n\t\r\n", "there is no text in it"),
        ("\ufeff\n\u00a0".encode(), "the text is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "it is a PDF, not text. Save its text (`pdftotext report.pdf`)"),
        (b"\x89PNG\r\n\x1a\n", "it is an image"),
        (b"\xff\xd8\xff\xe0JFIF", "it is an image"),
        (b"PK\x03\x04word/document.xml", "an office document or an archive"),
        (b"{\\rtf1 text}", "an RTF document"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (bytes(range(128, 256)) * 9, "no encoding that is read"),
        (b"<html><body><nav>Home</nav></body></html>", "there is no article on the page"),
    ],
)
def test_what_is_no_text_is_told_by_what_it_is(write, content, told):
    path = write(content)
    message = refused(InvalidError, path)
    assert message.startswith(f"{path!r}: ")
    assert told in message


def test_bytes_that_are_mostly_control_characters_are_no_text(write):
    assert "is no text" in refused(ParseError, write(b"\x00\x01\x02 words" * 20))


def test_a_file_that_is_too_large_is_refused_with_little_of_it_read(write):
    path = write(b"")
    os.truncate(path, 50_000_000)
    started = time.monotonic()
    assert "more than 5 MiB" in refused(LimitError, path)
    assert time.monotonic() - started < 1
    assert "up to 1,000,000 are read" in refused(LimitError, write(b"word " * 400_000))


def test_a_page_that_takes_too_long_is_stopped(write, monkeypatch):
    monkeypatch.setattr(module, "extract", partial(module.extract, seconds=0.5))
    assert "was stopped" in refused(LimitError, write("<html>" + "<p>x" * 400_000))


def test_a_folder_a_pipe_and_nothing_are_told(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "is a folder. Give one file of it." in refused(InvalidError, str(tmp_path))
    assert "is not a plain file. Pipe it in" in refused(InvalidError, str(pipe))
    assert "there is no file 'absent.txt'" in refused(InvalidError, "absent.txt")
    assert "there is no file" in refused(InvalidError, "")
    assert "cannot be read (File name too long)" in refused(InvalidError, "word " * 9000)
    assert "\\x00" in refused(InvalidError, "a\0b")


def test_a_file_that_cannot_be_opened_is_told(write, monkeypatch):
    path = write(REPORT)

    def deny(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module.Path, "open", deny)
    assert "cannot be read (Permission denied)" in refused(InvalidError, path)


@settings(max_examples=200)
@given(content=st.binary(max_size=2000))
def test_any_bytes_are_a_page_or_refused(write, content):
    with contextlib.suppress(WaterbedError):
        assert load(write(content)).text.strip()


@settings(max_examples=8)
@given(start=st.sampled_from([b"<html>", b"<!-- ", b"<?xml?>"]), rest=st.binary(max_size=500))
def test_any_bytes_that_begin_like_a_page_are_a_page_or_refused(write, start, rest):
    with contextlib.suppress(WaterbedError):
        assert load(write(start + rest)).text.strip()


@given(st.text(max_size=30).filter(lambda what: what != "-"))
def test_any_words_in_place_of_a_path_are_refused(what):
    with pytest.raises(WaterbedError):
        load(f"absent/{what}")


# Standard input


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(HTML.encode())))
    assert load("-") == READ


def test_endless_standard_input_is_read_up_to_the_limit(monkeypatch):
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=endless))
        assert refused(LimitError, "-").startswith("standard input: it holds more than 5 MiB")


@pytest.mark.parametrize("stream", [None, io.StringIO("text")])
def test_a_program_without_standard_input_is_told(monkeypatch, stream):
    monkeypatch.setattr(sys, "stdin", stream)
    assert "standard input cannot be read" in refused(InvalidError, "-")


# The web


def client_of(*replies, pinned=False):
    """Make a client whose publisher answers from a list, the last answer again and again."""
    left = list(replies)

    def answer(_):
        reply = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(reply, Exception):
            raise reply
        return httpx2.Response(reply.status_code, headers=reply.headers, content=reply.content)

    transport = httpx2.MockTransport(answer)
    return httpx2.Client(transport=PinnedTransport(transport) if pinned else transport)


def ok(content, media_type="text/html; charset=utf-8"):
    data = content if isinstance(content, bytes) else content.encode()
    return httpx2.Response(200, headers={"content-type": media_type}, content=data)


def moved(to):
    return httpx2.Response(302, headers={"location": to})


def test_a_page_of_the_web_is_read_with_the_address_that_it_came_from():
    with client_of(moved(f"{URL}.html"), ok(HTML), pinned=True) as client:
        found = load(f" {URL}\n", client=client)
    assert found.url == f"{URL}.html"
    assert (found.text, found.published) == (READ.text, READ.published)


@pytest.mark.parametrize(
    ("url", "reply", "text"),
    [
        (URL, ok(REPORT, "text/plain"), REPORT),
        (URL, ok(REPORT, ""), REPORT),
        (f"{URL}.md", ok(f"> {REPORT}", "text/plain"), REPORT),
        (URL, ok(f"> {REPORT}", "text/markdown"), REPORT),
        (
            URL,
            ok(f"{REPORT} Città".encode("latin1"), "text/plain; charset=latin1"),
            f"{REPORT} Città",
        ),
    ],
)
def test_text_of_the_web_is_read_as_its_type_or_its_name_says(url, reply, text):
    with client_of(reply) as client:
        assert load(url, client=client) == Page(text, url=url)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (httpx2.Response(403), "answered 403"),
        (httpx2.Response(404), "answered 404"),
        (httpx2.Response(500), "answered 500"),
        (httpx2.ConnectError("refused"), "could not be read (ConnectError: refused)"),
        (httpx2.ReadTimeout("slow"), "did not answer in time"),
        (moved(URL), "more than 5 redirects"),
        (moved("file:///etc/passwd"), "which is not followed"),
        (moved("http://127.0.0.1/"), "which is not followed"),
        (moved("https://[::ffff:127.0.0.1]/"), "private network"),
        (moved("https://2130706433/"), "private network"),
        (moved("https://0x7f.1/"), "private network"),
        (moved("https://inside.example/"), "private network"),
        (ok(b"%PDF-1.7", "application/pdf"), "it is a PDF"),
        (ok(b"{}", "application/json"), "it is 'application/json', not text"),
        (ok(b"RIFF", "image/webp"), "it is 'image/webp', not text"),
        (ok(""), "there is no text in it"),
        (ok("<html><body><div id=app></div></body></html>"), "there is no article on the page"),
        (
            ok(
                "<html><body><p>We value your privacy. We and our 812 partners store cookies on "
                "your device. Accept all or reject all.</p></body></html>"
            ),
            "asks for consent (a cookie wall) instead of showing its article",
        ),
    ],
)
def test_an_address_that_gives_no_report_says_why_and_what_to_do(reply, told):
    with client_of(reply) as client:
        message = refused(FetchError, URL, client=client)
    assert message.startswith(URL)
    assert told in message
    assert message.endswith(".")
    assert "documents.toml" not in message


def test_an_answer_that_is_too_large_is_stopped():
    with client_of(ok(b"x" * (MAX_BYTES + 1), "text/plain")) as client:
        assert "announces 5,242,881 bytes" in refused(LimitError, URL, client=client)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "a file address"),
        ("ftp://paper.example/a", "a ftp address"),
        ("data:text/html,<p>x", "a data address"),
        ("javascript:alert(1)", "a javascript address"),
        ("https://reader:secret@paper.example/", "has an account in it"),
        ("https://", "is not a web address"),
    ],
)
def test_other_addresses_are_refused_unasked(url, told):
    assert told in refused(InvalidError, url, client=client_of(AssertionError("asked")))


LOCAL = [
    *("http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/"),
    *(
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://inside.example/",
    ),
    *("http://169.254.169.254/latest/meta-data", "http://[fe80::1]/", "http://0/"),
]


@pytest.mark.parametrize("url", LOCAL)
def test_local_addresses_are_refused_in_every_spelling(url):
    assert "private network" in refused(FetchError, url)
    asked = client_of(AssertionError("asked"))
    assert "private network" in refused(FetchError, url, client=asked)


@pytest.mark.parametrize(
    "url", ["http://0177.0.0.1/", "http://\uff11\uff12\uff17.0.0.1/", "http://a..b/"]
)
def test_hosts_that_no_browser_would_dial_are_refused(url):
    refused(FetchError, url)


def test_a_name_that_turns_local_after_it_was_checked_is_not_dialled(harbour, monkeypatch):
    monkeypatch.setattr(http_module, "is_local", lambda _: False)
    assert "lies in a private network (127.0.0.1)" in refused(FetchError, harbour("page"))
    assert not Harbour.asked


class Harbour(http.server.BaseHTTPRequestHandler):
    """A publisher on this machine, for what only a real connection shows."""

    closing = threading.Event()
    asked: list[str] = []  # noqa: RUF012 - one server at a time

    def do_GET(self):
        self.asked.append(self.path)
        getattr(self, self.path.strip("/"))()

    def page(self):
        self.say({"Content-Type": "text/html"})
        self.wfile.write(HTML.encode())

    def around(self):
        self.send_response(302)
        self.send_header("Location", "/around")
        self.end_headers()

    def endless(self):
        self.say({"Content-Type": "text/plain"})
        for _ in range(10_000):
            self.wfile.write(b"word " * 16384)

    def silent(self):
        self.closing.wait(10)

    def headers_that_drip(self):
        for _ in range(1000):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" if not _ else b"x-more: 1\r\n")
            if self.closing.wait(0.05):
                return

    def say(self, headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def harbour():
    """Run the publisher on this machine and give addresses that lie there."""
    Harbour.closing.clear()
    Harbour.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Harbour) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield lambda path: f"http://127.0.0.1:{server.server_port}/{path}"
        Harbour.closing.set()
        server.shutdown()
        thread.join()


def test_this_machine_is_asked_only_where_that_is_allowed(harbour):
    assert "Allow it with --allow-local" in refused(FetchError, harbour("page"))
    assert not Harbour.asked
    assert load(harbour("page"), allow_local=True).text == READ.text


@pytest.mark.parametrize(
    ("path", "kind", "told"),
    [
        ("around", FetchError, "more than 5 redirects"),
        ("endless", LimitError, "went on after 5,242,880 bytes. More than 5 MiB is refused"),
        ("silent", FetchError, "did not answer in time"),
        ("headers_that_drip", FetchError, "gave no whole answer within 1 s"),
    ],
)
def test_a_server_that_gives_too_much_or_too_little_is_left(harbour, monkeypatch, path, kind, told):
    hasty = module.Limits(bytes=MAX_BYTES, connect=0.3, read=0.3, total=1.0, attempts=1)
    monkeypatch.setattr(module, "PATIENCE", hasty)
    started = time.monotonic()
    assert told in refused(kind, harbour(path), allow_local=True)
    assert time.monotonic() - started < 4


@pytest.mark.parametrize("what", ["report.txt", "absent.txt"])
def test_plain_text_loads_no_library_for_pages_or_the_network(write, what):
    path = write(REPORT, "report.txt").replace("report.txt", what)
    code = (
        "import sys, contextlib\nfrom waterbed.check.page import load\n"
        "with contextlib.suppress(Exception): load(sys.argv[1])\n"
        "print({'httpx2', 'lxml', 'trafilatura', 'markdown_it', 'stamina'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
