"""The pieces of resumable uploads: durable before they are counted, and deleted with their upload."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jindan.server.artifacts.errors import OffsetMismatch
from jindan.server.artifacts.models import Artifact, ResumableUpload, UploadPiece
from jindan.server.artifacts.storage import objects
from jindan.server.artifacts.storage.incoming import Received
from jindan.server.kit.problems import NotFound

LIFETIME = timedelta(days=1)
"""How long an upload waits for the next byte after the last one, and how long a finished one can be looked up."""
BLOCK_BYTES = 1024 * 1024


def commit(upload: ResumableUpload, *, received: Received) -> None:
    """Store and count a piece that begins at the upload's offset. Call outside a transaction.

    Of two pieces at the same offset the first is counted. For the other one this raises OffsetMismatch, or NotFound
    when the upload is gone, and removes it. Raises StorageFull.
    """
    objects.save(received)
    try:
        with transaction.atomic():
            move(upload, to=upload.offset + received.size)
            columns = objects.sealed(received)
            UploadPiece.objects.create(upload=upload, start=upload.offset, **columns)
    except (OffsetMismatch, NotFound):
        objects.storage().delete(received.place)
        raise
    upload.offset += received.size


def move(upload: ResumableUpload, *, to: int, artifact: Artifact | None = None) -> None:
    """Set the offset by compare-and-set, inside a transaction. Raises OffsetMismatch, NotFound."""
    row = ResumableUpload.objects.filter(pk=upload.pk)
    expires_at = timezone.now() + LIFETIME
    unmoved = row.filter(offset=upload.offset, artifact=None)
    if unmoved.update(offset=to, artifact=artifact, expires_at=expires_at):
        return
    current = row.values_list("offset", flat=True).first()
    if current is None:
        raise NotFound
    raise OffsetMismatch(offset=current)


def content(upload: ResumableUpload) -> Iterator[bytes]:
    """Yield the bytes of all pieces in order, decrypted. Raises StoredFileDamaged, MasterKeyMissing."""
    for piece in upload.pieces.order_by("start"):
        with objects.open_plain(piece) as plain:
            while block := plain.read(BLOCK_BYTES):
                yield block


def forget(upload: ResumableUpload) -> int:
    """Delete an upload and its pieces, but not an artifact that it became. Return how many files were removed."""
    paths: list[str] = []
    with transaction.atomic():
        # Locked, so that a piece which arrives now is either seen here or finds no upload.
        for locked in ResumableUpload.objects.select_for_update().filter(pk=upload.pk):
            paths += release(locked)
            locked.delete()
    return discard(paths)


def release(upload: ResumableUpload) -> list[str]:
    """Delete the rows of all pieces, inside the transaction that ends the upload. Return their paths."""
    pieces = UploadPiece.objects.filter(upload=upload)
    paths = list(pieces.values_list("path", flat=True))
    pieces.delete()
    return paths


def discard(paths: list[str]) -> int:
    """Delete the files of pieces that no row names any more. Return how many."""
    for path in paths:
        objects.storage().delete(path)
    return len(paths)


def forget_expired() -> int:
    """Delete the expired uploads. Return how many files were removed."""
    return sum(
        forget(upload) for upload in ResumableUpload.objects.filter(expires_at__lt=timezone.now())
    )
