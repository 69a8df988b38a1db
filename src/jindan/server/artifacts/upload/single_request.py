"""Uploads within a single request, read as they arrive: multipart/form-data, or one file as the whole body.

Django's own parser takes a body without Content-Length for an empty one, and knows no single-file body. Here both forms
go through one loop. The strict push parser of `multipart` refuses a body that ends before its last boundary.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.http import parse_header_parameters
from multipart import MultipartError, MultipartSegment, PushMultipartParser

from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.artifacts.errors import (
    EmptyFile,
    MalformedUpload,
    NoFileSent,
    TooManyFiles,
    UploadCutOff,
    UploadTooLarge,
)
from jindan.server.artifacts.names import display_name
from jindan.server.artifacts.sniffing.content import accept
from jindan.server.artifacts.storage.incoming import Incoming, Upload, ensure_room
from jindan.server.artifacts.upload.quotas import Reservation
from jindan.server.artifacts.upload.request_body import blocks, stated_length
from jindan.server.artifacts.upload.scanning import ensure_clean
from jindan.server.kit.problems import RequestProblem
from jindan.server.patients.models import Case

MOST_FILES = 5000
FIELD = "file"
ENVELOPE_BYTES = 8 * 1024 * 1024
"""Allowance for boundaries and headers, when only the length of the request is known."""

FileProblems = dict[int, tuple[str, RequestProblem]]
"""Name and problem of each refused file, by its number in the request."""

Event = str | bytes | None
"""The name of a file that begins, a block of it, or None at its end."""


@contextmanager
def received(
    request: WSGIRequest, *, case: Case, refused: FileProblems | None = None
) -> Iterator[list[Upload]]:
    """Yield the files of a request, all read and accepted. What is not stored within the context is discarded.

    refused: collects the files of no accepted type. Without it, one such file refuses the whole request.

    The body is read here, so authorise before. Raises the problems of an upload in `errors`.
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
    """The files of one request while they arrive."""

    def __init__(self, *, case: Case, by: User, refused: FileProblems | None) -> None:
        self.uploads: list[Upload] = []
        self._refused = refused
        self._case = case
        self._by = by
        self._left = settings.MAX_UPLOAD_BYTES
        self._most = settings.MAX_UPLOAD_BYTES
        self._reservation = Reservation(by=by, case=case)
        self._incoming: Incoming | None = None
        self._name = ""

    def expect(self, length: int) -> None:
        """Check the stated length, in bytes, before the body is read.

        Raises UploadTooLarge, StorageFull, and the problems of `quotas`.
        """
        if length > settings.MAX_UPLOAD_BYTES + ENVELOPE_BYTES:
            raise _too_large()
        self._most = min(length or self._most, self._most)
        self._reservation.cover(max(length - ENVELOPE_BYTES, 0), most=0)
        ensure_room(length)

    def take(self, event: Event) -> None:
        """Begin a file, add a block to it, or end it. Raises the problems of an upload in `errors`."""
        if isinstance(event, str):
            if len(self.uploads) + len(self._refused or {}) >= MOST_FILES:
                raise TooManyFiles(most=MOST_FILES)
            self._name = display_name(event)
            self._incoming = Incoming(organisation_id=self._case.organisation_id)
        elif self._incoming is not None and event is not None:
            self._write(event, incoming=self._incoming)
        elif self._incoming is not None:
            self._end(self._incoming)

    def discard(self) -> None:
        """Remove all temporary files that are left, and reserve nothing more."""
        self._reservation.release()
        for upload in self.uploads:
            upload.received.discard()
        if self._incoming is not None:
            self._incoming.discard()

    def _write(self, block: bytes, *, incoming: Incoming) -> None:
        self._left -= len(block)
        if self._left < 0:
            raise _too_large()
        try:
            self._reservation.cover(self._arrived + len(block), most=self._most)
        except RequestProblem as problem:
            self._refuse(incoming, problem)
            return
        incoming.write(block)

    @property
    def _arrived(self) -> int:
        """Bytes of all files that will be stored, as far as they have arrived."""
        earlier = sum(upload.received.size for upload in self.uploads)
        return earlier + (self._incoming.size if self._incoming else 0)

    def _end(self, incoming: Incoming) -> None:
        self._incoming = None
        try:
            self.uploads.append(self._accepted(incoming, number=self._number))
        except RequestProblem as problem:
            self._refuse(incoming, problem)

    @property
    def _number(self) -> int:
        """The number of the file that arrives, from 1."""
        return len(self.uploads) + len(self._refused or {}) + 1

    def _refuse(self, incoming: Incoming, problem: RequestProblem) -> None:
        """Note the problem with a file and go on, or raise it where one refuses all."""
        incoming.discard()
        self._incoming = None
        if self._refused is None:
            raise problem
        self._refused[self._number] = (self._name, problem)

    def _accepted(self, incoming: Incoming, *, number: int) -> Upload:
        if not incoming.size:
            raise EmptyFile(number=number)
        kind = accept(incoming.sample(), name=self._name, number=number)
        received = incoming.finish()
        ensure_clean(received, number=number, by=self._by, case=self._case)
        return Upload(
            received=received,
            name=self._name,
            media_type=kind.name,
            reservation=self._reservation.row,
        )


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
    """Return the file name of a part. Raises MalformedUpload for a part of another field."""
    if segment.name != FIELD:
        raise MalformedUpload
    if segment.filename is not None:
        return str(segment.filename)
    # Clients that do not follow RFC 7578 send the name as `filename*`.
    return _parameters(segment.header("Content-Disposition", ""))[1].get("filename", "")


def _parameters(header: str) -> tuple[str, dict[str, str]]:
    try:
        return parse_header_parameters(header)
    except ValueError as error:
        raise MalformedUpload from error
