"""Rotation of keys for what clinicians typed into reports."""

from typing import Any
from uuid import UUID

from django.db import models, transaction

from jindan.server.keys import services as keys
from jindan.server.reports.models import ReportVersion, StatementReview

BATCH = 200
Typed = type[ReportVersion] | type[StatementReview]
SEALED: dict[Typed, tuple[str, ...]] = {
    ReportVersion: ("reason",),
    StatementReview: ("reason", "words"),
}
"""The sealed columns, each stored as `sealed_<name>`."""


def reseal() -> int:
    """Seal all typed words under the newest keys, in batches. Return how many rows had older seals.

    It may be stopped and run again: what a newest key has sealed already is skipped.
    """
    return sum(_reseal(kind) for kind in SEALED)


def key_ids_in_use() -> frozenset[str]:
    """Return the ids, in hexadecimal digits, of the keys that still seal something here."""
    return frozenset(
        keys.key_id_of(bytes(sealed))
        for kind, columns in SEALED.items()
        for row in _typed(kind).values_list(*map("sealed_{}".format, columns)).iterator()
        for sealed in row
        if sealed
    )


def _reseal(kind: Typed) -> int:
    ids = list(_typed(kind).values_list("pk", flat=True))
    batches = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    return sum(_reseal_batch(kind, ids=batch) for batch in batches)


@transaction.atomic
def _reseal_batch(kind: Typed, *, ids: list[UUID]) -> int:
    current = keys.current_key_ids()
    locked = kind._default_manager.select_for_update().filter(pk__in=ids)
    outdated = [
        row
        for row in locked.select_related("report__case")
        if keys.key_id_of(bytes(row.sealed_reason)) not in current
    ]
    for row in outdated:
        for column in SEALED[kind]:
            setattr(row, f"sealed_{column}", row.sealed(getattr(row, column), column=column))
        row.save(update_fields=[f"sealed_{column}" for column in SEALED[kind]])
    return len(outdated)


def _typed(kind: Typed) -> "models.QuerySet[Any]":
    """Return the rows with typed words. Whoever types any gives a reason."""
    return kind._default_manager.exclude(sealed_reason=b"")
