"""Documents over HTTP: have them read, list, look, search, correct, confirm, export."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router, Status

from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts import uploads
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.documents import corrections, exporting, queries, services
from jindan.server.documents.bodies import (
    LANES,
    ConfirmationIn,
    CorrectionIn,
    DocumentFilter,
    ReadingIn,
    SearchIn,
)
from jindan.server.documents.errors import ImageTooLarge, NotADocument
from jindan.server.documents.schemas import (
    DocumentOut,
    DocumentVersionOut,
    HitOut,
    ReadingOut,
    TakenOut,
    VersionOfJobOut,
    document_out,
    hit_out,
    reading_out,
    taken_out,
    version_out,
)
from jindan.server.jobs.models import Lane, State
from jindan.server.jobs.schemas import JobOut, job_out
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.problems import NotFound
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, require

router = Router(tags=["documents"])

IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=128)]
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
            "content": {"application/octet-stream": {"schema": FILE}},
        }
    }
}
WAITED_FOR_BYTES = 5 * 1024 * 1024
WAITED_FOR_S = 10.0


@router.post(
    "/cases/{case_id}/readings", response={202: JobOut, **PROBLEMS}, operation_id="read_document"
)
def read_document(
    request: HttpRequest, case_id: UUID, body: ReadingIn, idempotency_key: IdempotencyKey = None
) -> Status[JobOut]:
    """Have an uploaded scan, photograph or PDF read; answers with the job to follow."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    services.case_for(case_id, by=user)
    found = artifacts_visible_to(user).filter(case=case_id).select_related("case__organisation")
    job = services.request_reading(
        get_object_or_404(found, pk=body.artifact),
        engine=body.engine,
        lane=LANES[body.lane],
        is_fresh=body.fresh,
        idempotency_key=idempotency_key,
        by=user,
    )
    return Status(202, job_out(job, request))


