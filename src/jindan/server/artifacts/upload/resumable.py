"""Uploads that survive a lost connection or a restart: begin, append, finish, end.

The offset that HEAD answers with is always stored. Bytes are on the disk before their row counts them, in pieces of
16 MiB, so that a killed server loses one piece at most. The last piece is counted in the transaction that creates the
artifact, so that all bytes are there exactly when the artifact is.
"""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.artifacts import services
from jindan.server.artifacts.errors import (
    BeyondUploadLength,
    ChecksumMismatch,
    ContentChanged,
    DisguisedContent,
    EmptyFile,
    MalwareFound,
    NameAndContentDisagree,
    OffsetMismatch,
    ResumableUploadCutOff,
    UnsupportedContent,
    UploadCutOff,
    UploadExpired,
    UploadTooLarge,
    UploadTooSlow,
)
from jindan.server.artifacts.models import ResumableUpload
from jindan.server.artifacts.sealing import seal_name
from jindan.server.artifacts.sniffing.content import accept
from jindan.server.artifacts.storage import objects, pieces
from jindan.server.artifacts.storage.incoming import Incoming, Received, ensure_room
from jindan.server.artifacts.upload.quotas import ensure_within_quota, hold_gate
from jindan.server.artifacts.upload.scanning import ensure_clean
from jindan.server.artifacts.upload.tus import Creation
from jindan.server.audit.services import record_event
from jindan.server.patients.models import Case

PIECE_BYTES = 16 * 1024 * 1024
CONNECTION_LOST = (UploadCutOff, UploadTooSlow)
REFUSED = (
    UnsupportedContent,
    NameAndContentDisagree,
    DisguisedContent,
    ContentChanged,
    MalwareFound,
)
"""Problems that end the upload, because no further byte can solve them."""


