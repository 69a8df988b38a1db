"""Turn every exception into one shape: application/problem+json."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jindan.analysis import AnalysisError
from jindan.server.kit.language import language_of
from jindan.server.kit.problems import (
    InternalError,
    InvalidRequest,
    NotFound,
    Problem,
    Unauthorised,
    problem_body,
    stored,
)

log = structlog.get_logger(__name__)


def problem_response(request: HttpRequest, error: Problem, **members: object) -> HttpResponse:
    """The response of one problem, in the language the request asks for."""
    response = _response(request, stored(error), **members)
    for name, value in error.headers.items():
        response[name] = value
    return response


def _response(request: HttpRequest, kept: Mapping[str, Any], **members: object) -> HttpResponse:
    language = language_of(request)
    body = problem_body(kept, language=language, **members)
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=kept["status"],
        content_type="application/problem+json",
        headers={"Content-Language": language, "Cache-Control": "no-store"},
    )


def answer_with_problems(api: NinjaAPI) -> None:
    """Give every error of the API the one shape."""

    @api.exception_handler(Problem)
    def expected(request: HttpRequest, error: Problem) -> HttpResponse:
        return problem_response(request, error)

    @api.exception_handler(AnalysisError)
    def impossible(request: HttpRequest, error: AnalysisError) -> HttpResponse:
        return _response(request, stored(error))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_response(request, NotFound())

    @api.exception_handler(AuthenticationError)
    def anonymous(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem_response(request, Unauthorised(headers={"WWW-Authenticate": "Bearer"}))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"where": list(e["loc"]), "what": e["msg"]} for e in error.errors]
        return problem_response(request, InvalidRequest(), errors=errors)

    @api.exception_handler(HttpError)
    def framework(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem_response(request, _from_status(error.status_code))

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        log.exception("request failed", method=request.method, route=_route(request))
        return problem_response(request, InternalError())


def _from_status(status: int) -> Problem:
    if status == HTTPStatus.NOT_FOUND:
        return NotFound()
    return InvalidRequest() if status < HTTPStatus.INTERNAL_SERVER_ERROR else InternalError()


def _route(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else ""
