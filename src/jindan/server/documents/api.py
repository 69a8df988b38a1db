"""Documents over HTTP: read, list, view, search, correct, confirm and export them."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import Field

from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.artifacts.upload import single_request
from jindan.server.documents import exporting, queries
from jindan.server.documents.errors import ImageTooLarge, NotADocument
from jindan.server.documents.request_schemas import (
    MOST_HITS,
    ConfirmationIn,
    CorrectionIn,
    DocumentFilter,
    ReadingIn,
    SearchIn,
)
from jindan.server.documents.schemas import (
    BatchItemOut,
    DocumentOut,
    DocumentVersionOut,
    HitOut,
    ReadingOut,
    batch_item_out,
    document_out,
    hit_out,
    reading_out,
    version_out,
)
from jindan.server.documents.services import corrections, requesting, viewing
from jindan.server.jobs.admission import priority_for
from jindan.server.jobs.models import JobState, Priority
from jindan.server.jobs.schemas import IdempotencyKey, JobOut, job_out
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.problems import NotFound
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, require

router = Router(tags=["documents"])

EngineName = Annotated[str, Query(max_length=64)]
FILE: dict[str, Any] = {"type": "string", "format": "binary"}
FILES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "array", "items": FILE, "minItems": 1}},
                }
            }
        },
    }
}
BYTES: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The content",
            "content": {"*/*": {"schema": FILE}},
        }
    }
}
BatchOut = Annotated[list[BatchItemOut], Field(max_length=single_request.MOST_FILES)]
HitsOut = Annotated[list[HitOut], Field(max_length=MOST_HITS)]

WAITED_FOR_BYTES = 5 * 1024 * 1024
WAITED_FOR_S = 10.0


@router.post(
    "/cases/{case_id}/readings", response={202: JobOut, **PROBLEMS}, operation_id="read_document"
)
def read_document(
    request: HttpRequest, case_id: UUID, body: ReadingIn, idempotency_key: IdempotencyKey = None
) -> Status[JobOut]:
    """Have an uploaded scan, photograph or PDF read. The response is the job to follow."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    requesting.case_for(case_id, by=user)
    artifacts_of_case = artifacts_visible_to(user).filter(case=case_id)
    job = requesting.request_reading(
        get_object_or_404(artifacts_of_case.select_related("case__organisation"), pk=body.artifact),
        engine=body.engine,
        priority=Priority[body.priority.name],
        is_fresh=body.fresh,
        idempotency_key=idempotency_key,
        by=user,
    )
    return Status(202, job_out(job, request))


@router.post(
    "/cases/{case_id}/documents",
    response={202: BatchOut, **PROBLEMS},
    openapi_extra=FILES,
    operation_id="upload_documents",
)
def upload_documents(
    request: WSGIRequest, case_id: UUID, engine: EngineName = ""
) -> Status[list[BatchItemOut]]:
    """Store many files and have each read on its own: a problem with one does not stop the others."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    case = requesting.case_for(case_id, by=user)
    requesting.check_engine(engine, case=case)
    refused: single_request.FileProblems = {}
    with single_request.received(request, case=case, refused=refused) as files:
        items = requesting.take_batch(files, refused=refused, engine=engine, case=case, by=user)
    language = language_of(request)
    return Status(
        202,
        [
            batch_item_out(
                item, job=job_out(item.job, request) if item.job else None, language=language
            )
            for item in items
        ],
    )


@router.post(
    "/cases/{case_id}/documents/read-now",
    response={200: ReadingOut, 202: JobOut, **PROBLEMS},
    openapi_extra=FILES,
    operation_id="read_now",
)
def read_now(
    request: WSGIRequest, case_id: UUID, engine: EngineName = ""
) -> Status[ReadingOut] | Status[JobOut]:
    """Read one small image and wait for it, at most ten seconds. After that: 202 with the job.

    It is an urgent job for those who may request one.
    """
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    case = requesting.case_for(case_id, by=user)
    requesting.check_engine(engine, case=case)
    with single_request.received(request, case=case) as files:
        if len(files) != 1 or not files[0].media_type.startswith("image/"):
            raise NotADocument
        if files[0].received.size > WAITED_FOR_BYTES:
            raise ImageTooLarge(limit_mib=WAITED_FOR_BYTES // (1024 * 1024))
        [source] = artifacts.receive(files, case=case, by=user)
    job = requesting.request_reading(
        source,
        engine=engine,
        priority=priority_for(user, wanted=Priority.URGENT),
        is_fresh=False,
        idempotency_key=None,
        by=user,
    )
    if not requesting.wait_for(job, seconds=WAITED_FOR_S) or job.state != JobState.COMPLETED:
        job.refresh_from_db()
        return Status(202, job_out(job, request))
    document = queries.document_of(case.pk, source=source.pk)
    if document is None:
        raise NotFound
    return Status(
        200, reading_out(*viewing.read(document.pk, by=user), language=language_of(request))
    )


@router.get("/documents", response={200: PageOut[DocumentOut], **PROBLEMS})
def list_documents(
    request: HttpRequest, filters: Annotated[DocumentFilter, Query()], paging: Paging
) -> Page[DocumentOut]:
    """List the documents you may see, newest first. `review=needed` and `review=second` are the work lists."""
    documents = filters.filter(viewing.list_documents(case_id=filters.case, by=person(request)))
    language = language_of(request)
    return page(documents, cursor=paging.cursor, size=paging.size).each(
        lambda document: document_out(document, language=language)
    )


@router.post("/documents/search", response={200: HitsOut, **PROBLEMS})
def search_documents(request: HttpRequest, body: SearchIn) -> list[HitOut]:
    """Search the text of documents by syllables or initials (초성). Hits are newest first, with boxes of the words."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    hits = viewing.search(body.query, size=body.size, by=user)
    return [hit_out(hit, language=language_of(request)) for hit in hits]


