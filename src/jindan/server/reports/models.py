"""A report and its versions: preliminary, final, amended. None is ever changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.report.blocks import Verdict
from jindan.report.content import ReportState, SignatureProof
from jindan.server.artifacts.models import Artifact
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case
from jindan.server.reports.sealing import seal_words, unseal_words

VERDICTS = [(verdict.value, verdict.value) for verdict in Verdict]
PROOFS = [(proof.value, proof.value) for proof in SignatureProof]
STATES = [(state.value, state.value) for state in ReportState]


class Report(models.Model):
    """What was found in some subjects of a case, to be read and signed. Its state is that of its newest version.

    kind: the analysis that drafted it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=64)
    subjects = models.ManyToManyField(Subject, related_name="reports")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="reports_of_case")]


class TypedWords(models.Model):
    """A row of a report with words that a clinician typed, sealed for the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report: "models.ForeignKey[Report, Report]"

    class Meta:
        abstract = True

    def sealed(self, words: str, *, column: str) -> bytes:
        """Return words as this row stores them in `sealed_<column>`. The report's case must be fetched."""
        return seal_words(
            words,
            column=f"{self._meta.model_name}.{column}",
            row=self.pk,
            organisation=self.report.case.organisation_id,
        )

    def _unsealed(self, sealed: bytes | memoryview, *, column: str) -> str:
        return unseal_words(
            sealed,
            column=f"{self._meta.model_name}.{column}",
            row=self.pk,
            organisation=self.report.case.organisation_id,
        )


class ReportVersion(TypedWords):
    """One version of a report, never changed: 1 is preliminary, 2 is final, all after are amended.

    content: the report's content as JSON (`jindan.report.content.ReportContent`).
    signed_by: the clinician who answers for it; nobody as long as it is preliminary.
    proof: how they proved it; empty for signatures of a time when none was asked for.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=STATES)
    content = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField(default=b"", editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proof = models.CharField(max_length=16, choices=PROOFS, blank=True)
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
                name="report_version_proof_is_known_and_of_a_signature",
                condition=Q(proof="")
                | Q(proof__in=[proof.value for proof in SignatureProof], signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_version_reason_iff_amended",
                condition=(Q(state=ReportState.AMENDED) & ~Q(sealed_reason=b""))
                | (~Q(state=ReportState.AMENDED) & Q(sealed_reason=b"")),
            ),
        ]

    @property
    def reason(self) -> str:
        """Why it was amended, unsealed. Raises UnknownKey, BrokenSeal."""
        return self._unsealed(self.sealed_reason, column="reason")


class StatementReview(TypedWords):
    """A clinician's verdict on one sentence of a preliminary report. The newest on a sentence counts. None is changed.

    words: what they say instead, where the verdict is `amended`.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="reviews")
    statement = models.CharField(max_length=160)
    verdict = models.CharField(max_length=16, choices=VERDICTS)
    sealed_reason = models.BinaryField(default=b"", editable=False)
    sealed_words = models.BinaryField(default=b"", editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_reason_iff_not_accepted",
                condition=(Q(verdict=Verdict.ACCEPTED) & Q(sealed_reason=b""))
                | (~Q(verdict=Verdict.ACCEPTED) & ~Q(sealed_reason=b"")),
            ),
            models.CheckConstraint(
                name="review_words_iff_amended",
                condition=(Q(verdict=Verdict.AMENDED) & ~Q(sealed_words=b""))
                | (~Q(verdict=Verdict.AMENDED) & Q(sealed_words=b"")),
            ),
        ]
        indexes = [models.Index(fields=["report", "at"], name="reviews_of_report")]

    @property
    def reason(self) -> str:
        """Why the sentence is not accepted, unsealed. Raises UnknownKey, BrokenSeal."""
        return self._unsealed(self.sealed_reason, column="reason")

    @property
    def words(self) -> str:
        """What is said instead, unsealed. Raises UnknownKey, BrokenSeal."""
        return self._unsealed(self.sealed_words, column="words")


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
    """A version as a PDF in one language, by the job that made it. The newest is read."""

    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="renderings")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "language"], name="rendering_once_for_each_job")
        ]
