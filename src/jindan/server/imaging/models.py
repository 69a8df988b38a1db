"""Imaging of a case: studies and series as imported, segmentations as made."""

import uuid

from django.db import models

from jindan.server.artifacts.models import Artifact
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class Study(models.Model):
    """One imaging visit. Its UID is the one given at de-identification."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="studies")
    uid = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-created_at", "-id"], name="studies_of_case")]


class Series(models.Model):
    """One stack of images acquired together, as voxels in Hounsfield units.

    volume: NIfTI on the original grid. instances: the de-identified DICOM objects as a zip, where DICOM was sent.
    facts: what the import found out (`jindan.ct.importing.ImportedSeries`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="series")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="series")
    uid = models.CharField(max_length=64)
    volume = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="volume_of")
    instances = models.OneToOneField(
        Artifact, on_delete=models.PROTECT, related_name="instances_of", null=True
    )
    facts = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)


class Segmentation(models.Model):
    """Labels over a series by one network. A further run adds a version and changes none.

    subject: its version, and all that was found in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="segmentations")
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="segmentation")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="segmentation")
    network = models.CharField(max_length=64)
    notes = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["series", "-created_at", "-id"], name="segmentations_of_series")
        ]


class Segment(models.Model):
    """One coded structure of a segmentation (DICOM SEG). What was measured of it are findings of the subject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    segmentation = models.ForeignKey(
        Segmentation, on_delete=models.PROTECT, related_name="segments"
    )
    name = models.CharField(max_length=64)
    label = models.PositiveSmallIntegerField()
    snomed = models.CharField(max_length=18)
    disagreement = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segmentation", "label"], name="segment_label_once_in_segmentation"
            )
        ]


class SegmentationFile(models.Model):
    """A file made from a segmentation: `labels.nii.gz`, a picture, the mesh, the 3D page."""

    segmentation = models.ForeignKey(Segmentation, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=128)
    artifact = models.OneToOneField(
        Artifact, on_delete=models.PROTECT, related_name="segmentation_file"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segmentation", "name"], name="segmentation_file_name_once"
            )
        ]
