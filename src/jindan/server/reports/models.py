"""A report and its versions: preliminary, final, amended; none is ever changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.server.artifacts.models import Artifact
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case
from jindan.typesetting.blocks import Verdict
from jindan.typesetting.content import ReportState

VERDICTS = [(verdict.value, verdict.value) for verdict in Verdict]
STATES = [(state.value, state.value) for state in ReportState]


class Report(models.Model):
    """What one job found, to be read and signed. Its standing is that of its newest version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="report")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="reports_of_case")]


class ReportVersion(models.Model):
    """One version of a report, never changed: 1 is preliminary, 2 is final, all after are amended.

    content: the report's content as JSON (`jindan.typesetting.content.ReportContent`).
    signed_by: the clinician who answers for it; nobody as long as it is preliminary.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=STATES)
    content = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(
                name="report_version_state_by_number",
                condition=Q(number=1, state=ReportState.PRELIMINARY)
                | Q(number=2, state=ReportState.FINAL)
                | Q(number__gte=3, state=ReportState.AMENDED),
            ),
            models.CheckConstraint(
                name="report_version_signed_iff_not_preliminary",
                condition=Q(state=ReportState.PRELIMINARY, signed_by__isnull=True)
                | (~Q(state=ReportState.PRELIMINARY) & Q(signed_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="report_version_reason_iff_amended",
                condition=(Q(state=ReportState.AMENDED) & ~Q(reason=""))
                | (~Q(state=ReportState.AMENDED) & Q(reason="")),
            ),
        ]


class StatementReview(models.Model):
    """What a clinician holds of one sentence of a preliminary report. The newest of a sentence counts; none is changed.

    words: what they say instead, where the verdict is `amended`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reviews")
    statement = models.CharField(max_length=80)
    verdict = models.CharField(max_length=16, choices=VERDICTS)
    reason = models.TextField(blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_reason_iff_not_accepted",
                condition=(Q(verdict=Verdict.ACCEPTED) & Q(reason=""))
                | (~Q(verdict=Verdict.ACCEPTED) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="review_words_iff_amended",
                condition=(Q(verdict=Verdict.AMENDED) & ~Q(words=""))
                | (~Q(verdict=Verdict.AMENDED) & Q(words="")),
            ),
        ]
        indexes = [models.Index(fields=["report", "at"], name="reviews_of_report")]


class ReportPicture(models.Model):
    """A picture that every version shows.

    name: its role, with `.ko` or `.en` when it was drawn for one language.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pictures")
    name = models.CharField(max_length=80)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "name"], name="report_picture_once")
        ]


class Rendering(models.Model):
    """A version as a PDF in one language, by the job that made it; the newest is read."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="renderings")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "language"], name="rendering_once_for_each_job")
        ]