@transaction.atomic
def begin(creation: Creation, *, case: Case, by: User) -> ResumableUpload:
    """Begin an upload into a case. Raises EmptyFile, UploadTooLarge, StorageFull, and the problems of `quotas`."""
    if not creation.length:
        raise EmptyFile(number=1)
    if creation.length > settings.MAX_UPLOAD_BYTES:
        raise UploadTooLarge(limit_mib=settings.MAX_UPLOAD_BYTES // (1024 * 1024))
    ensure_room(2 * creation.length)  # the pieces stay on the disk until the whole file is written
    hold_gate(case)
    ensure_within_quota(creation.length, by=by, case=case)
    row = uuid.uuid4()
    upload = ResumableUpload.objects.create(
        id=row,
        case=case,
        **seal_name(creation.name, row=row, organisation=case.organisation_id),
        length=creation.length,
        sha256=creation.sha256,
        created_by=by,
        expires_at=timezone.now() + pieces.LIFETIME,
    )
    record_event("upload.begun", by=by, subject=upload, case=case)
    return upload


def ensure_in_time(upload: ResumableUpload) -> None:
    """Raise UploadExpired for an upload that only waits for the sweep."""
    if upload.expires_at < timezone.now():
        raise UploadExpired


def expect(upload: ResumableUpload, *, start: int, count: int) -> None:
    """Check that `count` bytes at `start` follow and fit, before they are read.

    Raises OffsetMismatch, BeyondUploadLength, StorageFull.
    """
    if start != upload.offset:
        raise OffsetMismatch(offset=upload.offset)
    if start + count > upload.length:
        raise BeyondUploadLength(length=upload.length)
    ensure_room(count)


def append(upload: ResumableUpload, body: Iterable[bytes], *, start: int, sha256: str = "") -> None:
    """Add bytes that begin at `start`. The last ones create the artifact. Call outside a transaction.

    sha256: of these bytes, in hexadecimal digits. With it, all of them are stored or none.

    Raises OffsetMismatch, BeyondUploadLength, ChecksumMismatch, ResumableUploadCutOff, UploadTooSlow, StorageFull.
    Raises NotScanned, after which the last bytes may be sent again. Raises ContentChanged, MalwareFound and the
    problems of `accept`, each of which ends the upload.
    """
    if start != upload.offset:
        raise OffsetMismatch(offset=upload.offset)
    arrival = _PieceArrival(upload, sha256=sha256)
    try:
        _read(body, arrival=arrival)
        arrival.end()
    finally:
        arrival.discard()


def end(upload: ResumableUpload, *, by: User) -> None:
    """Give an upload up and delete its pieces. An artifact that it became stays."""
    record_event("upload.ended", by=by, subject=upload, case=upload.case)
    pieces.forget(upload)


def _read(body: Iterable[bytes], *, arrival: "_PieceArrival") -> None:
    try:
        for block in body:
            arrival.take(block)
    except CONNECTION_LOST as error:
        arrival.break_off()
        if isinstance(error, UploadTooSlow):
            raise
        raise ResumableUploadCutOff from error


class _PieceArrival:
    """The bytes of one request on their way into an upload."""

    def __init__(self, upload: ResumableUpload, *, sha256: str) -> None:
        self._upload = upload
        self._sha256 = sha256
        self._incoming = Incoming(organisation_id=upload.case.organisation_id)

    def take(self, block: bytes) -> None:
        """Add the next bytes, and count a full piece. With a checksum, nothing is counted before the end.

        Raises BeyondUploadLength.
        """
        if self._reached + len(block) > self._upload.length:
            raise BeyondUploadLength(length=self._upload.length)
        self._incoming.write(block)
        is_full = self._incoming.size >= PIECE_BYTES and self._reached < self._upload.length
        if is_full and not self._sha256:
            self._commit()
            self._incoming = Incoming(organisation_id=self._upload.case.organisation_id)

    def break_off(self) -> None:
        """Count the bytes that came before the connection was lost, unless their checksum can no longer be checked."""
        if self._incoming.size and not self._sha256 and self._reached < self._upload.length:
            self._commit()

    def end(self) -> None:
        """Count the last bytes of the request, and finish the upload if it is complete."""
        if not self._incoming.size:
            return
        if self._reached == self._upload.length:
            _finish(self._upload, last=self._incoming, sha256=self._sha256)
        else:
            self._commit()

    def discard(self) -> None:
        """Remove the bytes that were not counted."""
        self._incoming.discard()

    @property
    def _reached(self) -> int:
        return self._upload.offset + self._incoming.size

    def _commit(self) -> None:
        received = self._incoming.finish()
        _check(received, sha256=self._sha256)
        pieces.commit(self._upload, received=received)


def _check(received: Received, *, sha256: str) -> None:
    if sha256 and received.sha256 != sha256:
        raise ChecksumMismatch


def _finish(upload: ResumableUpload, *, last: Incoming, sha256: str) -> None:
    """Create the artifact of all pieces. A problem of REFUSED ends the upload."""
    received = last.finish()
    _check(received, sha256=sha256)
    whole = _join(upload, last=received) if upload.offset else last
    try:
        _store(upload, whole=whole, received=received if whole is last else whole.finish())
    except REFUSED:
        pieces.forget(upload)
        raise
    finally:
        whole.discard()


def _join(upload: ResumableUpload, *, last: Received) -> Incoming:
    """Return all bytes as one stream: each piece is decrypted, hashed and encrypted again."""
    whole = Incoming(organisation_id=upload.case.organisation_id)
    try:
        for block in pieces.content(upload):
            whole.write(block)
        with last.open_plain() as plain:
            while block := plain.read(pieces.BLOCK_BYTES):
                whole.write(block)
    except BaseException:
        whole.discard()
        raise
    return whole


def _store(upload: ResumableUpload, *, whole: Incoming, received: Received) -> None:
    kind = accept(whole.sample(), name=upload.name, number=1)
    if upload.sha256 and received.sha256 != upload.sha256:
        raise ContentChanged
    ensure_clean(received, number=1, by=upload.created_by, case=upload.case)
    stored = objects.store(received, organisation=upload.case.organisation)
    with transaction.atomic():
        upload.artifact = services.enter_received(
            stored, case=upload.case, by=upload.created_by, name=upload.name, media_type=kind.name
        )
        pieces.move(upload, to=upload.length, artifact=upload.artifact)
        released = pieces.release(upload)
    upload.offset = upload.length
    pieces.discard(released)
