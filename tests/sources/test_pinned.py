from __future__ import annotations

import socket

import httpx2
import pytest

from waterbed.records import FetchError
from waterbed.sources.pinned import PinnedTransport

PUBLIC = "93.184.215.14"


class Names:
    """A name server that answers from a list, the last answer again and again."""

    def __init__(self, *answers: list[str] | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in answer]


class Dialled:
    """Where requests went; hosts in `down` do not answer."""

    def __init__(self, *down: str) -> None:
        self.down = down
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.host in self.down:
            raise httpx2.ConnectError("refused")
        return httpx2.Response(200, content=b"x")

    def get(self, url: str) -> httpx2.Response:
        with httpx2.Client(transport=PinnedTransport(httpx2.MockTransport(self))) as client:
            return client.get(url)


def ask(monkeypatch: pytest.MonkeyPatch, names: Names) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", names)


def test_the_checked_address_is_dialled_under_the_name_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names, dialled = Names([PUBLIC], ["127.0.0.1"]), Dialled()
    ask(monkeypatch, names)
    answer = dialled.get("https://paper.example:8443/article?page=2")
    request = dialled.requests[0]
    assert str(request.url) == f"https://{PUBLIC}:8443/article?page=2"
    assert request.headers["host"] == "paper.example:8443"
    assert request.extensions["sni_hostname"] == "paper.example"
    assert str(answer.url) == "https://paper.example:8443/article?page=2"
    assert names.asked == ["paper.example"]


def test_a_name_outside_ascii_is_asked_for_and_proved_as_the_web_writes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names, dialled = Names([PUBLIC]), Dialled()
    ask(monkeypatch, names)
    dialled.get("https://città.example/")
    assert names.asked == ["xn--citt-3na.example"]
    assert dialled.requests[0].extensions["sni_hostname"] == "xn--citt-3na.example"


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "ff02::1"])
def test_nothing_is_dialled_where_any_address_is_not_public(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    dialled = Dialled()
    ask(monkeypatch, Names([PUBLIC, address]))
    with pytest.raises(FetchError, match="lies in a private network"):
        dialled.get("http://paper.example/")
    assert not dialled.requests


def test_the_next_address_is_tried_where_one_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialled = Dialled("2606:4700::1111")
    ask(monkeypatch, Names(["2606:4700::1111", PUBLIC]))
    assert dialled.get("http://paper.example/").status_code == 200
    assert [request.url.host for request in dialled.requests] == ["2606:4700::1111", PUBLIC]


def test_at_most_three_addresses_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [f"93.184.215.{last}" for last in range(1, 100)]
    dialled = Dialled(*many)
    ask(monkeypatch, Names(many))
    with pytest.raises(httpx2.ConnectError, match="refused"):
        dialled.get("http://paper.example/")
    assert len(dialled.requests) == 3


@pytest.mark.parametrize(
    "answer", [socket.gaierror(-2, "not known"), UnicodeError("label too long"), []]
)
def test_a_name_that_is_not_known_is_a_lost_connection(
    monkeypatch: pytest.MonkeyPatch, answer: list[str] | Exception
) -> None:
    ask(monkeypatch, Names(answer))
    with pytest.raises(httpx2.ConnectError):
        Dialled().get("http://paper.example/")
