"""A transport that reaches public hosts alone: each name is looked up once, checked, and dialled.

It loads the network library; import it where a request is really made.
"""

from __future__ import annotations

from typing import Final

import httpx2

from waterbed.records import FetchError
from waterbed.sources.address import is_public, resolve

MAX_ADDRESSES: Final = 3


class PinnedTransport(httpx2.BaseTransport):
    """Sends requests to the addresses that were checked, whatever their name says a moment later.

    Parameters
    ----------
    inner
        What sends them; where None, plain connections without a proxy, each used once.

    Notes
    -----
    The request goes to the numeric address; the ``Host`` header and the name that the certificate
    must prove stay those of the page. A proxy would look the name up for itself, so none is used.
    """

    def __init__(self, inner: httpx2.BaseTransport | None = None) -> None:
        once = httpx2.Limits(max_keepalive_connections=0)
        self._inner = inner or httpx2.HTTPTransport(limits=once)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the first address of its host that answers.

        Parameters
        ----------
        request
            What to send.

        Returns
        -------
        httpx2.Response
            The answer.

        Raises
        ------
        FetchError
            Where any address of the host is not public.
        httpx2.ConnectError
            Where the name is not known, or none of the first `MAX_ADDRESSES` can be reached.
        """
        failed: httpx2.TransportError = httpx2.ConnectError("no address", request=request)
        for address in _checked(request):
            try:
                return self._inner.handle_request(_pinned(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error
        raise failed

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def _checked(request: httpx2.Request) -> tuple[str, ...]:
    try:
        addresses = resolve(request.url.raw_host.decode("ascii"))
    except (OSError, UnicodeError) as error:
        raise httpx2.ConnectError(str(error), request=request) from error
    for address in addresses:
        if not is_public(address):
            raise FetchError(
                f"{ascii(str(request.url))[1:-1]} lies in a private network ({address}), which is "
                "not read. Allow it with --allow-local (allow_local=True) if it is yours."
            )
    return addresses[:MAX_ADDRESSES]


def _pinned(request: httpx2.Request, address: str) -> httpx2.Request:
    name = request.url.raw_host.decode("ascii")
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions=request.extensions | {"sni_hostname": name},
    )
