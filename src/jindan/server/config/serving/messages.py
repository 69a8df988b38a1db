"""A request as the server read it, turned into what Django is called with (PEP 3333)."""

import io
import re
import sys
from typing import Any
from urllib.parse import unquote_to_bytes

from asgiref.typing import HTTPScope

from jindan.server.config.serving.errors import (
    AddressTooLong,
    HeadersTooLarge,
    MalformedMessage,
)

LONGEST_ADDRESS = 8 * 1024
MOST_HEADERS = 100
MOST_HEADER_BYTES = 32 * 1024
HEADER_NAME = re.compile(rb"[a-z0-9-]+")
DIGITS = re.compile(rb"[0-9]{1,18}")

CLOSING = {"Connection": "close"}
"""What follows a message of doubtful length may be part of it, and so is never read as a request."""

Environ = dict[str, Any]


def check(scope: HTTPScope) -> None:
    """Raise the problem of a request that is well-formed for the parser, and still refused.

    A message with both Content-Length and Transfer-Encoding, or a transfer coding in HTTP/1.0, is how a request is
    smuggled past a proxy (RFC 9112, section 6.1). Raises AddressTooLong, HeadersTooLarge, MalformedMessage.
    """
    target = scope["raw_path"] + scope["query_string"]
    if len(target) > LONGEST_ADDRESS:
        raise AddressTooLong
    if not target.startswith(b"/"):
        raise MalformedMessage(headers=CLOSING)
    headers = list(scope["headers"])
    if len(headers) > MOST_HEADERS or _size(headers) > MOST_HEADER_BYTES:
        raise HeadersTooLarge
    names = [name for name, _ in headers]
    has_coding = b"transfer-encoding" in names
    if has_coding and (b"content-length" in names or scope["http_version"] != "1.1"):
        raise MalformedMessage(headers=CLOSING)


def stated_length(scope: HTTPScope) -> int | None:
    """Return Content-Length in bytes, or None without one. Raises MalformedMessage for one that is no number."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            if not DIGITS.fullmatch(value):
                raise MalformedMessage(headers=CLOSING)
            return int(value)
    return None


def has_body(scope: HTTPScope) -> bool:
    """Return whether a body follows the headers."""
    is_coded = any(name == b"transfer-encoding" for name, _ in scope["headers"])
    return is_coded or bool(stated_length(scope))


def environ_of(scope: HTTPScope) -> Environ:
    """Return the environment of a request, still without its body.

    A header with an underscore is left out: `X_Forwarded_For` would pass for `X-Forwarded-For`.
    """
    host, port = scope["server"] or ("", None)
    client = scope["client"] or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in scope["headers"]:
        if HEADER_NAME.fullmatch(name):
            _add(environ, name.decode("ascii"), value.decode("latin-1"))
    return environ


def _add(environ: Environ, name: str, value: str) -> None:
    key = name.upper().replace("-", "_")
    if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        key = f"HTTP_{key}"
    between = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{between}{value}" if key in environ else value


def _size(headers: list[tuple[bytes, bytes]]) -> int:
    return sum(len(name) + len(value) for name, value in headers)
