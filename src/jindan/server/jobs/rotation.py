"""Rotation of what seals parameters and results of jobs."""

from uuid import UUID

from django.db import transaction

from jindan.server.jobs.models import Job
from jindan.server.jobs.sealing import sealed_columns
from jindan.server.keys import services as keys

BATCH = 100


def reseal() -> int:
    """Seal the values of all jobs under the newest keys, in batches. Return how many jobs were sealed anew."""
    outdated = Job.objects.exclude(key_id__in={"", *keys.current_key_ids()}).order_by()
    ids = list(outdated.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _reseal_batch(ids[start : start + BATCH])
    return len(ids)


def key_ids_in_use() -> frozenset[str]:
    """Return the keys, as hexadecimal digits, that still seal values of jobs."""
    sealing = Job.objects.exclude(key_id="").order_by()
    return frozenset(sealing.values_list("key_id", flat=True).distinct())


@transaction.atomic
def _reseal_batch(ids: list[UUID]) -> None:
    jobs = list(Job.objects.select_for_update().filter(pk__in=ids))
    for job in jobs:
        columns = sealed_columns(
            job.pk, organisation_id=job.organisation_id, params=job.params, result=job.result
        )
        for column, value in columns.items():
            setattr(job, column, value)
    Job.objects.bulk_update(jobs, ["sealed_params", "sealed_result", "key_id"])
