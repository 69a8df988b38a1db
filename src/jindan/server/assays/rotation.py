"""Rotation of what seals labels of specimens and answers of models."""

from typing import TypeVar
from uuid import UUID

from django.db import transaction

from jindan.server.assays.models import RiskScore, Specimen
from jindan.server.assays.sealing import seal_assessment, seal_label
from jindan.server.keys import services as keys

BATCH = 100
Row = TypeVar("Row", Specimen, RiskScore)


def reseal() -> int:
    """Seal all labels and answers under the newest keys, in batches. Return how many rows were sealed anew."""
    return _reseal(Specimen) + _reseal(RiskScore)


def key_ids_in_use() -> frozenset[str]:
    """Return the keys, as hexadecimal digits, that still seal something here."""
    labels, answers = (
        rows.order_by().values_list("key_id", flat=True).distinct()
        for rows in (Specimen.objects, RiskScore.objects)
    )
    return frozenset([*labels, *answers])


def _reseal(model: type[Row]) -> int:
    outdated = model._default_manager.exclude(key_id__in=keys.current_key_ids()).order_by()
    ids = list(outdated.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _reseal_batch(model, ids=ids[start : start + BATCH])
    return len(ids)


@transaction.atomic
def _reseal_batch(model: type[Row], *, ids: list[UUID]) -> None:
    locked = model._default_manager.select_for_update().filter(pk__in=ids)
    for row in locked.prefetch_related("case"):
        sealed = _sealed_anew(row)
        column = "sealed_label" if isinstance(row, Specimen) else "sealed_assessment"
        same = model._default_manager.filter(pk=row.pk)
        same.update(**{column: sealed, "key_id": keys.key_id_of(sealed)})


def _sealed_anew(row: Specimen | RiskScore) -> bytes:
    organisation_id = row.case.organisation_id
    if isinstance(row, Specimen):
        return seal_label(row.label, row.pk, organisation_id=organisation_id)
    return seal_assessment(row.assessment, row.pk, organisation_id=organisation_id)
