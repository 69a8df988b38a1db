"""Re-seal what the master keys have sealed here, so that an old master key can go."""

from typing import TypeVar

from django.db.models import QuerySet

from jindan.server.artifacts.models import AddressKey, StoredObject, UploadPiece
from jindan.server.artifacts.objects import address_context, wrapping_context
from jindan.server.kit import keyring

BATCH = 500
Sealed = TypeVar("Sealed", StoredObject, UploadPiece)
"""Rows whose bytes lie in the store under a data key of their own."""


def rewrap() -> int:
    """Seal every data key under the newest master key; returns how many were sealed anew.

    Stored bytes are not touched and stay readable throughout. May be stopped and run again at any
    point, and beside uploads. Raises UnknownKey, BrokenSeal.
    """
    return _rewrap_bytes(StoredObject) + _rewrap_bytes(UploadPiece) + _rewrap_addresses()


def key_ids_in_use() -> frozenset[str]:
    """The master keys that still seal something here."""
    objects = StoredObject.objects.values_list("key_id", flat=True).distinct()
    pieces = UploadPiece.objects.values_list("key_id", flat=True).distinct()
    addresses = AddressKey.objects.values_list("key_id", flat=True).distinct()
    return frozenset(objects.union(pieces, addresses))


def _rewrap_bytes(kind: type[Sealed]) -> int:
    """Asks anew for each batch, so that a rotation which starts meanwhile is followed."""
    count = 0
    while batch := list(_outdated(kind)[:BATCH]):
        for row in batch:
            sealed = _resealed(row.wrapped_key, context=wrapping_context(row.path))
            same = kind.objects.filter(pk=row.pk, path=row.path)
            count += same.update(wrapped_key=sealed, key_id=keyring.key_id_of(sealed))
    return count


def _outdated(kind: type[Sealed]) -> QuerySet[Sealed]:
    return kind.objects.exclude(key_id=keyring.newest_key_id()).order_by("pk")


def _rewrap_addresses() -> int:
    outdated = list(AddressKey.objects.exclude(key_id=keyring.newest_key_id()))
    for row in outdated:
        sealed = _resealed(row.sealed, context=address_context(row.pk))
        AddressKey.objects.filter(pk=row.pk).update(sealed=sealed, key_id=keyring.key_id_of(sealed))
    return len(outdated)


def _resealed(sealed: bytes | memoryview, *, context: bytes) -> bytes:
    return keyring.seal(keyring.unseal(bytes(sealed), context=context), context=context)
