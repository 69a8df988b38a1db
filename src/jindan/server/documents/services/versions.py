"""The versions of what a document says: one from each job that reads it, one from each correction."""

from django.db import IntegrityError, transaction

from jindan.analysis import Note
from jindan.ocr.document import CONTENT, DocumentContent, DocumentResult
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.documents import guard
from jindan.server.documents.contents import content_of
from jindan.server.documents.errors import DocumentOutdated
from jindan.server.documents.findings import new_subject
from jindan.server.documents.flags import flags_of, review_of
from jindan.server.documents.models import Document, DocumentPage, DocumentReview, ReadingVersion
from jindan.server.documents.services.indexing import index
from jindan.server.jobs.analysis import Outcome
from jindan.server.jobs.models import Job


def add_read(job: Job, outcome: Outcome[DocumentResult]) -> ReadingVersion:
    """Store what a job read as a version with its pages, and index it. The document is created where it is new."""
    content = content_of(outcome.artifacts[CONTENT])
    conflicts = guard.conflicts_with(job.case.patient, content=content)
    document = _document(
        job,
        kind=outcome.result.kind or "",
        review=review_of(content, has_conflict=bool(conflicts)),
        has_conflict=bool(conflicts),
    )
    reading = _reading(
        job,
        document=document,
        outcome=outcome,
        flags=len(flags_of(content)),
        notes=(*conflicts, *outcome.result.notes),
    )
    DocumentPage.objects.bulk_create(
        DocumentPage(
            reading=reading,
            number=page.number,
            width=page.width,
            height=page.height,
            image=outcome.artifacts[page.file],
        )
        for page in outcome.result.pages
    )
    index(document, content=content)
    return reading


def add_corrected(
    before: ReadingVersion, *, content: DocumentContent, stored: StoredObject, by: User
) -> ReadingVersion:
    """Add the version after `before`, as a person corrected it. Raises DocumentOutdated."""
    document, number = before.document, before.number + 1
    artifact = artifacts.enter(
        stored, case=document.case, by=by, name=f"document-{document.pk}-{number}.json"
    )
    try:
        with transaction.atomic():
            return ReadingVersion.objects.create(
                document=document,
                number=number,
                subject=new_subject(document),
                corrected_by=by,
                pictures_id=before.pictures_id,
                content=artifact,
                engine=before.engine,
                engine_version=before.engine_version,
                lowest_confidence=content.reading.lowest_confidence,
                low_percentile_confidence=content.reading.low_percentile_confidence,
                flags=len(flags_of(content)),
                notes=[note.model_dump() for note in _notes(before, content=content)],
            )
    except IntegrityError as error:  # someone else corrected it in the meantime
        raise DocumentOutdated(read=before.number, current=number) from error


def attach_searchable(reading: ReadingVersion, *, pdf: Artifact) -> None:
    """Store the searchable PDF of a version."""
    ReadingVersion.objects.filter(pk=reading.pk).update(searchable=pdf)


def _document(job: Job, *, kind: str, review: DocumentReview, has_conflict: bool) -> Document:
    """Return the document of the file that was read, locked so that versions are numbered one after the other."""
    source = job.inputs.get(role="document").artifact_id
    document, _ = Document.objects.select_for_update().update_or_create(
        case=job.case,
        organisation_id=job.organisation_id,
        source_id=source,
        defaults={"kind": kind, "review": review, "has_conflict": has_conflict},
    )
    return document


def _reading(
    job: Job,
    *,
    document: Document,
    outcome: Outcome[DocumentResult],
    flags: int,
    notes: tuple[Note, ...],
) -> ReadingVersion:
    result = outcome.result
    reading = ReadingVersion(
        document=document,
        number=document.readings.count() + 1,
        subject=new_subject(document),
        job=job,
        content=outcome.artifacts[CONTENT],
        engine=result.engine,
        engine_version=result.engine_version,
        lowest_confidence=result.lowest_confidence,
        low_percentile_confidence=result.low_percentile_confidence,
        flags=flags,
        notes=[note.model_dump() for note in notes],
    )
    # A version that was read has pictures of its own: the row refers to itself, which `create` cannot do.
    reading.pictures_id = reading.pk
    reading.save(force_insert=True)
    return reading


def _notes(before: ReadingVersion, *, content: DocumentContent) -> list[Note]:
    """Return the notes of the version before, its conflicts with the patient replaced by those of now."""
    notes = [Note.model_validate(note) for note in before.notes]
    others = [note for note in notes if not guard.is_conflict(note)]
    return [*guard.conflicts_with(before.document.case.patient, content=content), *others]
