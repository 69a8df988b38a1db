"""The rights of a patient over HTTP: the log of who looked at their records, their export, and their erasure."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.server.accounts.proofs import services as proofs
from jindan.server.accounts.proofs.assertions import BegunProof
from jindan.server.accounts.proofs.schemas import BegunProofOut
from jindan.server.accounts.security import person
from jindan.server.artifacts.downloads import file_headers
from jindan.server.artifacts.media_types import ZIP
from jindan.server.audit import services as audit
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.models import Patient
from jindan.server.patients.queries import visible_to
from jindan.server.rights import access_log, approving, services
from jindan.server.rights.models import ErasureProposal
from jindan.server.rights.retention import kept_until
from jindan.server.rights.schemas import (
    ErasabilityOut,
    ErasureApprovalIn,
    ErasureIn,
    ErasureOut,
    erasability_out,
    erasure_out,
)

router = Router(tags=["rights"])

CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets do not read Korean as UTF-8."""
CSV_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The log, with headings in the language of the request",
            "content": {"text/csv": {"schema": {"type": "string"}}},
        }
    }
}

ZIP_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The archive. `manifest.json`, the last file, says what it holds",
            "content": {ZIP.name: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/patients/{patient_id}/access-log",
    response=PROBLEMS,
    openapi_extra=CSV_FILE,
    operation_id="download_access_log",
)
def download_access_log(request: HttpRequest, patient_id: UUID) -> StreamingHttpResponse:
    """Get who looked at or changed a patient's records, as CSV, oldest first. It outlives an erasure."""
    events = services.read_access_log(patient_id, by=person(request))
    lines = access_log.csv_lines(events, language=language_of(request))
    return StreamingHttpResponse(
        _encoded(lines), content_type=CSV, headers=file_headers("access-log.csv", media_type=CSV)
    )


@router.get(
    "/patients/{patient_id}/export",
    response=PROBLEMS,
    openapi_extra=ZIP_FILE,
    operation_id="export_patient",
)
def export_patient(request: HttpRequest, patient_id: UUID) -> StreamingHttpResponse:
    """Get all records of a patient that you may see as a ZIP archive. One that breaks off does not open."""
    patient = _patient(request, patient_id)
    blocks = services.export(patient, by=person(request), language=language_of(request))
    headers = file_headers("patient-export.zip", media_type=ZIP.name)
    return StreamingHttpResponse(blocks, content_type=ZIP.name, headers=headers)


@router.get("/patients/{patient_id}/erasure", response={200: ErasabilityOut, **PROBLEMS})
def see_erasure(request: HttpRequest, patient_id: UUID) -> ErasabilityOut:
    """Get which records of a patient must be kept, and until when, and the erasure that waits for an administrator."""
    patient = _patient(request, patient_id)
    audit.record_look("patient.read", by=person(request), subject=patient, patient_id=patient.pk)
    return erasability_out(kept_until(patient), proposal=services.proposal_for(patient))


@router.post("/patients/{patient_id}/erasure", response={201: ErasureOut, **PROBLEMS})
def propose_erasure(request: HttpRequest, patient_id: UUID, body: ErasureIn) -> Status[ErasureOut]:
    """Propose to erase all records of a patient. An administrator approves it within a week.

    It is refused with what must be kept, and until when.
    """
    patient = _patient(request, patient_id)
    proposal = services.propose_erasure(patient, reason=body.reason, by=person(request))
    return Status(201, erasure_out(proposal))


@router.get("/erasures", response={200: PageOut[ErasureOut], **PROBLEMS})
def list_erasures(request: HttpRequest, paging: Paging) -> Page[ErasureOut]:
    """List the erasures that wait for an administrator, newest first."""
    waiting = services.proposals_visible_to(person(request))
    return page(waiting, cursor=paging.cursor, size=paging.size).each(erasure_out)


@router.post("/erasures/{erasure_id}/approval/begin", response={200: BegunProofOut, **PROBLEMS})
def begin_erasure_approval(request: HttpRequest, erasure_id: UUID) -> BegunProof:
    """Get a challenge to your passkeys for exactly this approval. The answer goes with the approval."""
    act = approving.approval(_erasure(request, erasure_id), by=person(request))
    return proofs.begin(act, request=request)


@router.post("/erasures/{erasure_id}/approval", response={204: None, **PROBLEMS})
def approve_erasure(
    request: HttpRequest, erasure_id: UUID, body: ErasureApprovalIn
) -> Status[None]:
    """Approve an erasure that another person proposed. All records of the patient are gone at once.

    A password, a code or a passkey proves that it is you.
    """
    proposal = _erasure(request, erasure_id)
    act = approving.approval(proposal, by=person(request))
    proof = proofs.prove(act, given=body.proof, request=request)
    services.approve_erasure(proposal, by=person(request), proof=proof)
    return Status(204, None)


@router.delete("/erasures/{erasure_id}", response={204: None, **PROBLEMS})
def withdraw_erasure(request: HttpRequest, erasure_id: UUID) -> Status[None]:
    """Refuse a proposed erasure, or withdraw the one that you proposed."""
    services.withdraw_erasure(_erasure(request, erasure_id), by=person(request))
    return Status(204, None)


def _patient(request: HttpRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(visible_to(person(request)), pk=patient_id)


def _erasure(request: HttpRequest, erasure_id: UUID) -> ErasureProposal:
    return get_object_or_404(services.proposals_visible_to(person(request)), pk=erasure_id)


def _encoded(lines: Iterator[str]) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    for line in lines:
        yield f"{line}\r\n".encode()
