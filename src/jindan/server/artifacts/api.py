"""Artifacts over HTTP: send files to a case, list them, read them back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.catalogue import text
from jindan.server.accounts.security import person
from jindan.server.artifacts import bodies, queries, resumable, services, tus, uploads
from jindan.server.artifacts import tus_description as describing
from jindan.server.artifacts.media_types import ACCEPTED
from jindan.server.artifacts.models import Artifact, ResumableUpload
from jindan.server.artifacts.schemas import (
    AcceptedOut,
    ArtifactOut,
    ResumableUploadOut,
    artifact_out,
    resumable_out,
    type_out,
)
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS, ProblemOut
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, require

router = Router(tags=["artifacts"])

FILE: dict[str, Any] = {"type": "string", "format": "binary"}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "array", "items": FILE, "minItems": 1}},
                }
            },
            "application/octet-stream": {"schema": FILE},
        },
    }
}
"""Written out, because the body is read by `uploads`, after the person was let in."""
BYTES: dict[str, Any] = {
    "responses": {
        status: {
            "description": meaning,
            "content": {"application/octet-stream": {"schema": FILE}},
        }
        for status, meaning in ((200, "The content"), (206, "The range of it that was asked for"))
    }
}
UPLOAD_PROBLEMS: dict[Any, Any] = {**PROBLEMS, frozenset({411, 503, 507}): ProblemOut}
TUS_PROBLEMS: dict[Any, Any] = {
    **UPLOAD_PROBLEMS,
    frozenset({400, 408, 410, 412, 460}): ProblemOut,
}
DOWNLOAD_PROBLEMS: dict[Any, Any] = {**PROBLEMS, 416: ProblemOut}


@router.get("/artifact-types", response={200: AcceptedOut, **PROBLEMS})
def list_artifact_types(request: HttpRequest) -> AcceptedOut:
    """What may be uploaded: types, size, number of files."""
    language = language_of(request)
    return AcceptedOut(
        types=[
            type_out(kind, title=text(f"media-type-{kind.slug}", language=language))
            for kind in ACCEPTED
        ],
        max_bytes=settings.MAX_UPLOAD_BYTES,
        max_files=uploads.MOST_FILES,
    )


@router.post(
    "/cases/{case_id}/artifacts",
    response={201: list[ArtifactOut], **UPLOAD_PROBLEMS},
    openapi_extra=BODY,
)
def upload_artifacts(request: WSGIRequest, case_id: UUID) -> Status[list[ArtifactOut]]:
    """Store files in a case: fields `file`, or one body named by Content-Disposition.

    All files are stored or none; the answer has them in the order they were sent.
    """
    case = _case(request, case_id)
    with uploads.received(request, case=case) as files:
        artifacts = services.receive(files, case=case, by=person(request))
    return Status(HTTPStatus.CREATED, [artifact_out(artifact) for artifact in artifacts])


@router.get("/cases/{case_id}/artifacts", response={200: PageOut[ArtifactOut], **PROBLEMS})
def list_artifacts(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[ArtifactOut]:
    """The artifacts of a case, newest first."""
    user = person(request)
    case = get_object_or_404(cases_visible_to(user), pk=case_id)
    found = queries.visible_to(user).filter(case=case)
    return page(found, cursor=paging.cursor, size=paging.size).each(artifact_out)


@router.get("/artifacts/{artifact_id}", response={200: ArtifactOut, **PROBLEMS})
def get_artifact(request: HttpRequest, artifact_id: UUID) -> ArtifactOut:
    """One artifact's name, type, size and checksum."""
    return artifact_out(_artifact(request, artifact_id))


@router.get("/artifacts/{artifact_id}/content", response=DOWNLOAD_PROBLEMS, openapi_extra=BYTES)
def download_artifact(request: HttpRequest, artifact_id: UUID) -> HttpResponseBase:
    """The bytes, or one range of them (`Range`, `If-Range`); the ETag is the SHA-256."""
    return services.download_response(request, _artifact(request, artifact_id))


