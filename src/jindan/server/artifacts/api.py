"""Artifacts over HTTP: send files to a case, list them, read them back."""

from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field

from jindan.catalogue import text
from jindan.server.accounts.security import person
from jindan.server.artifacts import queries, services
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
from jindan.server.artifacts.upload import request_body, resumable, single_request, tus
from jindan.server.artifacts.upload import tus_description as describing
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS, ProblemOut
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, require

router = Router(tags=["artifacts"])

ArtifactsOut = Annotated[list[ArtifactOut], Field(max_length=single_request.MOST_FILES)]

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
"""Written by hand, because `single_request` reads the body after the person is authorised."""
BYTES: dict[str, Any] = {
    "responses": {
        status: {
            "description": meaning,
            "content": {"*/*": {"schema": FILE}},
        }
        for status, meaning in ((200, "The content"), (206, "The requested range of it"))
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
    """List what may be uploaded: types, size, number of files."""
    language = language_of(request)
    return AcceptedOut(
        types=[
            type_out(kind, title=text(f"media-type-{kind.slug}", language=language))
            for kind in ACCEPTED
        ],
        max_bytes=settings.MAX_UPLOAD_BYTES,
        max_files=single_request.MOST_FILES,
    )


@router.post(
    "/cases/{case_id}/artifacts",
    response={201: ArtifactsOut, **UPLOAD_PROBLEMS},
    openapi_extra=BODY,
)
def upload_artifacts(request: WSGIRequest, case_id: UUID) -> Status[list[ArtifactOut]]:
    """Store files in a case: fields `file`, or one body named by Content-Disposition.

    All files are stored or none. The answer lists them in the order in which they were sent.
    """
    case = _case(request, case_id)
    user = person(request)
    with single_request.received(request, case=case) as files:
        artifacts = services.receive(files, case=case, by=user)
    return Status(HTTPStatus.CREATED, [artifact_out(artifact, to=user) for artifact in artifacts])


@router.get("/cases/{case_id}/artifacts", response={200: PageOut[ArtifactOut], **PROBLEMS})
def list_artifacts(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[ArtifactOut]:
    """List the artifacts of a case, newest first."""
    user = person(request)
    artifacts = services.read_artifacts(case_id, by=user)
    return page(artifacts, cursor=paging.cursor, size=paging.size).each(
        lambda artifact: artifact_out(artifact, to=user)
    )


@router.get("/artifacts/{artifact_id}", response={200: ArtifactOut, **PROBLEMS})
def get_artifact(request: HttpRequest, artifact_id: UUID) -> ArtifactOut:
    """Get an artifact's name, type, size and checksum."""
    user = person(request)
    return artifact_out(services.read_artifact(artifact_id, by=user), to=user)


@router.get("/artifacts/{artifact_id}/content", response=DOWNLOAD_PROBLEMS, openapi_extra=BYTES)
def download_artifact(request: HttpRequest, artifact_id: UUID) -> HttpResponseBase:
    """Download the bytes of an artifact, or one range of them (`Range`, `If-Range`). The ETag is the SHA-256."""
    return services.download_response(request, _artifact(request, artifact_id))


@router.api_operation(
    ["OPTIONS"],
    "/cases/{case_id}/uploads",
    response={204: None, **PROBLEMS},
    openapi_extra=describing.OFFERING,
)
def describe_uploads(request: HttpRequest, case_id: UUID, response: HttpResponse) -> Status[None]:
    """Get this server's capabilities in tus 1.0: version, extensions, largest file."""
    _case(request, case_id)
    tus.set_headers(response, tus.capability_headers())
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/cases/{case_id}/uploads",
    response={201: ResumableUploadOut, **TUS_PROBLEMS},
    openapi_extra=describing.BEGINNING,
)
def begin_upload(
    request: HttpRequest, case_id: UUID, response: HttpResponse
) -> Status[ResumableUploadOut]:
    """Begin a resumable upload (tus 1.0). Its bytes go to the address in `Location`.

    `Upload-Metadata` has `filename`, and may have `sha256`, the hexadecimal SHA-256 of the whole file. Content that
    differs from it at the end is refused.
    """
    case = _case(request, case_id)
    with tus.version_checked(request):
        upload = resumable.begin(tus.creation(request), case=case, by=person(request))
    response["Location"] = f"/api/v1/uploads/{upload.pk}"
    tus.set_headers(response, tus.status_headers(upload))
    return Status(HTTPStatus.CREATED, resumable_out(upload, to=person(request)))


@router.get("/uploads/{upload_id}", response={200: ResumableUploadOut, **PROBLEMS, 410: ProblemOut})
def get_upload(request: HttpRequest, upload_id: UUID) -> ResumableUploadOut:
    """Get the status of a resumable upload: its offset, and the artifact of a finished one."""
    return resumable_out(_upload(request, upload_id), to=person(request))


@router.api_operation(
    ["HEAD"],
    "/uploads/{upload_id}",
    response={200: None, **TUS_PROBLEMS},
    openapi_extra=describing.READING,
)
def find_upload_offset(
    request: HttpRequest, upload_id: UUID, response: HttpResponse
) -> Status[None]:
    """Get the status of a resumable upload in headers alone (tus 1.0)."""
    upload = _upload(request, upload_id)
    with tus.version_checked(request):
        tus.set_headers(response, tus.status_headers(upload))
    return Status(HTTPStatus.OK, None)


@router.patch(
    "/uploads/{upload_id}",
    response={204: None, **TUS_PROBLEMS},
    openapi_extra=describing.APPENDING,
)
def append_to_upload(request: WSGIRequest, upload_id: UUID, response: HttpResponse) -> Status[None]:
    """Send the bytes that follow. The last ones create an artifact, named by `Jindan-Artifact`.

    With `Upload-Checksum`, all bytes of this request are stored or none.
    """
    upload = _upload(request, upload_id)
    with tus.version_checked(request):
        start, sha256 = tus.offset(request), tus.checksum(request)
        resumable.expect(upload, start=start, count=request_body.stated_length(request) or 0)
        resumable.append(upload, request_body.blocks(request), start=start, sha256=sha256)
    tus.set_headers(response, tus.status_headers(upload))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.delete(
    "/uploads/{upload_id}",
    response={204: None, **TUS_PROBLEMS},
    openapi_extra=describing.ENDING,
)
def end_upload(request: HttpRequest, upload_id: UUID, response: HttpResponse) -> Status[None]:
    """Give a resumable upload up and delete its bytes. The artifact of a finished one stays."""
    upload = _upload(request, upload_id)
    with tus.version_checked(request):
        resumable.end(upload, by=person(request))
    tus.set_headers(response, {"Tus-Resumable": tus.VERSION})
    return Status(HTTPStatus.NO_CONTENT, None)


def _case(request: HttpRequest, case_id: UUID) -> Case:
    """Return the case that files are sent to. Raises RoleNotAllowed, Http404."""
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
