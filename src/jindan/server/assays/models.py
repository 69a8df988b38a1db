"""Assays of a case: specimens and what was measured of them, panels, and the risk scores that models gave."""

import uuid

from django.db import models

from jindan.omics.assessment import Assessment
from jindan.server.artifacts.models import Artifact
from jindan.server.assays.sealing import unseal_assessment, unseal_label
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class Specimen(models.Model):
    """The material taken from a patient. Its label is the laboratory's own and is written in no log.

    key_id: the key that sealed the label.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="specimens")
    sealed_label = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key_id"], name="specimen_by_key")]

    @property
    def label(self) -> str:
        """The laboratory's label, unsealed. Raises UnknownKey, BrokenSeal."""
        return unseal_label(
            bytes(self.sealed_label), self.pk, organisation_id=self.case.organisation_id
        )


class Panel(models.Model):
    """A named, versioned list of features, as a model's manifest gives it: one view of one model."""

    name = models.CharField(max_length=64)
    model = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    features = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "model", "version"], name="panel_version_once")
        ]


class Assay(models.Model):
    """One technique applied to one specimen: the table it gave, and which panel was found in it.

    case: the specimen's, so that a case's list is one range of an index.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assays")
    specimen = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="assays")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="assays")
    table = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="assays")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["specimen", "panel", "table"], name="assay_once_of_a_table"
            )
        ]
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="assays_of_case")]


class RiskScore(models.Model):
    """The answer of a model about a specimen, or that it abstained. What it says are findings of the subject.

    case: the specimen's, so that a case's list is one range of an index.
    sealed_assessment: the answer whole, for charts and comparison with the training. key_id: the key that sealed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_scores")
    specimen = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="risk_scores")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="risk_score")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="risk_score")
    assays = models.ManyToManyField(Assay, related_name="risk_scores")
    model = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    sealed_assessment = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="risk_scores_of_case"),
            models.Index(fields=["key_id"], name="risk_score_by_key"),
        ]

    @property
    def assessment(self) -> Assessment:
        """The answer, unsealed. Raises UnknownKey, BrokenSeal."""
        return unseal_assessment(
            bytes(self.sealed_assessment), self.pk, organisation_id=self.case.organisation_id
        )


class RiskScoreFile(models.Model):
    """A chart of a risk score."""

    risk_score = models.ForeignKey(RiskScore, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=128)
    artifact = models.OneToOneField(
        Artifact, on_delete=models.PROTECT, related_name="risk_score_file"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["risk_score", "name"], name="risk_score_file_name_once")
        ]


class CohortScore(models.Model):
    """What a model said of every row of tables: the answers are the file `scores`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cohort_scores")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="cohort_score")
    scores = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="cohort_score")
    summary = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="cohort_scores_of_case")
        ]