@router.api_operation(
    ["OPTIONS"],
    "/cases/{case_id}/uploads",
    response={204: None, **PROBLEMS},
    openapi_extra=describing.OFFERING,
)
def describe_uploads(request: HttpRequest, case_id: UUID, response: HttpResponse) -> Status[None]:
    """What this server can do of tus 1.0: version, extensions, largest file."""
    _case(request, case_id)
    tus.tell(response, tus.offer())
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/cases/{case_id}/uploads",
    response={201: ResumableUploadOut, **TUS_PROBLEMS},
    openapi_extra=describing.BEGINNING,
)
def begin_upload(
    request: HttpRequest, case_id: UUID, response: HttpResponse
) -> Status[ResumableUploadOut]:
    """Begin a resumable upload (tus 1.0); its bytes go to the address in `Location`.

    `Upload-Metadata` has `filename`, and may have `sha256`, the hexadecimal SHA-256 of the whole
    file: content that differs at the end is refused.
    """
    case = _case(request, case_id)
    with tus.spoken(request):
        upload = resumable.begin(tus.creation(request), case=case, by=person(request))
    response["Location"] = f"/api/v1/uploads/{upload.pk}"
    tus.tell(response, tus.standing(upload))
    return Status(HTTPStatus.CREATED, resumable_out(upload))


@router.get("/uploads/{upload_id}", response={200: ResumableUploadOut, **PROBLEMS, 410: ProblemOut})
def get_upload(request: HttpRequest, upload_id: UUID) -> ResumableUploadOut:
    """How far a resumable upload has come, and which artifact it became."""
    return resumable_out(_upload(request, upload_id))


@router.api_operation(
    ["HEAD"],
    "/uploads/{upload_id}",
    response={200: None, **TUS_PROBLEMS},
    openapi_extra=describing.ASKING,
)
def find_upload_offset(
    request: HttpRequest, upload_id: UUID, response: HttpResponse
) -> Status[None]:
    """How far a resumable upload has come, in headers alone (tus 1.0)."""
    upload = _upload(request, upload_id)
    with tus.spoken(request):
        tus.tell(response, tus.standing(upload))
    return Status(HTTPStatus.OK, None)


@router.patch(
    "/uploads/{upload_id}",
    response={204: None, **TUS_PROBLEMS},
    openapi_extra=describing.APPENDING,
)
def append_to_upload(request: WSGIRequest, upload_id: UUID, response: HttpResponse) -> Status[None]:
    """Send the bytes that follow; the last ones make an artifact, named by `Jindan-Artifact`.

    With `Upload-Checksum` the bytes of this request are taken whole or not at all.
    """
    upload = _upload(request, upload_id)
    with tus.spoken(request):
        start, sha256 = tus.offset(request), tus.checksum(request)
        resumable.expect(upload, start=start, count=bodies.stated_length(request) or 0)
        resumable.append(upload, bodies.blocks(request), start=start, sha256=sha256)
    tus.tell(response, tus.standing(upload))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.delete(
    "/uploads/{upload_id}",
    response={204: None, **TUS_PROBLEMS},
    openapi_extra=describing.ENDING,
)
def end_upload(request: HttpRequest, upload_id: UUID, response: HttpResponse) -> Status[None]:
    """Give a resumable upload up and remove what came; a finished one stays as an artifact."""
    upload = _upload(request, upload_id)
    with tus.spoken(request):
        resumable.end(upload, by=person(request))
    tus.tell(response, {"Tus-Resumable": tus.VERSION})
    return Status(HTTPStatus.NO_CONTENT, None)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """The case that files are to be sent to."""
    user = person(request)
    require(user, Capability.UPLOAD)
    return get_object_or_404(cases_visible_to(user).select_related("organisation"), pk=case_id)


def _upload(request: HttpRequest, upload_id: UUID) -> ResumableUpload:
    user = person(request)
    require(user, Capability.UPLOAD)
    upload = get_object_or_404(queries.resumable_visible_to(user), pk=upload_id)
    resumable.ensure_in_time(upload)
    return upload


def _artifact(request: HttpRequest, artifact_id: UUID) -> Artifact:
    return get_object_or_404(queries.visible_to(person(request)), pk=artifact_id)
