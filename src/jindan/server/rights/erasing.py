"""Erasure of all that belongs to a patient: every row that leads to theirs, and the bytes that nobody else's row names.

The rows are found by the foreign keys of the models, so that a model of tomorrow is erased too.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import partial
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils import timezone

from jindan.server.artifacts.models import Artifact, StoredObject, UploadPiece
from jindan.server.artifacts.storage.objects import storage
from jindan.server.documents.models import Document
from jindan.server.documents.services import indexing
from jindan.server.jobs.models import JobPreview
from jindan.server.patients.models import Patient

Model = type[models.Model]
Keys = Mapping[Model, set[Any]]
References = Mapping[Model, "list[models.ForeignKey[Any, Any]]"]
BATCH = 500


def erase(patient: Patient) -> None:
    """Delete all rows of a patient, in the transaction of the caller, and their bytes when it commits.

    A running attempt of a job finds its row gone, and ends without a result. Raises IntegrityError where another
    transaction adds a record meanwhile.
    """
    references = _references(Patient)
    keys = _rows_of(patient, references=references)
    arrivals = _arrivals(keys)
    paths = list(_values(UploadPiece, "path", keys=keys[UploadPiece]))
    indexing.forget(keys[Document])
    _untie(keys)
    for model in reversed(list(keys)):
        with _as_tied_rows_need(model):
            for batch in _batches(keys[model]):
                rows = model._base_manager.filter(pk__in=batch)
                # What refers to them is gone, and delete() would ask each model again.
                rows._raw_delete(rows.db)
    paths += _forget_unnamed(arrivals)
    transaction.on_commit(partial(_delete_files, paths))


def _references(root: Model) -> References:
    """Return the foreign keys by which models lead to `root`, by model, each after those it refers to."""
    leading: dict[Model, list[models.ForeignKey[Any, Any]]] = {root: []}
    waiting = [root]
    while waiting:
        for relation in waiting.pop()._meta.get_fields(include_hidden=True):
            if not isinstance(relation, models.ManyToOneRel):
                continue
            model = relation.related_model
            if model not in leading:
                leading[model] = []
                waiting.append(model)
            leading[model].append(relation.field)
    others = {
        model: {field.related_model for field in fields} - {model}
        for model, fields in leading.items()
    }
    return {model: leading[model] for model in TopologicalSorter(others).static_order()}


def _rows_of(patient: Patient, *, references: References) -> dict[Model, set[Any]]:
    """Return the keys of the rows that lead to the patient, by model. A model's ties to itself do not count."""
    keys: dict[Model, set[Any]] = {Patient: {patient.pk}}
    for model, fields in references.items():
        keys.setdefault(model, set())
        for field in fields:
            if field.related_model is not model:
                keys[model] |= set(
                    _values(model, "pk", keys=keys[field.related_model], by=field.name)
                )
    return keys


def _values(model: Model, column: str, *, keys: Iterable[Any], by: str = "pk") -> Iterator[Any]:
    """Yield a column of the rows of which `by` is one of the keys."""
    for batch in _batches(keys):
        rows = model._base_manager.filter(**{f"{by}__in": batch})
        yield from rows.values_list(column, flat=True)


def _untie(keys: Keys) -> None:
    """Remove the ties between rows of one model, of other patients too: a job that had the result of an earlier one."""
    for model, rows in keys.items():
        for field in model._meta.concrete_fields:
            if field.related_model is model:
                for batch in _batches(rows):
                    tied = model._base_manager.filter(**{f"{field.name}__in": batch})
                    tied.update(**{field.attname: None if field.null else F("pk")})


def _as_tied_rows_need(model: Model) -> AbstractContextManager[object]:
    """Let MySQL and MariaDB delete rows that refer to themselves, which they refuse while they check."""
    is_tied = any(
        field.related_model is model and not field.null for field in model._meta.concrete_fields
    )
    if is_tied and connection.vendor == "mysql":
        return connection.constraint_checks_disabled()
    return nullcontext()


def _arrivals(keys: Keys) -> dict[Any, datetime]:
    """Return the bytes that the rows name, each with the time until which no other arrival of them is under way."""
    newest: dict[Any, datetime] = dict.fromkeys(
        _values(JobPreview, "stored", keys=keys[JobPreview]), timezone.now()
    )
    for batch in _batches(keys[Artifact]):
        named = Artifact.objects.filter(pk__in=batch).order_by().values_list("stored")
        for stored, at in named.annotate(at=Max("created_at")):
            newest[stored] = max(at, newest.get(stored, at))
    return newest


def _forget_unnamed(arrivals: Mapping[Any, datetime]) -> list[str]:
    """Delete the rows of bytes that no artifact names any more, and return the paths.

    Bytes that arrive anew at this moment stay: an artifact will name them, or they are swept a day later.
    """
    paths = []
    is_named = Exists(Artifact.objects.filter(stored=OuterRef("pk")))
    for batch in _batches(arrivals):
        unnamed = StoredObject.objects.select_for_update().filter(~is_named, pk__in=batch)
        for stored in unnamed:
            if stored.stored_at <= arrivals[stored.pk]:
                paths.append(stored.path)
                stored.delete()
    return paths


def _batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the keys in lists that a query of any database takes."""
    waiting = iter(keys)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _delete_files(paths: Iterable[str]) -> None:
    for path in paths:
        storage().delete(path)