@router.post(
    "/cases/{case_id}/documents",
    response={202: list[TakenOut], **PROBLEMS},
    openapi_extra=FILES,
    operation_id="upload_documents",
)
def upload_documents(request: WSGIRequest, case_id: UUID) -> Status[list[TakenOut]]:
    """Store and read many files at once, each on its own: one bad file stops none of the others."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    case = services.case_for(case_id, by=user)
    refused: uploads.Refusals = {}
    with uploads.received(request, case=case, refused=refused) as files:
        taken = services.take_batch(files, refused=refused, case=case, by=user)
    language = language_of(request)
    told = [
        taken_out(each, job=job_out(each.job, request) if each.job else None, language=language)
        for each in taken
    ]
    return Status(202, told)


@router.post(
    "/cases/{case_id}/documents/read-now",
    response={200: ReadingOut, 202: JobOut, **PROBLEMS},
    openapi_extra=FILES,
    operation_id="read_now",
)
def read_now(request: WSGIRequest, case_id: UUID) -> Status[ReadingOut] | Status[JobOut]:
    """Read one small picture first and wait ten seconds at most; 202 with the job where that was too short."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    case = services.case_for(case_id, by=user)
    with uploads.received(request, case=case) as files:
        if len(files) != 1 or not files[0].media_type.startswith("image/"):
            raise NotADocument
        if files[0].received.size > WAITED_FOR_BYTES:
            raise ImageTooLarge(limit_mib=WAITED_FOR_BYTES // (1024 * 1024))
        [source] = artifacts.receive(files, case=case, by=user)
    job = services.request_reading(
        source, engine="", lane=Lane.URGENT, is_fresh=False, idempotency_key=None, by=user
    )
    if not services.wait_for(job, seconds=WAITED_FOR_S) or job.state != State.COMPLETED:
        job.refresh_from_db()
        return Status(202, job_out(job, request))
    document = queries.document_of(case.pk, source=source.pk)
    if document is None:
        raise NotFound
    return Status(
        200, reading_out(*services.read(document.pk, by=user), language=language_of(request))
    )


@router.get("/documents", response={200: PageOut[DocumentOut], **PROBLEMS})
def list_documents(
    request: HttpRequest, filters: Annotated[DocumentFilter, Query()], paging: Paging
) -> Page[DocumentOut]:
    """The documents you may see, newest first; `review=needed` and `review=second` are the queues for a person."""
    found = filters.filter(services.list_documents(by=person(request)))
    language = language_of(request)
    return page(found, cursor=paging.cursor, size=paging.size).each(
        lambda each: document_out(each, language=language)
    )


@router.post("/documents/search", response={200: list[HitOut], **PROBLEMS})
def search_documents(request: HttpRequest, body: SearchIn) -> list[HitOut]:
    """Documents that say something, newest first, with the boxes of the words: syllables, or initials (초성)."""
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    hits = services.search(body.query, size=body.size, by=user)
    return [hit_out(hit, language=language_of(request)) for hit in hits]


@router.get(
    "/documents/of-job/{document_job_id}",
    response={200: VersionOfJobOut, **PROBLEMS},
    operation_id="document_of_job",
)
def document_of_job(request: HttpRequest, document_job_id: UUID) -> VersionOfJobOut:
    """Which version of which document a job read, or filed and reported: the way from a report to the paper."""
    reading = get_object_or_404(queries.reading_of_job(document_job_id, user=person(request)))
    return VersionOfJobOut(document=reading.document_id, number=reading.number)


@router.get("/documents/{document_id}", response={200: ReadingOut, **PROBLEMS})
def get_document(request: HttpRequest, document_id: UUID, number: int | None = None) -> ReadingOut:
    """What a document says: text with boxes, class, fields; the newest version, or the one of a number."""
    reading, content = services.read(document_id, number=number, by=person(request))
    return reading_out(reading, content, language=language_of(request))


@router.get(
    "/documents/{document_id}/versions", response={200: list[DocumentVersionOut], **PROBLEMS}
)
def list_document_versions(request: HttpRequest, document_id: UUID) -> list[DocumentVersionOut]:
    """Every version of what a document says, newest first: who corrected what, who stands by it."""
    document = get_object_or_404(queries.visible_to(person(request)), pk=document_id)
    return [version_out(reading) for reading in document.readings.all()]


@router.get(
    "/documents/{document_id}/pages/{page_number}/image",
    response=PROBLEMS,
    openapi_extra=BYTES,
    operation_id="see_document_page",
)
def see_document_page(
    request: HttpRequest, document_id: UUID, page_number: int, number: int | None = None
) -> HttpResponseBase:
    """The upright picture of a page, its sensitive numbers blacked out."""
    found = services.look_at_page(document_id, page=page_number, number=number, by=person(request))
    return artifacts.download_response(request, found.image, inline=True)


@router.post(
    "/documents/{document_id}/corrections",
    response={201: ReadingOut, **PROBLEMS},
    operation_id="correct_document",
)
def correct_document(
    request: HttpRequest, document_id: UUID, body: CorrectionIn
) -> Status[ReadingOut]:
    """Add a version in which you settle fields or words; the earlier version stays beside it.

    It stands once no doubt is left in it; until then it waits for a person as before.
    """
    user = person(request)
    require(user, Capability.REQUEST_DOCUMENTS)
    document = get_object_or_404(queries.visible_to(user), pk=document_id)
    corrections.correct(document, number=body.number, changes=body.changes(), by=user)
    reading, content = services.read(document_id, by=user)
    return Status(201, reading_out(reading, content, language=language_of(request)))


@router.post(
    "/documents/{document_id}/confirmations",
    response={201: DocumentOut, **PROBLEMS},
    operation_id="confirm_document",
)
def confirm_document(
    request: HttpRequest, document_id: UUID, body: ConfirmationIn
) -> Status[DocumentOut]:
    """Stand by what a version says; where two persons are asked for, the second one settles it."""
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
    """A document as text, Markdown, hOCR, ALTO, searchable PDF/A or FHIR DocumentReference."""
    reading, content = services.read(document_id, number=number, by=person(request))
    if form == "fhir":
        return exporting.as_fhir(reading, language=language_of(request))
    if form != "pdf":
        return exporting.exported(content, form=form)
    if reading.searchable is None:
        raise NotFound
    return artifacts.download_response(request, reading.searchable)
