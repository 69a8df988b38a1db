"""Rotation of keys: a new master key wraps them anew, new keys seal everything anew, and old ones are deleted."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from jindan.server.keys.errors import OrganisationKeyDestroyed
from jindan.server.keys.masters import choice, keyring
from jindan.server.keys.masters.keyring import OVERLAP, KeyringFile
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import add_generation, open_keys, rewrapped, unused_id

Reseal = Callable[[], int]
"""Seals all values of one slice under the newest key of their organisation, and returns how many were sealed anew.

It may be stopped and run again at any point, and may run beside requests.
"""


class OtherKeyTouched(Exception):
    """The destruction of one organisation's key would have changed another's. Nothing was changed."""


def rotate_master() -> int:
    """Let a new master key wrap all keys, and return how many it wrapped. No value is sealed anew.

    In a file a master key is added. A key service or device rotates by itself, and only wraps the keys anew here: also
    those that another master key has wrapped, which is how an installation moves from one to the other. May be stopped
    and run again. Raises the errors of `keys.services.seal`.
    """
    if isinstance(choice.current(), KeyringFile) and keyring.exists():
        keyring.add_key()
    rows = WrappedKey.objects.filter(destroyed_at=None).order_by("pk")
    return sum(_wrap_anew(row) for row in rows)


def rotate_organisations(reseals: Sequence[Reseal]) -> int:
    """Give each owner a new key, seal everything under it, and return how many values were sealed anew.

    Old keys stay, and open what they have sealed, until `retire` deletes them.
    """
    add_keys()
    return reseal(reseals)


def add_keys() -> None:
    """Give each owner a new key, which seals from now on. One whose key was destroyed gets none.

    Other processes seal under it when they ask for the owner's newest key again, within `settings.KEY_CACHE_S`.
    """
    kept = WrappedKey.objects.filter(destroyed_at=None)
    for owner, generation in kept.values_list("owner").annotate(Max("generation")):
        with suppress(OrganisationKeyDestroyed):
            add_generation(owner, after=generation)
            open_keys().forget(owner)


def reseal(reseals: Sequence[Reseal]) -> int:
    """Seal everything under the newest keys, until a pass meets nothing older. Return how many values were sealed."""
    count = 0
    while sealed := sum(reseal() for reseal in reseals):
        count += sealed
    return count


def retire(reseals: Sequence[Reseal]) -> int:
    """Delete the keys that were replaced over a day ago, and return how many.

    Everything is sealed and wrapped under the newest keys first, which also completes an interrupted rotation.
    `reseals` must be those of all slices. An earlier backup of the data needs an earlier backup of the keyring.
    """
    reseal(reseals)
    for row in WrappedKey.objects.filter(destroyed_at=None):
        if not choice.is_current(row.master):
            _wrap_anew(row)
    replaced = _replaced()
    WrappedKey.objects.filter(pk__in=replaced).delete()
    of_file = keyring.retire_replaced() if keyring.exists() else ()
    return len(replaced) + len(of_file)


@transaction.atomic
def destroy(owner: uuid.UUID) -> int:
    """Destroy the keys of an owner for good, and return how many. Nothing sealed under them can be read again.

    The rows stay without their keys, so that no new one takes their place. What earlier backups of the database hold is
    a wrapped key: it opens only with the master key of that time. Raises OtherKeyTouched.
    """
    if connection.vendor == "sqlite":
        _run("PRAGMA secure_delete = ON")  # what is replaced is overwritten in the file
        transaction.on_commit(
            partial(_run, "PRAGMA wal_checkpoint(TRUNCATE)")
        )  # and leaves the log
    before = _fingerprint_of_others(owner)
    count = WrappedKey.objects.filter(owner=owner, destroyed_at=None).update(
        wrapped=b"", commitment=b"", master="", destroyed_at=timezone.now()
    )
    if not WrappedKey.objects.filter(owner=owner).exists():
        WrappedKey.objects.create(
            key_id=unused_id(), owner=owner, generation=1, destroyed_at=timezone.now()
        )
    if _fingerprint_of_others(owner) != before:
        raise OtherKeyTouched
    open_keys().forget(owner)
    return count


def _wrap_anew(row: WrappedKey) -> int:
    """Wrap a row's key by the current master key, unless it was destroyed meanwhile. Return how many were."""
    columns = open_keys().ask(lambda: rewrapped(row))
    same = WrappedKey.objects.filter(pk=row.pk, master=row.master, destroyed_at=None)
    return same.update(**columns)


def _replaced() -> list[str]:
    """Return the ids of the keys whose successor is older than OVERLAP."""
    latest = timezone.now() - OVERLAP
    rows = list(WrappedKey.objects.filter(destroyed_at=None).order_by("owner", "generation"))
    return [
        older.key_id
        for older, newer in pairwise(rows)
        if older.owner == newer.owner and newer.created_at < latest
    ]


def _run(pragma: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(pragma)


def _fingerprint_of_others(owner: uuid.UUID) -> str:
    fingerprint = hashlib.sha256()
    for row in WrappedKey.objects.exclude(owner=owner).order_by("pk"):
        fingerprint.update(f"{row.key_id} {row.owner} {row.master} {row.destroyed_at}".encode())
        fingerprint.update(bytes(row.wrapped) + bytes(row.commitment))
    return fingerprint.hexdigest()
