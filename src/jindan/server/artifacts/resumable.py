"""Uploads that survive a lost connection or a restart: begin, append, finish, end.

What HEAD tells is always kept: bytes are on the disk before their row counts them, in pieces of
16 MiB, so that a killed server loses one piece at most. The last piece is counted in the
transaction that makes the whole an artifact: all bytes are there exactly when the artifact is.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.artifacts import objects, pieces, services
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
from jindan.server.artifacts.incoming import Incoming, Received, ensure_room
from jindan.server.artifacts.models import ResumableUpload
from jindan.server.artifacts.quotas import ensure_within_quota
from jindan.server.artifacts.scanning import ensure_clean
from jindan.server.artifacts.sniffing import accept
from jindan.server.artifacts.tus import Creation
from jindan.server.audit.services import record_event
from jindan.server.patients.models import Case

PIECE_BYTES = 16 * 1024 * 1024
LOST = (UploadCutOff, UploadTooSlow)
REFUSED = (
    UnsupportedContent,
    NameAndContentDisagree,
    DisguisedContent,
    ContentChanged,
    MalwareFound,
)
"""What no further byte can mend."""


@transaction.atomic
def begin(creation: Creation, *, case: Case, by: User) -> ResumableUpload:
    """Expect a file in a case. Raises EmptyFile, UploadTooLarge, StorageFull, and the problems of `quotas`."""
    if not creation.length:
        raise EmptyFile(number=1)
    if creation.length > settings.MAX_UPLOAD_BYTES:
        raise UploadTooLarge(limit_mib=settings.MAX_UPLOAD_BYTES // (1024 * 1024))
    ensure_within_quota(creation.length, by=by, case=case)
    ensure_room(2 * creation.length)  # the pieces stay until the whole is there
    upload = ResumableUpload.objects.create(
        case=case,
        name=creation.name,
        length=creation.length,
        sha256=creation.sha256,
        created_by=by,
        expires_at=timezone.now() + pieces.LIFETIME,
    )
    record_event("upload.begun", by=by, subject=upload, case=case)
    return upload


def ensure_in_time(upload: ResumableUpload) -> None:
    """Refuse an upload that waits for the sweep. Raises UploadExpired."""
    if upload.expires_at < timezone.now():
        raise UploadExpired


def expect(upload: ResumableUpload, *, start: int, count: int) -> None:
    """Refuse at once bytes that do not follow or cannot fit. Raises OffsetMismatch, BeyondUploadLength, StorageFull."""
    if start != upload.offset:
        raise OffsetMismatch(offset=upload.offset)
    if start + count > upload.length:
        raise BeyondUploadLength(length=upload.length)
    ensure_room(count)


def append(upload: ResumableUpload, body: Iterable[bytes], *, start: int, sha256: str = "") -> None:
    """Add bytes that begin at `start`; the last ones make the artifact. Call outside a transaction.

    sha256: of these bytes, in hexadecimal digits; they are then taken whole or not at all. Raises
    OffsetMismatch, BeyondUploadLength, ChecksumMismatch, ResumableUploadCutOff, StorageFull, and
    what `sniffing.accept` raises, ContentChanged and MalwareFound, which end the upload; NotScanned, after which the
    last bytes may be sent again.
    """
    if start != upload.offset:
        raise OffsetMismatch(offset=upload.offset)
    arrival = _Arrival(upload, sha256=sha256)
    try:
        _read(body, arrival=arrival)
        arrival.end()
    finally:
        arrival.discard()


def end(upload: ResumableUpload, *, by: User) -> None:
    """Give an upload up; what was finished stays as an artifact."""
    record_event("upload.ended", by=by, subject=upload, case=upload.case)
    pieces.forget(upload)


def _read(body: Iterable[bytes], *, arrival: "_Arrival") -> None:
    try:
        for block in body:
            arrival.take(block)
    except LOST as error:
        arrival.break_off()
        if isinstance(error, UploadTooSlow):
            raise
        raise ResumableUploadCutOff from error


class _Arrival:
    """The bytes of one request on their way into an upload."""

    def __init__(self, upload: ResumableUpload, *, sha256: str) -> None:
        self._upload = upload
        self._sha256 = sha256
        self._incoming = Incoming(organisation_id=upload.case.organisation_id)

    def take(self, block: bytes) -> None:
        """The next bytes; a full piece is counted, unless the whole request has to be judged first."""
        if self._reached + len(block) > self._upload.length:
            raise BeyondUploadLength(length=self._upload.length)
        self._incoming.write(block)
        is_full = self._incoming.size >= PIECE_BYTES and self._reached < self._upload.length
        if is_full and not self._sha256:
            self._commit()
            self._incoming = Incoming(organisation_id=self._upload.case.organisation_id)

    def break_off(self) -> None:
        """The connection is lost: count what came, unless it cannot be judged any more."""
        if self._incoming.size and not self._sha256 and self._reached < self._upload.length:
            self._commit()

    def end(self) -> None:
        """All bytes of the request came."""
        if not self._incoming.size:
            return
        if self._reached == self._upload.length:
            _finish(self._upload, last=self._incoming, sha256=self._sha256)
        else:
            self._commit()

    def discard(self) -> None:
        """Remove what was not kept."""
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
    """Make the whole an artifact; what cannot be one ends the upload."""
    received = last.finish()
    _check(received, sha256=sha256)
    whole = _whole(upload, last=received) if upload.offset else last
    try:
        _keep(upload, whole=whole, received=received if whole is last else whole.finish())
    except REFUSED:
        pieces.forget(upload)
        raise
    finally:
        whole.discard()


def _whole(upload: ResumableUpload, *, last: Received) -> Incoming:
    """All bytes in one stream: what is sealed piece by piece is opened, hashed and sealed again."""
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


def _keep(upload: ResumableUpload, *, whole: Incoming, received: Received) -> None:
    kind = accept(whole.sample(), name=upload.name, number=1)
    if upload.sha256 and received.sha256 != upload.sha256:
        raise ContentChanged
    ensure_clean(received, number=1, by=upload.created_by, case=upload.case)
    stored = objects.keep(received, organisation=upload.case.organisation)
    with transaction.atomic():
        upload.artifact = services.enter_received(
            stored, case=upload.case, by=upload.created_by, name=upload.name, media_type=kind.name
        )
        pieces.move(upload, to=upload.length, artifact=upload.artifact)
        released = pieces.release(upload)
    upload.offset = upload.length
    pieces.discard(released)
