"""Storage quotas of persons and organisations: what is on its way is reserved first, and stored afterwards.

Results of jobs count for the organisation but are never refused, so that an accepted job can finish. A resumable upload
counts with its whole length from its beginning. An upload within a single request reserves what it states, or ever more
as it grows. Each reservation locks the organisation's gate, so that of many at once none counts before another.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.artifacts.errors import OrganisationQuotaUsed, PersonQuotaUsed
from jindan.server.artifacts.models import (
    Artifact,
    QuotaGate,
    ResumableUpload,
    StoredObject,
    UploadReservation,
)
from jindan.server.kit.locking import lock_rows
from jindan.server.kit.problems import RequestProblem
from jindan.server.patients.models import Case

GIB = 1024**3
STEP_BYTES = 4 * 1024 * 1024
"""Most bytes that an upload of unknown size reserves ahead of what has arrived."""
LIFETIME = timedelta(minutes=15)
"""How long a reservation counts after its last bytes, should its server be killed."""
TOUCH = timedelta(minutes=1)


def hold_gate(case: Case) -> None:
    """Let nobody else reserve for the organisation until the transaction ends."""
    lock_rows(QuotaGate, [case.organisation_id])


def ensure_within_quota(count: int, *, by: User, case: Case) -> None:
    """Raise an error if `count` more bytes exceed a quota: PersonQuotaUsed, OrganisationQuotaUsed.

    Call inside the transaction that counts them, after `hold_gate`.
    """
    person, organisation = settings.PERSON_QUOTA_BYTES, settings.ORGANISATION_QUOTA_BYTES
    if person and _sent_by(by) + count > person:
        raise PersonQuotaUsed(quota_gib=person / GIB)
    if organisation and _stored_for(case) + count > organisation:
        raise OrganisationQuotaUsed(quota_gib=organisation / GIB)


class Reservation:
    """The bytes that one request may still store. Nothing is reserved where there is no quota."""

    def __init__(self, *, by: User, case: Case) -> None:
        self._by, self._case = by, case
        self._row: UploadReservation | None = None
        self._is_needed = bool(settings.PERSON_QUOTA_BYTES or settings.ORGANISATION_QUOTA_BYTES)

    @property
    def row(self) -> UploadReservation | None:
        """The row that counts, from which `services.receive` takes what it stores."""
        return self._row

    def cover(self, count: int, *, most: int) -> None:
        """Reserve `count` bytes in all, and a step more where there is room, up to `most`.

        Raises PersonQuotaUsed, OrganisationQuotaUsed.
        """
        if not self._is_needed:
            return
        if self._row is not None and count <= self._row.size:
            self._touch(self._row)
            return
        ahead = max(count, min(count + STEP_BYTES, most))
        try:
            self._reserve(ahead)
        except RequestProblem:
            if ahead == count:
                raise
            self._reserve(count)

    def release(self) -> None:
        """Give back what is left of it."""
        if self._row is not None:
            UploadReservation.objects.filter(pk=self._row.pk).delete()

    @transaction.atomic
    def _reserve(self, size: int) -> None:
        hold_gate(self._case)
        already = self._row.size if self._row else 0
        ensure_within_quota(size - already, by=self._by, case=self._case)
        row = self._row or UploadReservation(
            organisation_id=self._case.organisation_id, person=self._by
        )
        row.size, row.expires_at = size, timezone.now() + LIFETIME
        row.save()
        self._row = row

    def _touch(self, row: UploadReservation) -> None:
        expires_at = timezone.now() + LIFETIME
        if expires_at - row.expires_at > TOUCH:
            row.expires_at = expires_at
            row.save(update_fields=["expires_at"])


def _sent_by(by: User) -> int:
    """Return the bytes of all files that a person sent or has begun to send."""
    sent = Artifact.objects.filter(created_by=by, is_received=True)
    begun = ResumableUpload.objects.filter(created_by=by, artifact=None)
    arriving = UploadReservation.objects.filter(person=by, expires_at__gt=timezone.now())
    # What arrives becomes what is stored: read in this order, it counts twice for a moment, and never not at all.
    return _sum(arriving, "size") + _sum(begun, "length") + _sum(sent, "stored__size")


def _stored_for(case: Case) -> int:
    """Return the bytes that the organisation of a case has stored or has begun to send."""
    organisation = case.organisation_id
    stored = StoredObject.objects.filter(organisation_id=organisation)
    begun = ResumableUpload.objects.filter(case__organisation_id=organisation, artifact=None)
    arriving = UploadReservation.objects.filter(
        organisation_id=organisation, expires_at__gt=timezone.now()
    )
    return _sum(arriving, "size") + _sum(begun, "length") + _sum(stored, "size")


def _sum(rows: QuerySet[Any], column: str) -> int:
    return rows.aggregate(total=Sum(column))["total"] or 0
