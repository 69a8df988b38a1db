"""The findings of a document, recorded when a version is filed: never while it may be another patient's."""

from django.conf import settings

from jindan.findings.finding import Finding, MadeBy
from jindan.ocr.document import DocumentContent
from jindan.ocr.findings import findings_of
from jindan.server.documents import queries
from jindan.server.documents.models import Document, DocumentReview, ReadingVersion
from jindan.server.findings import services
from jindan.server.findings.models import Subject, SubjectKind


def new_subject(document: Document) -> Subject:
    """Add the next version of a document to what the case's findings are about. Nothing is found in it yet."""
    return services.add_subject(document.case, kind=SubjectKind.DOCUMENT, of=document.pk, at=None)


def record_findings(reading: ReadingVersion, *, content: DocumentContent) -> tuple[Finding, ...]:
    """Record what a version says and its clinical date. A flagged value is to be checked until a person confirms it."""
    findings = findings_of(content, below=settings.REVIEW_BELOW, is_confirmed=is_confirmed(reading))
    subject = reading.subject
    subject.at = findings[0].at  # that of the document as a whole
    return services.record(
        subject,
        findings=findings,
        made_by=MadeBy(name=reading.engine, version=reading.engine_version),
    )


def is_confirmed(reading: ReadingVersion) -> bool:
    """Return whether a person has confirmed this version.

    The review of a document is that of its newest version and says nothing of an earlier one.
    """
    document = reading.document
    is_newest = queries.newest(document).pk == reading.pk
    return is_newest and document.review == DocumentReview.CONFIRMED
