"""Reports over HTTP: list, read, fetch as PDF, review, sign, amend."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router

from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.queries import cases_visible_to
from jindan.server.reports import queries, reviewing, services
from jindan.server.reports.models import Report
from jindan.server.reports.schemas import (
    AmendmentIn,
    ContentOut,
    ReportOut,
    ReviewIn,
    SignIn,
    content_out,
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
    """The reports of a case, newest first."""
    case = get_object_or_404(cases_visible_to(person(request)), pk=case_id)
    found = queries.visible_to(person(request)).filter(case=case)
    return page(found, cursor=paging.cursor, size=paging.size).each(report_out)


@router.get(
    "/reports/{report_id}", response={200: ReportOut, **PROBLEMS}, operation_id="get_report"
)
def get_report(request: HttpRequest, report_id: UUID) -> ReportOut:
    """A report and its versions."""
    return report_out(_report(request, report_id))


@router.get(
    "/reports/{report_id}/content",
    response={200: ContentOut, **PROBLEMS},
    operation_id="read_report",
)
def read_report(request: HttpRequest, report_id: UUID, number: int | None = None) -> ContentOut:
    """What a version says, each sentence with its evidence; the newest version by default."""
    report = _report(request, report_id)
    content, reviews = services.read(report, number=number, by=person(request))
    return content_out(content, reviews=reviews, language=language_of(request))


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
) -> HttpResponseBase:
    """A version as PDF/A; the newest by default. 409 with Retry-After while it is being made."""
    version = queries.version(_report(request, report_id), number=number)
    return artifacts.download_response(request, queries.pdf(version, language=language))


@router.post(
    "/reports/{report_id}/reviews",
    response={200: ContentOut, **PROBLEMS},
    operation_id="review_statement",
)
def review_statement(request: HttpRequest, report_id: UUID, body: ReviewIn) -> ContentOut:
    """Accept, amend or reject one sentence of a preliminary report; the signed report shows the verdict."""
    report = _report(request, report_id)
    reviewing.review(report, **body.dict(), by=person(request))
    content, reviews = services.read(report, by=person(request))
    return content_out(content, reviews=reviews, language=language_of(request))


@router.post(
    "/reports/{report_id}/sign", response={200: ReportOut, **PROBLEMS}, operation_id="sign_report"
)
def sign_report(request: HttpRequest, report_id: UUID, body: SignIn) -> ReportOut:
    """Sign a preliminary report: it becomes final."""
    report = _report(request, report_id)
    services.sign(report, **body.dict(), by=person(request))
    return report_out(_report(request, report_id))


@router.post(
    "/reports/{report_id}/amend",
    response={200: ReportOut, **PROBLEMS},
    operation_id="amend_report",
)
def amend_report(request: HttpRequest, report_id: UUID, body: AmendmentIn) -> ReportOut:
    """Amend a final report; the earlier versions stay."""
    report = _report(request, report_id)
    services.amend(report, **body.dict(), by=person(request))
    return report_out(_report(request, report_id))


def _report(request: HttpRequest, report_id: UUID) -> Report:
    return get_object_or_404(queries.visible_to(person(request)), pk=report_id)
