"""The pieces of resumable uploads: kept durably before they are counted, and forgotten with their upload."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jindan.server.artifacts import objects
from jindan.server.artifacts.errors import OffsetMismatch
from jindan.server.artifacts.incoming import Received
from jindan.server.artifacts.models import Artifact, ResumableUpload, UploadPiece
from jindan.server.kit.problems import NotFound

LIFETIME = timedelta(days=1)
"""From the last byte that came: how long an upload waits for the next, and how long its answer is told."""
BLOCK_BYTES = 1024 * 1024


def commit(upload: ResumableUpload, *, received: Received) -> None:
    """Count a piece that begins at the upload's offset. Bytes before rows; call outside a transaction.

    Of two at the same place the first is counted; for the other this raises OffsetMismatch, or
    NotFound when the upload is gone, and nothing of it stays. Raises StorageFull.
    """
    objects.save(received)
    try:
        with transaction.atomic():
            move(upload, to=upload.offset + received.size)
            columns = objects.sealed(received)
            UploadPiece.objects.create(upload=upload, start=upload.offset, **columns)
    except (OffsetMismatch, NotFound):
        objects.store().delete(received.place)
        raise
    upload.offset += received.size


def move(upload: ResumableUpload, *, to: int, artifact: Artifact | None = None) -> None:
    """Move the offset on by compare-and-set, inside a transaction. Raises OffsetMismatch, NotFound."""
    same = ResumableUpload.objects.filter(pk=upload.pk)
    expires_at = timezone.now() + LIFETIME
    mine = same.filter(offset=upload.offset, artifact=None)
    if mine.update(offset=to, artifact=artifact, expires_at=expires_at):
        return
    now_at = same.values_list("offset", flat=True).first()
    if now_at is None:
        raise NotFound
    raise OffsetMismatch(offset=now_at)


def content(upload: ResumableUpload) -> Iterator[bytes]:
    """The bytes of all pieces in order, decrypted. Raises StoredFileDamaged, MasterKeyMissing."""
    for piece in upload.pieces.order_by("start"):
        with objects.open_plain(piece) as plain:
            while block := plain.read(BLOCK_BYTES):
                yield block


def forget(upload: ResumableUpload) -> int:
    """Drop an upload and its pieces; an artifact that it became stays. Returns how many files went."""
    paths: list[str] = []
    with transaction.atomic():
        # Locked, so that a piece which comes now is either seen here or finds no upload.
        for locked in ResumableUpload.objects.select_for_update().filter(pk=upload.pk):
            paths += release(locked)
            locked.delete()
    return discard(paths)


def release(upload: ResumableUpload) -> list[str]:
    """Drop the rows of all pieces, inside the transaction that ends the upload; gives their places."""
    pieces = UploadPiece.objects.filter(upload=upload)
    paths = list(pieces.values_list("path", flat=True))
    pieces.delete()
    return paths


def discard(paths: list[str]) -> int:
    """Delete the files of pieces that no row names any more. Returns how many."""
    for path in paths:
        objects.store().delete(path)
    return len(paths)


def forget_expired() -> int:
    """Forget the uploads whose time is over. Returns how many files went."""
    return sum(
        forget(upload) for upload in ResumableUpload.objects.filter(expires_at__lt=timezone.now())
    )
