"""Responses that send an artifact, or one range of it (RFC 9110 section 14), decrypted block by block."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO, Protocol

from django.http import HttpRequest, StreamingHttpResponse

from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.artifacts import media_types
from jindan.server.artifacts.errors import RangeNotSatisfiable, TooManyTransfers, TransfersFull
from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.names import content_disposition
from jindan.server.artifacts.storage import objects
from jindan.server.kit.middleware import NO_SCRIPTS
from jindan.server.kit.streams import Places, Releasing

BLOCK_BYTES = 256 * 1024

PLACES = Places(in_all=64, of_a_person=16)
"""Downloads of more than one block that one web process sends at a time. A client that does not read holds a block."""
SINGLE_RANGE = re.compile(r"bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*", re.ASCII | re.IGNORECASE)
LONGEST_NUMBER = 19
"""Digits of a range that are read. Ten to the 19th is more than any file has bytes."""

OWN_PAGE = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""Policy of the 3D page. Its script may draw, but reaches neither the network nor this server's origin."""


@dataclass(frozen=True, kw_only=True)
class ByteSpan:
    """Bytes from `start` up to, but without, `stop` of a content of `size` bytes."""

    start: int
    stop: int
    size: int

    @property
    def content_range(self) -> str:
        """Value of the header Content-Range."""
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


class Download(Protocol):
    """Stored bytes of a type: an artifact, or a preview of a running job."""

    @property
    def media_type(self) -> str:
        """Value of the header Content-Type."""

    @property
    def stored(self) -> StoredObject:
        """The row of the bytes."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, as hexadecimal digits."""

    @property
    def size(self) -> int:
        """Size of the content, in bytes."""


class PlainBlocks(Iterator[bytes]):
    """Iterator over the bytes of a span. It closes the file at the end, or when the client has gone."""

    def __init__(self, plain: BinaryIO, *, span: ByteSpan) -> None:
        self._plain = plain
        self._left = span.stop - span.start
        plain.seek(span.start)

    def __next__(self) -> bytes:
        """Return the next block. Raises StoredFileDamaged."""
        block = self._plain.read(min(BLOCK_BYTES, self._left))
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Close the file. Django calls this however the response ends."""
        self._plain.close()


def response(
    request: HttpRequest, content: Download, *, name: str, inline: bool
) -> StreamingHttpResponse:
    """Return a response 200 with the whole content, or 206 with the requested range, under a name.

    Only the segments of the range are decrypted. Raises RangeNotSatisfiable, StoredFileDamaged,
    MasterKeyMissing, TooManyTransfers, TransfersFull.
    """
    etag = f'"{content.sha256}"'
    span = _requested_span(request, etag=etag, size=content.size)
    whole = ByteSpan(start=0, stop=content.size, size=content.size)
    answer = StreamingHttpResponse(
        _blocks(request, content, span=span or whole),
        status=HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK,
        content_type=content.media_type,
        headers=_headers(content, name=name, etag=etag, inline=inline),
    )
    answer["Content-Length"] = str((span or whole).stop - (span or whole).start)
    if span:
        answer["Content-Range"] = span.content_range
    return answer


def _blocks(request: HttpRequest, content: Download, *, span: ByteSpan) -> Iterator[bytes]:
    """Return the bytes to send. More than one block holds one of the person's places.

    Raises StoredFileDamaged, MasterKeyMissing, TooManyTransfers, TransfersFull.
    """
    if span.stop - span.start <= BLOCK_BYTES:
        return _open_span(content, span=span)
    return holding_place(lambda: _open_span(content, span=span), by=person(request))


def holding_place(opened: Callable[[], Iterator[bytes]], *, by: User) -> Iterator[bytes]:
    """Return the blocks that `opened` returns. They hold one of the person's places until they are closed.

    Raises TooManyTransfers, TransfersFull.
    """
    retry = {"Retry-After": "5"}
    release = PLACES.take(
        by.pk,
        when_full=TransfersFull(headers=retry),
        when_person_has_all=TooManyTransfers(headers=retry, most=PLACES.of_a_person),
    )
    try:
        return Releasing(opened(), release=release)
    except BaseException:
        release()
        raise


def _open_span(content: Download, *, span: ByteSpan) -> PlainBlocks:
    """Return the bytes to send. Raises StoredFileDamaged, MasterKeyMissing."""
    plain = objects.open_plain(content.stored)
    try:
        # Damage in the first segment shows here, while the status can still say so.
        plain.seek(span.start)
        plain.read(1)
        return PlainBlocks(plain, span=span)
    except BaseException:
        plain.close()
        raise


def _headers(content: Download, *, name: str, etag: str, inline: bool) -> dict[str, str]:
    return {
        **file_headers(name, media_type=content.media_type, inline=inline),
        "Accept-Ranges": "bytes",
        "ETag": etag,
    }


def file_headers(name: str, *, media_type: str, inline: bool = False) -> dict[str, str]:
    """Return the headers of every answer that is a file: its name, and what a browser that shows it may do."""
    is_page = media_type == media_types.HTML.name
    return {
        "Content-Disposition": content_disposition(name, inline=inline),
        "Content-Security-Policy": OWN_PAGE if is_page else NO_SCRIPTS,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def _requested_span(request: HttpRequest, *, etag: str, size: int) -> ByteSpan | None:
    """Return the one requested range, or None for the whole, for several ranges and for malformed ones.

    Raises RangeNotSatisfiable.
    """
    match = SINGLE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if match is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (digits[:LONGEST_NUMBER] for digits in match.groups())
    if not first and not last:
        return None
    if first and last and int(first) > int(last):
        return None
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"}, size=size)
    return ByteSpan(start=start, stop=stop, size=size)
