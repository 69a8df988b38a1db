"""What findings of a case are about: one version of a series, a risk score or a document, with its findings sealed."""

import uuid

from django.db import models

from jindan.server.patients.models import Case


class SubjectKind(models.TextChoices):
    """What a subject is a version of. A source begins with it, such as `ct-1/v2`."""

    SERIES = "series"
    RISK_SCORE = "risk-score"
    DOCUMENT = "document"


SOURCES = {
    SubjectKind.SERIES: "ct",
    SubjectKind.RISK_SCORE: "omics",
    SubjectKind.DOCUMENT: "doc",
}
"""How the source of each kind begins."""


class Subject(models.Model):
    """One version of something in a case, and all that was found in it.

    of: the id of the series, risk score or document. number: which of its kind in the case, from 1.
    version: of the segmentation or reading, from 1. at: its clinical date, None where it is not known.
    sealed_findings: the findings as JSON, sealed for this row; no other row restates one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=16, choices=SubjectKind.choices)
    of = models.UUIDField()
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    at = models.DateField(null=True)
    sealed_findings = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "number", "version"], name="subject_source_once_in_case"
            ),
            models.UniqueConstraint(fields=["kind", "of", "version"], name="subject_version_once"),
        ]
        indexes = [models.Index(fields=["key_id"], name="subject_by_key")]

    @property
    def source(self) -> str:
        """How findings and places name it in its case, such as `ct-1/v2`."""
        return f"{SOURCES[SubjectKind(self.kind)]}-{self.number}/v{self.version}"
