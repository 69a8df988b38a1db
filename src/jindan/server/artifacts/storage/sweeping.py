"""Removal of what an interrupted request or job left behind, a day later."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.artifacts.models import StoredObject, UploadPiece, UploadReservation
from jindan.server.artifacts.storage.objects import storage
from jindan.server.artifacts.storage.pieces import forget_expired

GRACE = timedelta(days=1)
"""Longer than any upload, and than any job between storing its files and entering them."""
BATCH = 1000


def sweep() -> int:
    """Remove strays older than a day, and uploads and reservations that nobody finished.

    Return how many files were removed.
    """
    oldest = timezone.now() - GRACE
    _forget_unnamed(oldest)
    UploadReservation.objects.filter(expires_at__lt=timezone.now()).delete()
    return forget_expired() + _sweep_incoming(oldest) + _sweep_store(storage(), oldest=oldest)


@transaction.atomic
def _forget_unnamed(oldest: datetime) -> None:
    """Delete the rows that no artifact names.

    They are locked meanwhile, so that equal bytes which arrive now are stored anew.
    """
    unnamed = StoredObject.objects.filter(artifacts=None, stored_at__lt=oldest)[:BATCH]
    locked = StoredObject.objects.select_for_update().filter(
        pk__in=[stored.pk for stored in unnamed], stored_at__lt=oldest
    )
    for stored in locked:
        stored.delete()


def _sweep_incoming(oldest: datetime) -> int:
    folder = Path(settings.INCOMING)
    stale = [file for file in folder.glob("*") if file.stat().st_mtime < oldest.timestamp()]
    for file in stale:
        file.unlink(missing_ok=True)
    return len(stale)


def _sweep_store(storage: Storage, *, oldest: datetime) -> int:
    """Delete the old files that no row names, and return how many.

    A file's row is written right after the file, so an old file without a row will never get one.
    """
    swept = 0
    for paths in _shards(storage):
        known = {*_paths_of(StoredObject, paths), *_paths_of(UploadPiece, paths)}
        unknown = [path for path in paths if path not in known]
        strays = [path for path in unknown if storage.get_modified_time(path) < oldest]
        for path in strays:
            storage.delete(path)
        swept += len(strays)
    return swept


def _paths_of(
    model: type[StoredObject] | type[UploadPiece], paths: list[str]
) -> QuerySet[Any, str]:
    return model.objects.filter(path__in=paths).values_list("path", flat=True)


def _shards(storage: Storage) -> Iterator[list[str]]:
    """Yield the paths of all objects, one folder at a time."""
    for organisation in _folders(storage, ""):
        for shard in _folders(storage, organisation):
            folder = f"{organisation}/{shard}"
            yield [f"{folder}/{name}" for name in storage.listdir(folder)[1]]


def _folders(storage: Storage, path: str) -> list[str]:
    return sorted(storage.listdir(path)[0]) if storage.exists(path) else []
