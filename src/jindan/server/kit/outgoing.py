"""How the server calls others: checked when connected, bounded in time and size, without redirects.

The name is looked up once, every address it has is judged, and the connection goes to the one that was judged: a name
that changes its mind in between (DNS rebinding) changes nothing. Host and SNI stay those of the name. No proxy of the
environment is asked, no redirect is followed, nothing is decompressed.

`post` is for addresses that people gave, `call_known` for those that the operator set, also inside the hospital.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpcore

from jindan.server.kit.addresses import (
    Address,
    AddressNotAllowed,
    checked_url,
    is_loopback,
    is_public,
    known_url,
)

CONNECT_S = 5.0
WHOLE_S = 10.0
"""From the first look-up to the last byte: who answers a byte at a time gains nothing."""
LARGEST_ANSWER = 64 * 1024

Resolve = Callable[[str, int], list[Address]]
Judge = Callable[[Address], bool]


class CallFailed(Exception):
    """The other side could not be reached, or did not answer in time, or not in HTTP."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: the status, and how many seconds later to try again, where it says so."""

    status: int
    retry_after_s: float | None
    body: bytes = b""
    """Cut after LARGEST_ANSWER."""


def addresses_of(host: str, port: int) -> list[Address]:
    """Every address of a name, as the system's resolver tells. Raises CallFailed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CallFailed from error
    return [ipaddress.ip_address(sockaddr[0]) for *_, sockaddr in found]


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    allows_loopback: bool = False,
    resolve: Resolve = addresses_of,
    context: ssl.SSLContext | None = None,
    whole_s: float = WHOLE_S,
) -> Answer:
    """Send a body to a public address. Raises AddressNotAllowed, CallFailed."""
    checked_url(url, allows_loopback=allows_loopback)
    network = _Guarded(
        resolve=resolve,
        may_call=_public_or_own if allows_loopback else is_public,
        until=time.monotonic() + whole_s,
    )
    return _call("POST", url, body=body, headers=headers, network=network, context=context)


def call_known(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str],
    whole_s: float = WHOLE_S,
) -> Answer:
    """Call an address that the operator set, by https wherever it is. Raises AddressNotAllowed, CallFailed."""
    known_url(url)
    network = _Guarded(resolve=addresses_of, may_call=_anywhere, until=time.monotonic() + whole_s)
    return _call(method, url, body=body, headers=headers, network=network, context=None)


def _public_or_own(address: Address) -> bool:
    return is_public(address) or is_loopback(address)


def _anywhere(address: Address) -> bool:
    return not address.is_link_local  # the metadata service of a cloud is there


def _call(  # the parts of a request, and how it travels
    method: str,
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    network: httpcore.NetworkBackend,
    context: ssl.SSLContext | None,
) -> Answer:
    sent = {"Content-Length": str(len(body)), "Connection": "close"} | dict(headers)
    with httpcore.ConnectionPool(
        ssl_context=context or ssl.create_default_context(), network_backend=network, retries=0
    ) as pool:
        try:
            return _answer(pool, method, url, body=body, headers=sent)
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
            OSError,
        ) as error:
            raise CallFailed from error


def _answer(
    pool: httpcore.ConnectionPool,
    method: str,
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
) -> Answer:
    limits = {
        "timeout": {"connect": CONNECT_S, "read": CONNECT_S, "write": CONNECT_S, "pool": CONNECT_S}
    }
    with pool.stream(
        method, url, headers=list(headers.items()), content=body, extensions=limits
    ) as answer:
        received = bytearray()
        for block in answer.iter_stream():
            received += block
            if len(received) > LARGEST_ANSWER:
                break
        told = {name.lower(): value for name, value in answer.headers}
    return Answer(
        status=answer.status,
        retry_after_s=_seconds(told.get(b"retry-after")),
        body=bytes(received[:LARGEST_ANSWER]),
    )


def _seconds(value: bytes | None) -> float | None:
    return float(value) if value is not None and value.isdigit() and len(value) < 7 else None


class _Guarded(httpcore.NetworkBackend):
    """Connects to an address that was judged, before a deadline."""

    def __init__(self, *, resolve: Resolve, may_call: Judge, until: float) -> None:
        self._resolve = resolve
        self._may_call = may_call
        self._until = until
        self._plain = httpcore.SyncBackend()

    def connect_tcp(  # noqa: PLR0917 - as httpcore calls it
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of a name all of whose addresses may be called."""
        found = self._resolve(host, port)
        if not found or not all(self._may_call(address) for address in found):
            raise AddressNotAllowed
        stream = self._plain.connect_tcp(
            str(found[0]), port, _left(timeout, until=self._until), local_address, socket_options
        )
        return _Deadlined(stream, until=self._until)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Never."""
        raise AddressNotAllowed

    def sleep(self, seconds: float) -> None:
        """Never needed: nothing is tried twice."""
        time.sleep(seconds)


class _Deadlined(httpcore.NetworkStream):
    """A stream on which each step may take as long as is left until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, *, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes."""
        return self._stream.read(max_bytes, _left(timeout, until=self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of the bytes."""
        self._stream.write(buffer, _left(timeout, until=self._until))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted; the certificate is the name's."""
        secured = self._stream.start_tls(
            ssl_context, server_hostname, _left(timeout, until=self._until)
        )
        return _Deadlined(secured, until=self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        """What httpcore asks of a stream."""
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, *, until: float) -> float:
    """Seconds that a step may take. Raises httpcore's ReadTimeout when none are left."""
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, timeout) if timeout is not None else left
