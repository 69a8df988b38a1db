"""Reports over HTTP: list, read, fetch as PDF, review, sign, amend."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router

from jindan.server.accounts.proofs import services as proofs
from jindan.server.accounts.proofs.assertions import BegunProof
from jindan.server.accounts.proofs.schemas import BegunProofOut
from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.reports import queries, reading, reviewing, services, signing
from jindan.server.reports.content_schemas import ContentOut, content_out
from jindan.server.reports.models import Report
from jindan.server.reports.schemas import (
    AmendmentIn,
    ProvedAmendmentIn,
    ProvedSignatureIn,
    ReportOut,
    ReviewIn,
    SignatureIn,
    report_out,
)

router = Router(tags=["reports"])

PDF: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The PDF",
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/cases/{case_id}/reports",
    response={200: PageOut[ReportOut], **PROBLEMS},
    operation_id="list_reports",
)
def list_reports(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[ReportOut]:
    """Return the reports of a case, newest first."""
    user = person(request)
    reports = reading.read_reports(case_id, by=user)
    return page(reports, cursor=paging.cursor, size=paging.size).each(
        lambda report: report_out(report, to=user)
    )


@router.get(
    "/reports/{report_id}", response={200: ReportOut, **PROBLEMS}, operation_id="get_report"
)
def get_report(request: HttpRequest, report_id: UUID) -> ReportOut:
    """Return a report and its versions."""
    report = _report(request, report_id)
    reading.look_at(report, by=person(request))
    return report_out(report, to=person(request))


@router.get(
    "/reports/{report_id}/content",
    response={200: ContentOut, **PROBLEMS},
    operation_id="read_report",
)
def read_report(request: HttpRequest, report_id: UUID, number: int | None = None) -> ContentOut:
    """Return what a version says, each sentence with its evidence. The newest version by default."""
    report = _report(request, report_id)
    content, reviews = reading.read(report, number=number, by=person(request))
    return content_out(
        content, report=report, reviews=reviews, to=person(request), language=language_of(request)
    )


@router.get(
    "/reports/{report_id}/pdf",
    response=PROBLEMS,
    operation_id="download_report",
    openapi_extra=PDF,
)
def download_report(
    request: HttpRequest,
    report_id: UUID,
    *,
    language: Literal["ko", "en"] = "ko",
    number: int | None = None,
    save: bool = False,
) -> HttpResponseBase:
    """Return a version as PDF/A, the newest by default. `save` says that it is taken along, which the audit notes.

    409 with Retry-After while it is being made.
    """
    pdf = reading.read_pdf(
        _report(request, report_id),
        language=language,
        number=number,
        is_saved=save,
        by=person(request),
    )
    return artifacts.named_response(request, pdf, inline=False)


@router.post(
    "/reports/{report_id}/reviews",
    response={200: ContentOut, **PROBLEMS},
    operation_id="review_statement",
)
def review_statement(request: HttpRequest, report_id: UUID, body: ReviewIn) -> ContentOut:
    """Accept, amend or reject one sentence of a preliminary report. The signed report shows the verdict."""
    report = _report(request, report_id)
    reviewing.review(report, **body.model_dump(), by=person(request))
    content, reviews = reading.read(report, by=person(request))
    return content_out(
        content, report=report, reviews=reviews, to=person(request), language=language_of(request)
    )


@router.post(
    "/reports/{report_id}/sign/begin",
    response={200: BegunProofOut, **PROBLEMS},
    operation_id="begin_signature",
)
def begin_signature(request: HttpRequest, report_id: UUID, body: SignatureIn) -> BegunProof:
    """Get a challenge to your passkeys for signing what you have read. The answer goes with the signature."""
    act = signing.signature(_report(request, report_id), **body.model_dump(), by=person(request))
    return proofs.begin(act, request=request)


@router.post(
    "/reports/{report_id}/sign", response={200: ReportOut, **PROBLEMS}, operation_id="sign_report"
)
def sign_report(request: HttpRequest, report_id: UUID, body: ProvedSignatureIn) -> ReportOut:
    """Sign a preliminary report: it becomes final. A password, a code or a passkey proves that it is you."""
    report, wanted = _report(request, report_id), body.model_dump(exclude={"proof"})
    act = signing.signature(report, **wanted, by=person(request))
    proof = proofs.prove(act, given=body.proof, request=request)
    services.sign(report, **wanted, by=person(request), proof=proof)
    return report_out(_report(request, report_id), to=person(request))


@router.post(
    "/reports/{report_id}/amend/begin",
    response={200: BegunProofOut, **PROBLEMS},
    operation_id="begin_amendment",
)
def begin_amendment(request: HttpRequest, report_id: UUID, body: AmendmentIn) -> BegunProof:
    """Get a challenge to your passkeys for exactly this amendment. The answer goes with the amendment."""
    act = signing.amendment(_report(request, report_id), **body.model_dump(), by=person(request))
    return proofs.begin(act, request=request)


@router.post(
    "/reports/{report_id}/amend",
    response={200: ReportOut, **PROBLEMS},
    operation_id="amend_report",
)
def amend_report(request: HttpRequest, report_id: UUID, body: ProvedAmendmentIn) -> ReportOut:
    """Amend a final report. The earlier versions stay. It is proved as a signature is."""
    report, wanted = _report(request, report_id), body.model_dump(exclude={"proof"})
    act = signing.amendment(report, **wanted, by=person(request))
    proof = proofs.prove(act, given=body.proof, request=request)
    services.amend(report, **wanted, by=person(request), proof=proof)
    return report_out(_report(request, report_id), to=person(request))


def _report(request: HttpRequest, report_id: UUID) -> Report:
    return get_object_or_404(
        queries.with_versions(queries.visible_to(person(request))), pk=report_id
    )
