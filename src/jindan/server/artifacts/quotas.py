"""How much a person and an organisation may store.

Stored results count for the organisation, but are never refused: a job that was accepted ends. Plain uploads that
are on their way at the same moment do not yet count; resumable ones count whole from their beginning.
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Sum

from jindan.server.accounts.models import User
from jindan.server.artifacts.errors import OrganisationQuotaUsed, PersonQuotaUsed
from jindan.server.artifacts.models import Artifact, ResumableUpload, StoredObject
from jindan.server.patients.models import Case

GIB = 1024**3


def ensure_within_quota(count: int, *, by: User, case: Case) -> None:
    """Refuse `count` bytes more than may be stored. Raises PersonQuotaUsed, OrganisationQuotaUsed."""
    person, organisation = settings.PERSON_QUOTA_BYTES, settings.ORGANISATION_QUOTA_BYTES
    if person and _brought(by) + count > person:
        raise PersonQuotaUsed(quota_gib=person / GIB)
    if organisation and _held(case) + count > organisation:
        raise OrganisationQuotaUsed(quota_gib=organisation / GIB)


def _brought(by: User) -> int:
    """Bytes of all files that a person sent or has begun to send."""
    sent = Artifact.objects.filter(created_by=by, is_received=True)
    begun = ResumableUpload.objects.filter(created_by=by, artifact=None)
    return _sum(sent, "stored__size") + _sum(begun, "length")


def _held(case: Case) -> int:
    """Bytes that the organisation of a case has in the store, or has begun to send."""
    stored = StoredObject.objects.filter(organisation_id=case.organisation_id)
    begun = ResumableUpload.objects.filter(
        case__organisation_id=case.organisation_id, artifact=None
    )
    return _sum(stored, "size") + _sum(begun, "length")


def _sum(rows: QuerySet[Any], column: str) -> int:
    return rows.aggregate(total=Sum(column))["total"] or 0
