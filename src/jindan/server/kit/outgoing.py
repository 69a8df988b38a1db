"""Outgoing HTTP calls of the server: addresses are checked, time and size are limited, redirects are not followed.

A name is looked up once, all of its addresses are checked, and the connection goes to one of these. A name that changes
its address in between (DNS rebinding) therefore has no effect. Host and SNI stay those of the name. No proxy of the
environment is used, and nothing is decompressed.

`post` is for addresses that users entered. `call_known` is for those that the operator configured, which may also be
inside the hospital.
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
"""Limit from the look-up of the name to the last byte, so that a slow answer cannot block a thread."""
LARGEST_ANSWER = 64 * 1024

Resolve = Callable[[str, int], list[Address]]
AddressCheck = Callable[[Address], bool]


class CallFailed(Exception):
    """The other side could not be reached, did not answer in time, or did not answer in HTTP."""


@dataclass(frozen=True, kw_only=True)
class HttpAnswer:
    """The answer to a call.

    retry_after_s: seconds after which to try again, where the answer says so. body: cut after LARGEST_ANSWER bytes.
    """

    status: int
    retry_after_s: float | None
    body: bytes = b""


def addresses_of(host: str, port: int) -> list[Address]:
    """Return every address of a name, by the system's resolver. Raises CallFailed."""
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise CallFailed from error
    return [ipaddress.ip_address(sockaddr[0]) for *_, sockaddr in entries]


def post(
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    allows_loopback: bool = False,
    resolve: Resolve = addresses_of,
    context: ssl.SSLContext | None = None,
    whole_s: float = WHOLE_S,
) -> HttpAnswer:
    """Post a body to a public address, and return the answer. Raises AddressNotAllowed, CallFailed."""
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
) -> HttpAnswer:
    """Call an address that the operator configured, by https wherever it is, and return the answer.

    Raises AddressNotAllowed, CallFailed.
    """
    known_url(url)
    network = _Guarded(resolve=addresses_of, may_call=_anywhere, until=time.monotonic() + whole_s)
    return _call(method, url, body=body, headers=headers, network=network, context=None)


def _public_or_own(address: Address) -> bool:
    return is_public(address) or is_loopback(address)


def _anywhere(address: Address) -> bool:
    return not address.is_link_local  # a cloud's metadata service is at such an address


def _call(  # the parts of a request, and how it travels
    method: str,
    url: str,
    *,
    body: bytes,
    headers: Mapping[str, str],
    network: httpcore.NetworkBackend,
    context: ssl.SSLContext | None,
) -> HttpAnswer:
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
) -> HttpAnswer:
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
        answer_headers = {name.lower(): value for name, value in answer.headers}
    return HttpAnswer(
        status=answer.status,
        retry_after_s=_seconds(answer_headers.get(b"retry-after")),
        body=bytes(received[:LARGEST_ANSWER]),
    )


def _seconds(value: bytes | None) -> float | None:
    """Return the seconds of a Retry-After, or None for a date, which is not supported, and for absurd numbers."""
    return float(value) if value is not None and value.isdigit() and len(value) < 7 else None


class _Guarded(httpcore.NetworkBackend):
    """Network that connects only to checked addresses, and only before a deadline."""

    def __init__(self, *, resolve: Resolve, may_call: AddressCheck, until: float) -> None:
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
        """Connect to the first address of a name, all of whose addresses must be allowed.

        Raises AddressNotAllowed, CallFailed.
        """
        addresses = self._resolve(host, port)
        if not addresses or not all(self._may_call(address) for address in addresses):
            raise AddressNotAllowed
        stream = self._plain.connect_tcp(
            str(addresses[0]),
            port,
            _left(timeout, until=self._until),
            local_address,
            socket_options,
        )
        return _Deadlined(stream, until=self._until)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raise AddressNotAllowed: sockets of this machine are never called."""
        raise AddressNotAllowed

    def sleep(self, seconds: float) -> None:
        """Wait between two attempts. It is never called, because nothing is retried."""
        time.sleep(seconds)


class _Deadlined(httpcore.NetworkStream):
    """A stream on which each step may take only the time left until the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, *, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, at most `max_bytes`."""
        return self._stream.read(max_bytes, _left(timeout, until=self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of the bytes."""
        self._stream.write(buffer, _left(timeout, until=self._until))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the same stream, encrypted. The certificate must be that of the name."""
        secured = self._stream.start_tls(
            ssl_context, server_hostname, _left(timeout, until=self._until)
        )
        return _Deadlined(secured, until=self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore has it
        """Return details of the stream for httpcore."""
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, *, until: float) -> float:
    """Return the seconds that a step may take. Raises httpcore's ReadTimeout when none are left."""
    left = until - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return min(left, timeout) if timeout is not None else left
