"""Send an artifact, or one range of it (RFC 9110 section 14), decrypted as it goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO, Protocol

from django.http import HttpRequest, StreamingHttpResponse

from jindan.server.artifacts import media_types, objects
from jindan.server.artifacts.errors import RangeNotSatisfiable
from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.names import content_disposition

BLOCK_BYTES = 256 * 1024
SINGLE_RANGE = re.compile(r"bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*", re.ASCII | re.IGNORECASE)
LONGEST_NUMBER = 19

NOTHING_RUNS = "default-src 'none'; sandbox"
PAGE_OF_OURS = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""For the 3D page: its script may draw, and reaches neither network nor our origin."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Bytes `start` to `stop` (not included) of a content of `size` bytes."""

    start: int
    stop: int
    size: int

    @property
    def content_range(self) -> str:
        """As the header says it."""
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


class Content(Protocol):
    """Stored bytes under a name: an artifact, or what a running job shows."""

    @property
    def name(self) -> str:
        """As the client is to save it."""

    @property
    def media_type(self) -> str:
        """What it is."""

    @property
    def stored(self) -> StoredObject:
        """Its bytes."""

    @property
    def sha256(self) -> str:
        """Of the content."""

    @property
    def size(self) -> int:
        """Bytes of the content."""


class Blocks(Iterator[bytes]):
    """The bytes of a span; closes the file at the end, or when the client has gone."""

    def __init__(self, plain: BinaryIO, *, span: Span) -> None:
        self._plain = plain
        self._left = span.stop - span.start
        plain.seek(span.start)

    def __next__(self) -> bytes:
        """The next block."""
        block = self._plain.read(min(BLOCK_BYTES, self._left))
        if not block:
            self.close()
            raise StopIteration
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Free the file; Django calls this when the response ends in whatever way."""
        self._plain.close()


def response(request: HttpRequest, content: Content, *, inline: bool) -> StreamingHttpResponse:
    """200 with the whole, or 206 with the range that is asked for.

    A range costs as much as it is long. Raises RangeNotSatisfiable, StoredFileDamaged,
    MasterKeyMissing.
    """
    span = _asked(request, etag=_etag(content), size=content.size)
    whole = Span(start=0, stop=content.size, size=content.size)
    answer = StreamingHttpResponse(
        _opened(content, span=span or whole),
        status=HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK,
        content_type=content.media_type,
        headers=_headers(content, inline=inline),
    )
    answer["Content-Length"] = str((span or whole).stop - (span or whole).start)
    if span:
        answer["Content-Range"] = span.content_range
    return answer


def _opened(content: Content, *, span: Span) -> Blocks:
    """The bytes to send, after a first look that finds damage while it can still be told."""
    plain = objects.open_plain(content.stored)
    try:
        plain.seek(span.start)
        plain.read(1)
        return Blocks(plain, span=span)
    except BaseException:
        plain.close()
        raise


def _headers(content: Content, *, inline: bool) -> dict[str, str]:
    is_page = content.media_type == media_types.HTML.name
    return {
        "Accept-Ranges": "bytes",
        "ETag": _etag(content),
        "Content-Disposition": content_disposition(content.name, inline=inline),
        "Content-Security-Policy": PAGE_OF_OURS if is_page else NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


def _etag(content: Content) -> str:
    return f'"{content.sha256}"'


def _asked(request: HttpRequest, *, etag: str, size: int) -> Span | None:
    """The one range asked for; None for the whole, as also for several or malformed ranges."""
    asked = SINGLE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (text[:LONGEST_NUMBER] for text in asked.groups())
    if not first and not last:
        return None
    if first and last and int(first) > int(last):
        return None
    start = int(first) if first else max(size - int(last), 0)
    stop = min(int(last) + 1, size) if first and last else size
    if start >= stop:
        raise RangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"}, size=size)
    return Span(start=start, stop=stop, size=size)
