"""What a person looks at: lists, versions, pages, hits. Each look leaves an audit event."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from jindan.ocr.document import DocumentContent
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.documents import queries
from jindan.server.documents.contents import content_of
from jindan.server.documents.models import Document, DocumentPage, ReadingVersion
from jindan.server.documents.search.search import Hit, find
from jindan.server.patients.queries import cases_visible_to


@transaction.atomic
def list_documents(*, case_id: UUID | None = None, by: User) -> QuerySet[Document]:
    """Return the documents that the actor may see: of all cases, or of one."""
    case = cases_visible_to(by).filter(pk=case_id).first() if case_id else None
    if case is None:
        audit.record_look("document.listed", by=by, subject=by.organisation)
    else:
        audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.visible_to(by)


@transaction.atomic
def list_versions(document_id: UUID, *, by: User) -> QuerySet[ReadingVersion]:
    """Return the versions of a document, with who corrected and confirmed them. Raises Http404."""
    document = get_object_or_404(queries.visible_to(by), pk=document_id)
    _look_at(document, by=by)
    readings = queries.readings_visible_to(by).filter(document=document)
    return readings.prefetch_related("corrections", "confirmations")


@transaction.atomic
def read(
    document_id: UUID, *, number: int | None = None, by: User
) -> tuple[ReadingVersion, DocumentContent]:
    """Return a version of what a document says, by default the newest, with its content. Raises Http404."""
    reading = _version(document_id, number=number, by=by)
    _look_at(reading.document, by=by)
    return reading, content_of(reading.content)


@transaction.atomic
def export(
    document_id: UUID, *, number: int | None, by: User
) -> tuple[ReadingVersion, DocumentContent]:
    """Return a version as `read` does, to be taken along. Raises Http404."""
    reading = _version(document_id, number=number, by=by)
    document = reading.document
    audit.record_event("document.exported", by=by, subject=document, case=document.case)
    return reading, content_of(reading.content)


@transaction.atomic
def look_at_page(document_id: UUID, *, page: int, number: int | None, by: User) -> DocumentPage:
    """Return the picture of a page. Raises Http404."""
    reading = _version(document_id, number=number, by=by)
    picture = get_object_or_404(
        queries.pages_visible_to(by), reading=reading.pictures_id, number=page
    )
    _look_at(picture.reading.document, by=by)
    return picture


@transaction.atomic
def search(query: str, *, size: int, by: User) -> list[Hit]:
    """Return the documents that contain the query, newest first. The query itself is recorded nowhere.

    Raises QueryTooShort.
    """
    audit.record_look("document.searched", by=by, subject=by.organisation)
    hits = find(query, size=size, by=by)
    prefetch_related_objects([hit.document for hit in hits], "case__patient")
    return hits


def _look_at(document: Document, *, by: User) -> None:
    audit.record_look("document.read", by=by, subject=document, case=document.case)


def _version(document_id: UUID, *, number: int | None, by: User) -> ReadingVersion:
    """Return the version of a number, or the newest. Raises Http404."""
    readings = queries.readings_visible_to(by).filter(document=document_id)
    if number is not None:
        return get_object_or_404(readings, number=number)
    return get_object_or_404(readings.order_by("-number")[:1])
