"""A job is one run of one analysis, and the only record of how far it got."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.patients.models import Case


class State(models.TextChoices):
    """pending → processing → completed | failed | cancelled; processing → pending to try again."""

    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = (State.COMPLETED, State.FAILED, State.CANCELLED)


class Lane(models.IntegerChoices):
    """How soon a waiting job is taken: every urgent job before any routine one."""

    URGENT = 0
    ROUTINE = 1
    BULK = 2


class Job(models.Model):
    """One run of one analysis for one case. The row is the truth; the broker only wakes a worker.

    fingerprint: SHA-256 over kind, version, params and the inputs' checksums: equal runs give equal results.
    attempt: counts starts; a worker whose attempt is no longer the row's has lost the job.
    available_at: not taken before (back-off). woken_at: when a worker was last told of it.
    heartbeat_at: last sign of life of the worker; the lease ends LEASE after it.
    result: what compute returned, as JSON of the analysis's result type.
    reused: the earlier job whose result stands here, where nothing was computed anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    params = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    queue = models.CharField(max_length=16)
    lane = models.PositiveSmallIntegerField(choices=Lane.choices, default=Lane.ROUTINE)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs"
    )
    idempotency_key = models.CharField(max_length=128, null=True)  # noqa: DJ001 - NULL: no key, never equal
    is_fresh = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress = models.FloatField(default=0)
    stage = models.CharField(max_length=64, blank=True)
    problem = models.JSONField(null=True)
    result = models.JSONField(null=True)
    reused = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reuses")
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
                condition=Q(state=State.COMPLETED, result__isnull=False)
                | (~Q(state=State.COMPLETED) & Q(result__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["requested_by", "idempotency_key"], name="job_idempotency_key_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "queue", "lane", "created_at"], name="job_waiting"),
            models.Index(fields=["case", "created_at"], name="job_of_case"),
            models.Index(fields=["-created_at", "-id"], name="job_by_time"),
            models.Index(fields=["kind", "version", "state", "finished_at"], name="job_usual_time"),
            models.Index(fields=["fingerprint", "state"], name="job_reusable"),
        ]


class JobInput(models.Model):
    """A file the job reads, by its role."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="inputs")
    role = models.CharField(max_length=64)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "role"], name="job_input_role_once")]


class JobOutput(models.Model):
    """A file the job left, by its name."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="outputs")
    name = models.CharField(max_length=128)
    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="job_output_name_once")]


class JobPreview(models.Model):
    """A file that a running attempt has ready; seen only while the job is with that attempt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="previews")
    attempt = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=128)
    media_type = models.CharField(max_length=100)
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
