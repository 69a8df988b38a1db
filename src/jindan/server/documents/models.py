"""Documents of a case: what was received, each reading of it, the pictures of its pages, who confirmed what.

What a document says is in the encrypted content of a reading; no row holds a name or a value.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.models import Artifact
from jindan.server.documents.grams import GramIndex, GramsField
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class Review(models.TextChoices):
    """Whether a person must look: nothing is doubted, one must, a second must, it was confirmed."""

    CLEAR = "clear"
    NEEDED = "needed"
    SECOND = "second"
    CONFIRMED = "confirmed"


KINDS = [(kind.value, kind.value) for kind in DocumentKind]


class Document(models.Model):
    """Paper that was received for a case. Its class is that of the newest reading; empty where undecided.

    has_conflict: something on it names another patient than the case's; no report is made of it until it is confirmed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    source = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32, choices=KINDS, blank=True)
    review = models.CharField(max_length=16, choices=Review.choices)
    has_conflict = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "source"], name="document_once_in_case")
        ]
        indexes = [
            models.Index(fields=["case", "-created_at", "-id"], name="documents_of_case"),
            models.Index(fields=["review", "-created_at", "-id"], name="documents_to_review"),
        ]


class ReadingVersion(models.Model):
    """One version of what a document says; a further one is added, none is changed.

    job: that read it; None where a person corrected version `number - 1`. content: `jindan.ocr.document.Content`.
    confidences: of the words, None where there is none. remarks: `jindan.analysis.Remark`s, for the reader to weigh.
    pictures: the version whose pictures of the pages this one shares; itself where a job read it.
    searchable: the searchable PDF, made by a job of its own. doubts: how many a person must settle; None where the
    version is from before they were counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="reading", null=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    pictures = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+")
    content = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="+")
    searchable = models.OneToOneField(
        Artifact, on_delete=models.PROTECT, related_name="+", null=True
    )
    engine = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=64)
    lowest_confidence = models.FloatField(null=True)
    low_percentile_confidence = models.FloatField(null=True)
    doubts = models.PositiveIntegerField(null=True)
    remarks = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="reading_version_once"),
            models.CheckConstraint(
                name="reading_by_job_or_person",
                condition=Q(job__isnull=False, corrected_by__isnull=True)
                | Q(job__isnull=True, corrected_by__isnull=False),
            ),
        ]


class Page(models.Model):
    """The upright picture of a page, its sensitive numbers blacked out: exactly the pixels that places refer to."""

    reading = models.ForeignKey(ReadingVersion, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    image = models.OneToOneField(Artifact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="page_number_once")
        ]


class Correction(models.Model):
    """A field or word that a version corrects; the values themselves are in the contents of both versions.

    what: `field-<position>` or `word-<page>-<line>-<word>`.
    """

    reading = models.ForeignKey(
        ReadingVersion, on_delete=models.PROTECT, related_name="corrections"
    )
    what = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "what"], name="correction_once_in_version")
        ]


class Confirmation(models.Model):
    """A person who stands by a version; whoever corrected it stands by it."""

    reading = models.ForeignKey(
        ReadingVersion, on_delete=models.PROTECT, related_name="confirmations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "by"], name="confirmation_once_by_person")
        ]


class SearchKey(models.Model):
    """An organisation's own key of its search index, sealed by the master key `key_id`."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=8)


class SearchEntry(models.Model):
    """By what a document is found: keyed hashes of its n-grams, and its words with their boxes, encrypted."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="search_entry")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    grams = GramsField()
    sealed_words = models.BinaryField()

    class Meta:
        indexes = [
            GramIndex(fields=["grams"], name="search_entry_grams"),
            models.Index(fields=["organisation", "-id"], name="search_entry_newest"),
        ]
