"""Imaging of a case: studies and series as imported, segmentations and measurements as found."""

import uuid

from django.db import models
from django.db.models import Q

from jindan.server.artifacts.models import Artifact
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class Study(models.Model):
    """One imaging visit. Its UID is the one given at de-identification."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="studies")
    uid = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)


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
    """Labels over a series by one network. A further run adds a version; none is ever changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="segmentations")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="segmentation")
    version = models.PositiveIntegerField()
    network = models.CharField(max_length=64)
    remarks = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "version"], name="segmentation_version_once_in_series"
            )
        ]


class Segment(models.Model):
    """One coded structure of a segmentation, with the confidence stated to the reader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    segmentation = models.ForeignKey(
        Segmentation, on_delete=models.PROTECT, related_name="segments"
    )
    name = models.CharField(max_length=64)
    label = models.PositiveSmallIntegerField()
    snomed = models.CharField(max_length=18)
    disagreement = models.FloatField()
    confidence = models.FloatField()
    is_abstained = models.BooleanField()
    remarks = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segmentation", "label"], name="segment_label_once_in_segmentation"
            ),
            models.CheckConstraint(
                name="segment_confidence_is_a_share", condition=Q(confidence__range=(0, 1))
            ),
        ]


class Measurement(models.Model):
    """A number with its UCUM unit, how it was made, and the slice it can be looked at on.

    comparator: `>=` where the true value is at least this, else empty.
    """

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="measurements")
    quantity = models.CharField(max_length=64)
    value = models.FloatField()
    comparator = models.CharField(max_length=2, blank=True)
    unit = models.CharField(max_length=16)
    method = models.CharField(max_length=64)
    place = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "quantity"], name="measurement_quantity_once_in_segment"
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