@router.get("/documents/{document_id}", response={200: ReadingOut, **PROBLEMS})
def get_document(request: HttpRequest, document_id: UUID, number: int | None = None) -> ReadingOut:
    """Return a document in full, with text, boxes, type and fields: the newest version, or the one of a number."""
    reading, content = viewing.read(document_id, number=number, by=person(request))
    return reading_out(reading, content, language=language_of(request))


@router.get(
    "/documents/{document_id}/versions", response={200: PageOut[DocumentVersionOut], **PROBLEMS}
)
def list_document_versions(
    request: HttpRequest, document_id: UUID, paging: Paging
) -> Page[DocumentVersionOut]:
    """List the versions of a document, newest first: who corrected what, and who confirmed it."""
    readings = viewing.list_versions(document_id, by=person(request))
    return page(readings, cursor=paging.cursor, size=paging.size, order_by=("-number",)).each(
        version_out
    )


@router.get(
    "/documents/{document_id}/pages/{page_number}/image",
    response=PROBLEMS,
    openapi_extra=BYTES,
    operation_id="see_document_page",
)
def see_document_page(
    request: HttpRequest, document_id: UUID, page_number: int, number: int | None = None
) -> HttpResponseBase:
    """Return the upright picture of a page, its sensitive numbers blacked out."""
    picture = viewing.look_at_page(document_id, page=page_number, number=number, by=person(request))
    return artifacts.named_response(request, picture.image, inline=True)


@router.post(
    "/documents/{document_id}/corrections",
    response={201: ReadingOut, **PROBLEMS},
    operation_id="correct_document",
)
def correct_document(
    request: HttpRequest, document_id: UUID, body: CorrectionIn
) -> Status[ReadingOut]:
    """Add a version with your changes of fields or words. The earlier version is not changed.

    The new version is confirmed by you where no flag is left in it. Otherwise it waits for review as before.
    """
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    document = get_object_or_404(queries.visible_to(user), pk=document_id)
    corrections.correct(document, number=body.number, changes=body.changes(), by=user)
    reading, content = viewing.read(document_id, by=user)
    return Status(201, reading_out(reading, content, language=language_of(request)))


@router.post(
    "/documents/{document_id}/confirmations",
    response={201: DocumentOut, **PROBLEMS},
    operation_id="confirm_document",
)
def confirm_document(
    request: HttpRequest, document_id: UUID, body: ConfirmationIn
) -> Status[DocumentOut]:
    """Confirm what a version says. Where two persons must, the second confirmation completes the review."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    document = get_object_or_404(queries.visible_to(user), pk=document_id)
    corrections.confirm(document, number=body.number, by=user)
    document = get_object_or_404(queries.visible_to(user), pk=document_id)
    return Status(HTTPStatus.CREATED, document_out(document, language=language_of(request)))


@router.get(
    "/documents/{document_id}/export",
    response=PROBLEMS,
    openapi_extra=BYTES,
    operation_id="export_document",
)
def export_document(
    request: HttpRequest,
    document_id: UUID,
    form: Literal["text", "markdown", "hocr", "alto", "pdf", "fhir"],
    number: int | None = None,
) -> HttpResponseBase:
    """Export a document as text, Markdown, hOCR, ALTO, searchable PDF/A or FHIR DocumentReference."""
    reading, content = viewing.export(document_id, number=number, by=person(request))
    if form == "fhir":
        return exporting.as_fhir(reading, language=language_of(request))
    if form != "pdf":
        return exporting.exported(content, form=form)
    if reading.searchable is None:
        raise NotFound
    return artifacts.named_response(request, reading.searchable, inline=False)
