"""Rows that are locked until the transaction ends."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.constants import OnConflict

from jindan.server.kit.problems import NotFound

Row = TypeVar("Row", bound=models.Model)


def lock_row(row: Row) -> Row:
    """Return the row as it is now, locked until the transaction ends.

    Raises NotFound where it is gone since it was fetched: an erasure takes all rows of a patient.
    """
    locked = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if locked is None:
        raise NotFound
    return locked


def lock_rows(model: type[Row], keys: Collection[Any], **columns: object) -> list[Row]:
    """Return the rows of these primary keys, in their order, made where they are missing and locked like one row.

    columns: of the rows that are missing. Where two transactions insert the same row, MySQL and MariaDB let the later
    ones share a lock on it, and then none of them gets it alone: a deadlock. An upsert asks for it alone at once.
    """
    key = model._meta.pk
    is_shared = connection.vendor == "mysql"
    rows: Any = model._base_manager.get_queryset()  # its type does not know `_insert`
    rows._insert(
        [model(pk=value, **columns) for value in sorted(keys)],
        fields=model._meta.concrete_fields,
        using=connection.alias,
        on_conflict=OnConflict.UPDATE if is_shared else OnConflict.IGNORE,
        update_fields=[key] if is_shared else None,
    )
    locked = model._base_manager.select_for_update().filter(pk__in=keys)
    return list(locked.order_by("pk"))
