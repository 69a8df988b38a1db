"""Remove, a day after, what an interrupted request or job left behind."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.artifacts.models import StoredObject, UploadPiece
from jindan.server.artifacts.objects import store
from jindan.server.artifacts.pieces import forget_expired

GRACE = timedelta(days=1)
"""Longer than any upload, and than any job between keeping its files and entering them."""
BATCH = 1000


def sweep() -> int:
    """Remove strays older than a day, and uploads that nobody finished. Returns how many files went."""
    oldest = timezone.now() - GRACE
    _forget_unnamed(oldest)
    return forget_expired() + _sweep_incoming(oldest) + _sweep_store(store(), oldest=oldest)


@transaction.atomic
def _forget_unnamed(oldest: datetime) -> None:
    """Drop rows that no artifact names; locked, so that bytes which return now are stored anew."""
    unnamed = StoredObject.objects.filter(artifacts=None, kept_at__lt=oldest)[:BATCH]
    locked = StoredObject.objects.select_for_update().filter(
        pk__in=[stored.pk for stored in unnamed], kept_at__lt=oldest
    )
    for stored in locked:
        stored.delete()


def _sweep_incoming(oldest: datetime) -> int:
    folder = Path(settings.INCOMING)
    old = [f for f in folder.glob("*") if f.stat().st_mtime < oldest.timestamp()]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def _sweep_store(storage: Storage, *, oldest: datetime) -> int:
    """Delete files that no row names. They are old, and a file's row follows it at once."""
    swept = 0
    for paths in _shards(storage):
        known = {*_named(StoredObject, paths), *_named(UploadPiece, paths)}
        strays = [p for p in paths if p not in known and storage.get_modified_time(p) < oldest]
        for path in strays:
            storage.delete(path)
        swept += len(strays)
    return swept


def _named(kind: type[StoredObject] | type[UploadPiece], paths: list[str]) -> QuerySet[Any, str]:
    return kind.objects.filter(path__in=paths).values_list("path", flat=True)


def _shards(storage: Storage) -> Iterator[list[str]]:
    """Paths of all objects, one folder at a time."""
    for organisation in _folders(storage, ""):
        for shard in _folders(storage, organisation):
            folder = f"{organisation}/{shard}"
            yield [f"{folder}/{name}" for name in storage.listdir(folder)[1]]


def _folders(storage: Storage, path: str) -> list[str]:
    return sorted(storage.listdir(path)[0]) if storage.exists(path) else []
