"""Documents of a case, the versions of what each says, the pictures of its pages, and who confirmed what.

What a document says is in the encrypted content of a version. No row holds a name or a value.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.models import Artifact
from jindan.server.documents.search.ngram_index import NGramIndex, NGramsField
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case


class DocumentReview(models.TextChoices):
    """The review status: nothing is flagged, a person must check it, a second person must, it was confirmed."""

    CLEAR = "clear"
    NEEDED = "needed"
    SECOND = "second"
    CONFIRMED = "confirmed"


KINDS = [(kind.value, kind.value) for kind in DocumentKind]


class Document(models.Model):
    """A document that was received for a case.

    organisation: the case's, so that a hospital's list is one range of an index. kind: the type by the newest reading,
    empty where unknown. has_conflict: it seems to be about another patient than the case's. Until it is confirmed, no
    report is made of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=32, choices=KINDS, blank=True)
    review = models.CharField(max_length=16, choices=DocumentReview.choices)
    has_conflict = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "source"], name="document_once_in_case")
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="document_by_time"),
            models.Index(
                fields=["organisation", "case", "-created_at", "-id"], name="documents_of_case"
            ),
            models.Index(
                fields=["organisation", "review", "-created_at", "-id"], name="documents_to_review"
            ),
        ]


class ReadingVersion(models.Model):
    """One version of what a document says. Versions are added and never changed.

    job: the job that read it, None where a person corrected version `number - 1`. content: a `DocumentContent`.
    lowest_confidence, low_percentile_confidence: of the words, None where there is no word. notes: of
    `jindan.analysis.Note`. pictures: the version whose pictures of the pages this one shares, itself where a job read
    it. searchable: the searchable PDF, made by a job of its own. flags: how many a person must resolve, None where
    they were not counted. subject: what the findings of this version are about. They are recorded when it is filed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    number = models.PositiveIntegerField()
    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="reading")
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
    flags = models.PositiveIntegerField(null=True)
    notes = models.JSONField()
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


class DocumentPage(models.Model):
    """The upright picture of a page, its sensitive numbers blacked out. Boxes are in its pixels."""

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
    """A field or word that a version corrects. The values themselves are in the contents of both versions.

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
    """A person who confirmed a version. Who corrects it until no flag is left confirms it too."""

    reading = models.ForeignKey(
        ReadingVersion, on_delete=models.PROTECT, related_name="confirmations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "by"], name="confirmation_once_by_person")
        ]


class SendingConsent(models.Model):
    """An organisation's consent to have its pages sent to the reading service. Withdrawing it deletes the row."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField(auto_now_add=True)


class SearchKey(models.Model):
    """An organisation's own key of its search index, sealed by the master key `key_id`."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, primary_key=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=8)


class SearchEntry(models.Model):
    """The search entry of a document: keyed hashes of its n-grams, and its words with their boxes, encrypted."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="search_entry")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ngrams = NGramsField()
    sealed_words = models.BinaryField()

    class Meta:
        indexes = [
            NGramIndex(fields=["ngrams"], name="search_entry_ngrams"),
            models.Index(fields=["organisation", "-id"], name="search_entry_newest"),
        ]
