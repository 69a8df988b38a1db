"""Jobs: runs of analyses, with their inputs, outputs and previews."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.jobs.sealing import Values, unseal
from jindan.server.patients.models import Case


class JobState(models.TextChoices):
    """State of a job: pending → processing → completed | failed | cancelled, or back to pending for a retry."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = (JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED)


class Priority(models.IntegerChoices):
    """Priority of a waiting job within its organisation. `fairness.py` says what it means between organisations."""

    URGENT = 0
    ROUTINE = 1
    BULK = 2


class Job(models.Model):
    """One run of one analysis for one case. Only this row decides its state, and the broker only wakes a worker.

    organisation: the case's, so that a hospital's list is one range of an index.
    fingerprint: SHA-256 over kind, version, params and the inputs' checksums. Runs with equal ones have equal results.
    attempt: number of starts. A worker with another number than the row's no longer owns the job.
    available_at: earliest start (back-off). woken_at: time of the last wake-up.
    heartbeat_at: last heartbeat of the worker. The lease ends LEASE after it.
    sealed_params, sealed_result: for compute, and what it returned. key_id: the key that sealed them, empty if nothing.
    reused: the earlier job whose result this job has, where nothing was computed.
    confinement: what held the child of the last attempt (`Held`), null before it starts and where nothing was computed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    sealed_params = models.BinaryField(default=b"", editable=False)
    fingerprint = models.CharField(max_length=64)
    queue = models.CharField(max_length=16)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.ROUTINE)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs"
    )
    idempotency_key = models.CharField(max_length=128, null=True)  # noqa: DJ001 - NULL: no key, never equal
    is_fresh = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=JobState.choices, default=JobState.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress = models.FloatField(default=0)
    stage = models.CharField(max_length=64, blank=True)
    problem = models.JSONField(null=True)
    sealed_result = models.BinaryField(null=True, editable=False)
    key_id = models.CharField(max_length=8, blank=True)
    reused = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reuses")
    confinement = models.JSONField(null=True)
    cancel_requested = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    available_at = models.DateTimeField()
    woken_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_finished_at_iff_finished",
                condition=Q(state__in=FINISHED, finished_at__isnull=False)
                | (~Q(state__in=FINISHED) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="job_result_iff_completed",
                condition=Q(state=JobState.COMPLETED, sealed_result__isnull=False)
                | (~Q(state=JobState.COMPLETED) & Q(sealed_result__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["requested_by", "idempotency_key"], name="job_idempotency_key_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "queue", "organisation", "priority", "created_at"],
                name="job_by_turn",
            ),
            models.Index(fields=["requested_by", "state", "queue"], name="job_of_person"),
            models.Index(fields=["organisation", "-created_at", "-id"], name="job_by_time"),
            models.Index(fields=["organisation", "case", "-created_at", "-id"], name="job_of_case"),
            models.Index(
                fields=["organisation", "state", "-created_at", "-id"], name="job_by_state"
            ),
            models.Index(fields=["kind", "version", "state", "finished_at"], name="job_usual_time"),
            models.Index(fields=["fingerprint", "state"], name="job_reusable"),
            models.Index(fields=["key_id"], name="job_by_key"),
        ]

    @property
    def params(self) -> Values:
        """The parameters, as JSON of the analysis's type. Raises UnknownKey, BrokenSeal."""
        return self._unsealed(self.sealed_params, column="params")

    @property
    def result(self) -> Values | None:
        """The result, as JSON of the analysis's type, None while there is none. Raises UnknownKey, BrokenSeal."""
        if self.sealed_result is None:
            return None
        return self._unsealed(self.sealed_result, column="result")

    def _unsealed(self, sealed: bytes | memoryview, *, column: str) -> Values:
        return unseal(bytes(sealed), self.pk, self.organisation_id, column=column)


class RecentUse(models.Model):
    """How long an organisation's jobs ran lately, by which `fairness.py` gives turns.

    seconds, urgent_seconds: of all jobs and of the urgent ones, as counted at `counted_at`. Half of it is forgotten
    in each `fairness.HALF_LIFE_S`.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    seconds = models.FloatField()
    urgent_seconds = models.FloatField()
    counted_at = models.DateTimeField()


class JobInput(models.Model):
    """A file that the job reads, by its role."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="inputs")
    role = models.CharField(max_length=64)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "role"], name="job_input_role_once")]


class JobOutput(models.Model):
    """A file that the job wrote, by its name."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="outputs")
    name = models.CharField(max_length=128)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="job_output_name_once")]


class JobPreview(models.Model):
    """A file that a running attempt has ready. It is visible only while that attempt owns the job.

    is_deidentified: as in Artifact.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="previews")
    attempt = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=128)
    media_type = models.CharField(max_length=100)
    is_deidentified = models.BooleanField(default=False)
    stored = models.ForeignKey(StoredObject, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "attempt", "name"], name="job_preview_name_once")
        ]

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, as hexadecimal digits."""
        return self.stored.sha256

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return self.stored.size
