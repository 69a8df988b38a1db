"""How long a patient's records are kept: by the Enforcement Rule of the Korean Medical Service Act, article 15 (1).

Ten years for medical records (item 2): signed reports, and documents, any of which may be one. Five years for the
register of patients (item 1), results of tests (item 5) and images with their reports (item 6). The years are settings.
A period begins with the newest record of its kind in this installation.
"""

import datetime
from collections.abc import Mapping
from enum import StrEnum

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from jindan.server.artifacts.models import Artifact
from jindan.server.documents.models import Document
from jindan.server.patients.models import Case, Patient
from jindan.server.reports.models import ReportVersion
from jindan.server.rights.errors import RecordsKept


class RecordKind(StrEnum):
    """Records that are kept for a time of their own."""

    REPORTS = "reports"
    DOCUMENTS = "documents"
    EXAMINATIONS = "examinations"
    REGISTER = "register"


NOTHING = "–"
"""Stands for the date of a kind of which nothing has to be kept."""


def kept_until(patient: Patient) -> Mapping[RecordKind, datetime.date]:
    """Return the last day on which records of a kind must be kept, for the kinds that must be kept today."""
    signed = ReportVersion.objects.filter(report__case__patient=patient, signed_by__isnull=False)
    received = Artifact.objects.filter(case__patient=patient, is_received=True)
    periods = {
        RecordKind.REPORTS: (signed.aggregate(at=Max("issued_at")), settings.RECORD_YEARS),
        RecordKind.DOCUMENTS: (
            Document.objects.filter(case__patient=patient).aggregate(at=Max("created_at")),
            settings.RECORD_YEARS,
        ),
        RecordKind.EXAMINATIONS: (
            received.aggregate(at=Max("created_at")),
            settings.EXAMINATION_YEARS,
        ),
        RecordKind.REGISTER: (
            Case.objects.filter(patient=patient).aggregate(at=Max("created_at")),
            settings.EXAMINATION_YEARS,
        ),
    }
    today = timezone.localdate()
    ends = {
        kind: _years_after(timezone.localtime(newest["at"]).date(), years=years)
        for kind, (newest, years) in periods.items()
        if newest["at"]
    }
    return {kind: end for kind, end in ends.items() if end > today}


def refuse_kept(patient: Patient) -> None:
    """Raise RecordsKept where a record of the patient must be kept, with what and until when."""
    until = kept_until(patient)
    if until:
        days = {kind: end.isoformat() for kind, end in until.items()}
        raise RecordsKept(
            until=max(days.values()),
            reports=days.get(RecordKind.REPORTS, NOTHING),
            documents=days.get(RecordKind.DOCUMENTS, NOTHING),
            examinations=days.get(RecordKind.EXAMINATIONS, NOTHING),
            register=days.get(RecordKind.REGISTER, NOTHING),
        )


def _years_after(day: datetime.date, *, years: int) -> datetime.date:
    """Return the same day some years later, the first of March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)
