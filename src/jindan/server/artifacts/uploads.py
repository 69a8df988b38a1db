"""The files of a request as they arrive: multipart/form-data, or one file as the whole body.

Django's own parser takes a body without Content-Length for an empty one, and knows no single-file
body. Here both forms go through one loop; the strict push parser of `multipart` refuses a body that
ends before its last boundary.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.artifacts.bodies import blocks, stated_length
from jindan.server.artifacts.errors import (
    EmptyFile,
    MalformedUpload,
    NoFileSent,
    TooManyFiles,
    UploadCutOff,
    UploadTooLarge,
)
from jindan.server.artifacts.incoming import Incoming, Received, ensure_room
from jindan.server.artifacts.media_types import MediaType
from jindan.server.artifacts.names import display_name
from jindan.server.artifacts.quotas import ensure_within_quota
from jindan.server.artifacts.scanning import ensure_clean
from jindan.server.artifacts.sniffing import accept
from jindan.server.kit.problems import Problem
from jindan.server.patients.models import Case

MOST_FILES = 5000
FIELD = "file"
ENVELOPE_BYTES = 8 * 1024 * 1024
"""Room for boundaries and headers, when a request is judged by its length alone."""

Refusals = dict[int, tuple[str, Problem]]
"""Files of a request that were refused, by their number in it: name and reason."""

Event = str | bytes | None
"""A file of this name begins, goes on, or ends."""


@dataclass(frozen=True, kw_only=True)
class Upload:
    """One accepted file: its bytes, the name to show and the type it was found to be."""

    received: Received
    name: str
    media_type: str


@contextmanager
def received(
    request: WSGIRequest, *, case: Case, refused: Refusals | None = None
) -> Iterator[list[Upload]]:
    """The files of a request, all read and accepted; what is not stored by the end is discarded.

    refused: takes the files that are of no accepted type; without it, one of them refuses the whole request.

    Authorise before: this is where the body is read. Raises the problems of an upload in `errors`.
    """
    arrival = _Arrival(case=case, by=person(request), refused=refused)
    try:
        arrival.expect(stated_length(request) or 0)
        for event in _events(request):
            arrival.take(event)
        if not arrival.uploads and not refused:
            raise NoFileSent
        yield arrival.uploads
    finally:
        arrival.discard()


class _Arrival:
    """The files of one request while they come in."""

    def __init__(self, *, case: Case, by: User, refused: Refusals | None) -> None:
        self.uploads: list[Upload] = []
        self._refused = refused
        self._case = case
        self._by = by
        self._left = settings.MAX_UPLOAD_BYTES
        self._incoming: Incoming | None = None
        self._name = ""

    def expect(self, length: int) -> None:
        """Refuse by its stated length what is certain to be too large, before any of it is read."""
        if length > settings.MAX_UPLOAD_BYTES + ENVELOPE_BYTES:
            raise _too_large()
        ensure_within_quota(max(length - ENVELOPE_BYTES, 0), by=self._by, case=self._case)
        ensure_room(length)

    def take(self, event: Event) -> None:
        """A file begins, goes on, or ends."""
        if isinstance(event, str):
            self._begin(event)
        elif self._incoming is not None and event is not None:
            self._go_on(event, incoming=self._incoming)
        elif self._incoming is not None:
            self._end(self._incoming)

    def discard(self) -> None:
        """Remove all temporary files that are left."""
        for upload in self.uploads:
            upload.received.discard()
        if self._incoming is not None:
            self._incoming.discard()

    def _begin(self, name: str) -> None:
        if len(self.uploads) + len(self._refused or {}) >= MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        self._name = display_name(name)
        self._incoming = Incoming(organisation_id=self._case.organisation_id)

    def _go_on(self, block: bytes, *, incoming: Incoming) -> None:
        self._left -= len(block)
        if self._left < 0:
            raise _too_large()
        incoming.write(block)

    def _end(self, incoming: Incoming) -> None:
        number = len(self.uploads) + len(self._refused or {}) + 1
        self._incoming = None
        try:
            self.uploads.append(self._accepted(incoming, number=number))
        except Problem as problem:
            incoming.discard()
            if self._refused is None:
                raise
            self._refused[number] = (self._name, problem)

    def _accepted(self, incoming: Incoming, *, number: int) -> Upload:
        kind = _kind_of(incoming, name=self._name, number=number)
        before = sum(upload.received.size for upload in self.uploads)
        ensure_within_quota(before + incoming.size, by=self._by, case=self._case)
        done = incoming.finish()
        ensure_clean(done, number=number, by=self._by, case=self._case)
        return Upload(received=done, name=self._name, media_type=kind.name)


def _kind_of(incoming: Incoming, *, name: str, number: int) -> MediaType:
    sample = incoming.sample()
    if not sample.size:
        raise EmptyFile(number=number)
    return accept(sample, name=name, number=number)


def _too_large() -> UploadTooLarge:
    return UploadTooLarge(limit_mib=settings.MAX_UPLOAD_BYTES // (1024 * 1024))


def _events(request: WSGIRequest) -> Iterator[Event]:
    kind, options = _parameters(request.headers.get("Content-Type", ""))
    if kind == "multipart/form-data":
        yield from _parts(request, boundary=options.get("boundary", ""))
        return
    yield _parameters(request.headers.get("Content-Disposition", ""))[1].get("filename", "")
    yield from blocks(request)
    yield None


def _parts(request: WSGIRequest, *, boundary: str) -> Iterator[Event]:
    try:
        parser = PushMultipartParser(boundary, strict=True)
        for block in blocks(request):
            for event in parser.parse(block):
                yield _file_name(event) if isinstance(event, MultipartSegment) else event
    except MultipartError as error:
        raise MalformedUpload from error
    try:
        parser.close()
    except MultipartError as error:
        raise UploadCutOff from error


def _file_name(segment: MultipartSegment) -> str:
    """The name of a part; clients that do not follow RFC 7578 send it as `filename*`."""
    if segment.name != FIELD:
        raise MalformedUpload
    if segment.filename is not None:
        return str(segment.filename)
    return _parameters(segment.header("Content-Disposition", ""))[1].get("filename", "")


def _parameters(header: str) -> tuple[str, dict[str, str]]:
    try:
        return parse_header_parameters(header)
    except ValueError as error:
        raise MalformedUpload from error
