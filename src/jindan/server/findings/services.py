"""Add subjects to a case, and record what was found in them."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from jindan.findings.finding import Finding, FindingStatus, MadeBy
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.findings.sealing import seal, unseal
from jindan.server.keys import services as keys
from jindan.server.patients.models import Case

BATCH = 100


@transaction.atomic
def add_subject(
    case: Case, *, kind: SubjectKind, of: uuid.UUID, at: datetime.date | None
) -> Subject:
    """Add the next version of a series, risk score or document, with nothing found in it yet.

    The case is locked, so that numbers and versions come one by one.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    subjects = Subject.objects.filter(case=case, kind=kind)
    earlier = subjects.filter(of=of).order_by("-version").first()
    highest = subjects.aggregate(number=Max("number"))["number"] or 0
    subject = Subject(
        case=case,
        kind=kind,
        of=of,
        number=earlier.number if earlier else highest + 1,
        version=earlier.version + 1 if earlier else 1,
        at=at,
    )
    _seal_into(subject, findings=())
    subject.save(force_insert=True)
    if earlier:
        _supersede(earlier)
    return subject


def _supersede(subject: Subject) -> None:
    """Set the status of all that an earlier version stated. What was withheld stays withheld."""
    findings = tuple(
        finding
        if finding.is_withheld
        else finding.model_copy(update={"status": FindingStatus.SUPERSEDED})
        for finding in unseal(subject)
    )
    _seal_into(subject, findings=findings)
    subject.save(update_fields=["sealed_findings", "key_id"])


def record(
    subject: Subject, *, findings: Sequence[Finding], made_by: MadeBy
) -> tuple[Finding, ...]:
    """Keep the findings of an analysis as those of a subject, in place of earlier ones. Return them as they are kept.

    findings: relative to the subject, as the science gives them. `subject.at` is kept with them.
    """
    placed = tuple(
        finding.within(subject.source, at=subject.at, made_by=made_by) for finding in findings
    )
    _seal_into(subject, findings=placed)
    subject.save(update_fields=["sealed_findings", "key_id", "at"])
    return placed


def reseal() -> int:
    """Seal all findings under the newest keys, in batches. Return how many subjects were sealed anew."""
    outdated = list(
        Subject.objects.exclude(key_id__in=keys.current_key_ids()).values_list("pk", flat=True)
    )
    for start in range(0, len(outdated), BATCH):
        _reseal_batch(outdated[start : start + BATCH])
    return len(outdated)


def key_ids_in_use() -> frozenset[str]:
    """Return the keys, as hexadecimal digits, that still seal findings."""
    return frozenset(Subject.objects.order_by().values_list("key_id", flat=True).distinct())


@transaction.atomic
def _reseal_batch(ids: list[uuid.UUID]) -> None:
    subjects = list(Subject.objects.select_for_update().filter(pk__in=ids).prefetch_related("case"))
    for subject in subjects:
        _seal_into(subject, findings=unseal(subject))
    Subject.objects.bulk_update(subjects, ["sealed_findings", "key_id"])


def _seal_into(subject: Subject, *, findings: Sequence[Finding]) -> None:
    subject.sealed_findings = seal(findings, subject=subject)
    subject.key_id = keys.key_id_of(subject.sealed_findings)
