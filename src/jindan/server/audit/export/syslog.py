"""Messages to a receiver of syslog: RFC 5424 over UDP (RFC 5426), TCP (RFC 6587) or TLS (RFC 5425)."""

import os
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

PRIORITY = 10 * 8 + 5
"""Facility 10 (security and authorisation), severity 5 (notice), as IHE ATNA asks."""
TIMEOUT_S = 10.0
BYTE_ORDER_MARK = "\ufeff"


def framed(message: str, *, message_id: str, at: datetime) -> bytes:
    """Return the message with its header. The mark before it says that it is UTF-8."""
    host = socket.gethostname()[:255] or "-"
    header = f"<{PRIORITY}>1 {at.isoformat(timespec='milliseconds')} {host} jindan {os.getpid()} {message_id} -"
    return f"{header} {BYTE_ORDER_MARK}{message}".encode()


@contextmanager
def connected(address: str) -> Iterator[Callable[[bytes], object]]:
    """Connect to `udp://`, `tcp://` or `tls://host:port`, and give a function that sends one framed message.

    A TLS receiver needs a certificate that this machine trusts (SSL_CERT_FILE names further authorities). Raises
    OSError where the receiver does not answer.
    """
    parts = urlsplit(address)
    place = (parts.hostname or "", parts.port or 0)
    if parts.scheme == "udp":
        family = socket.getaddrinfo(*place, type=socket.SOCK_DGRAM)[0][0]
        with socket.socket(family, socket.SOCK_DGRAM) as datagrams:
            datagrams.connect(place)
            yield datagrams.send
        return
    with socket.create_connection(place, timeout=TIMEOUT_S) as plain:
        if parts.scheme == "tcp":
            yield lambda message: plain.sendall(_counted(message))
            return
        context = ssl.create_default_context()
        with context.wrap_socket(plain, server_hostname=parts.hostname) as secured:
            yield lambda message: secured.sendall(_counted(message))


def _counted(message: bytes) -> bytes:
    """Return the message behind its length, so that a stream can be cut into messages."""
    return f"{len(message)} ".encode() + message
