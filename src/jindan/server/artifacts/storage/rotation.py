"""Rotation of keys for stored files: data keys and names are sealed anew, so that an organisation's old key can go."""

from typing import TypeVar

from django.db.models import QuerySet

from jindan.server.artifacts.models import (
    AddressKey,
    Artifact,
    ResumableUpload,
    StoredObject,
    UploadPiece,
)
from jindan.server.artifacts.sealing import seal_name
from jindan.server.artifacts.storage.objects import (
    address_context,
    organisation_of,
    wrapping_context,
)
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use

BATCH = 500
Sealed = TypeVar("Sealed", StoredObject, UploadPiece)
"""Rows of stored bytes, each with a data key of its own."""
Row = TypeVar("Row", StoredObject, UploadPiece, Artifact, ResumableUpload)
Named = TypeVar("Named", Artifact, ResumableUpload)
"""Rows with a sealed name."""


def rewrap() -> int:
    """Seal every data key and name under its organisation's newest key. Return how many were sealed anew.

    Stored bytes are not touched and stay readable throughout. It may be stopped and run again at any point, and may run
    beside uploads. Raises UnknownKey, BrokenSeal.
    """
    keys = _rewrap_bytes(StoredObject) + _rewrap_bytes(UploadPiece) + _rewrap_addresses()
    return keys + _reseal_names(Artifact) + _reseal_names(ResumableUpload)


def key_ids_in_use() -> frozenset[str]:
    """Return the ids, in hexadecimal digits, of the keys that still seal something here."""
    names = Artifact.objects.values_list("key_id", flat=True).distinct()
    begun = ResumableUpload.objects.values_list("key_id", flat=True).distinct()
    return key_ids_of_bytes() | frozenset(names.union(begun))


def key_ids_of_bytes() -> frozenset[str]:
    """Return the ids, in hexadecimal digits, of the keys that stored bytes need."""
    objects = StoredObject.objects.values_list("key_id", flat=True).distinct()
    pieces = UploadPiece.objects.values_list("key_id", flat=True).distinct()
    addresses = AddressKey.objects.values_list("key_id", flat=True).distinct()
    return frozenset(objects.union(pieces, addresses))


def _rewrap_bytes(kind: type[Sealed]) -> int:
    count = 0
    while batch := list(_outdated(kind)[:BATCH]):
        for row in batch:
            sealed = keys.resealed(
                row.wrapped_key,
                use=Use.OBJECT_DATA_KEY,
                organisation_id=organisation_of(row.path),
                context=wrapping_context(row.path),
            )
            # The path too: equal bytes that arrived meanwhile may have given the row another one.
            unchanged = kind.objects.filter(pk=row.pk, path=row.path)
            count += unchanged.update(wrapped_key=sealed, key_id=keys.key_id_of(sealed))
    return count


def _outdated(kind: type[Row]) -> QuerySet[Row]:
    """Return the rows that an older key has sealed, by the newest keys of this moment."""
    return kind._default_manager.exclude(key_id__in=keys.current_key_ids()).order_by("pk")


def _reseal_names(kind: type[Named]) -> int:
    count = 0
    while batch := list(_outdated(kind).select_related("case")[:BATCH]):
        for row in batch:
            sealed = seal_name(row.name, row=row.pk, organisation=row.case.organisation_id)
            count += kind._default_manager.filter(pk=row.pk).update(**sealed)
    return count


def _rewrap_addresses() -> int:
    outdated = list(AddressKey.objects.exclude(key_id__in=keys.current_key_ids()))
    for row in outdated:
        sealed = keys.resealed(
            row.sealed,
            use=Use.ADDRESS_KEY,
            organisation_id=row.pk,
            context=address_context(row.pk),
        )
        AddressKey.objects.filter(pk=row.pk).update(sealed=sealed, key_id=keys.key_id_of(sealed))
    return len(outdated)
