"""Assays of a case: specimens and what was measured of them, panels, and the risk scores that models gave."""

import uuid

from django.db import models

from jindan.server.artifacts.models import Artifact
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class Specimen(models.Model):
    """The material taken from a patient. Its label is the laboratory's own and is written in no log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="specimens")
    label = models.CharField(max_length=256)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "label"], name="specimen_label_once_in_case")
        ]


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
    assessment: the answer whole (`jindan.omics.assessment.Assessment`), for charts and comparison with the training.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="risk_scores")
    specimen = models.ForeignKey(Specimen, on_delete=models.PROTECT, related_name="risk_scores")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="risk_score")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="risk_score")
    assays = models.ManyToManyField(Assay, related_name="risk_scores")
    model = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    assessment = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="risk_scores_of_case")]


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
