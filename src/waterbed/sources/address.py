"""Addresses that somebody gave, and which hosts they may lead to: public ones, unless allowed."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from waterbed.records import InvalidError

_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that a person gave, of no publisher whose documents are known.

    Parameters
    ----------
    url
        A whole http or https address.
    allow_local
        True where it may lie in, or lead to, this machine or a private network.
    headers
        Request headers instead of the usual ones.

    Raises
    ------
    InvalidError
        For another scheme, an account in the address, no host, or characters that no address has.
    """

    url: str
    allow_local: bool = False
    headers: dict[str, str] = field(
        default_factory=lambda: {"accept": "text/html, text/plain;q=0.9, */*;q=0.1"}
    )

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            whole = bool(parts.hostname) and parts.port != 0
        except ValueError:
            parts, whole = urlsplit(""), False
        if parts.scheme and parts.scheme not in {"http", "https"}:
            raise InvalidError(
                f"{self.url!r} is a {parts.scheme} address; only http and https are read. "
                "Give the path of a file without a scheme in front."
            )
        if "@" in parts.netloc:
            raise InvalidError(
                f"the address of {parts.hostname!r} has an account in it, which is not sent. "
                "Save the page in a file and check that."
            )
        if not whole or not self.url.isprintable() or set(self.url) & set(' \\"<>'):
            raise InvalidError(
                f"{self.url!r} is not a web address. Write one like https://paper.example/article."
            )


def is_public(address: str) -> bool:
    """Say whether a numeric address belongs to a host that anybody on the internet can reach.

    Parameters
    ----------
    address
        IPv4 or IPv6, as `socket.getaddrinfo` gives it.

    Returns
    -------
    bool
        False for loopback, private, link-local, shared, multicast, reserved and documentation
        addresses, and for IPv6 addresses that stand for such an IPv4 one.

    References
    ----------
    IANA special-purpose address registries, as Python's `ipaddress` holds them; RFC 6052 for
    ``64:ff9b::/96``.
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found not in _GLOBAL_UNICAST:
            return False
    return found.is_global and not found.is_multicast


def resolve(host: str) -> tuple[str, ...]:
    """Look up the numeric addresses of a host.

    Parameters
    ----------
    host
        A name, or an address in any spelling that the system reads: ``2130706433`` is 127.0.0.1.

    Returns
    -------
    tuple of str
        Each once, the best first.

    Raises
    ------
    OSError
        Where the name is not known.
    UnicodeError
        Where it cannot be a name.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def is_local(host: str | None) -> bool:
    """Say whether any address of a host is not public.

    Parameters
    ----------
    host
        As `resolve` takes it.

    Returns
    -------
    bool
        False for a host that is not known: it cannot be reached either.
    """
    try:
        return not all(is_public(address) for address in resolve(host or ""))
    except (OSError, UnicodeError):
        return False
