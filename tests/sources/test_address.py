from __future__ import annotations

import contextlib
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError
from waterbed.sources.address import Address, is_local, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.10", "0.1.2.3", "10.0.0.5", "172.16.3.4", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "239.1.2.3", "240.0.0.1"),
        *("255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.5", "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
        *("2001:db8::1", "2001::1", "64:ff9b:1::1", "100::1"),
    ],
)
def test_addresses_of_this_machine_of_networks_and_of_nobody_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_addresses_that_anybody_can_reach_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_as_public_as_it_is_alone(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    for inside in (f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"):
        assert is_public(inside) == is_public(str(address))


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::1"]
)
def test_every_spelling_of_this_machine_is_local(host: str) -> None:
    assert is_local(host)


def test_a_host_with_one_local_address_among_public_ones_is_local(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [(2, 1, 6, "", (address, 0)) for address in ("93.184.215.14", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert is_local("paper.example")


@pytest.mark.parametrize("host", ["a" * 64 + ".example", None, "é" * 64])
def test_a_host_that_cannot_be_is_not_reached(host: str | None) -> None:
    assert not is_local(host)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "a file address; only http and https are read"),
        ("gopher://paper.example/", "a gopher address"),
        ("javascript:alert(1)", "a javascript address"),
        ("https://reader:secret@paper.example/", "'paper.example' has an account in it"),
        ("https://paper.example\\@127.0.0.1/", "has an account in it"),
        ("https://", "is not a web address"),
        ("https://[::1/", "is not a web address"),
        ("https://paper.example:99999/", "is not a web address"),
        ("https://paper.example/\x1b]0;", "is not a web address"),
        ("https://paper.example/an article", "is not a web address"),
        ("paper.example/article", "is not a web address"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str, told: str) -> None:
    with pytest.raises(InvalidError) as caught:
        Address(url)
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)
    assert str(caught.value).isprintable()


@given(st.text(max_size=40))
def test_an_address_is_made_or_refused(rest: str) -> None:
    for url in (rest, f"https://{rest}", f"http://paper.example{rest}"):
        with contextlib.suppress(InvalidError):
            assert Address(url).url == url
