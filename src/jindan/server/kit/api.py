"""Answers to exceptions, all as application/problem+json."""

import json
from http import HTTPStatus

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jindan.problems import Problem
from jindan.server.kit.language import language_of
from jindan.server.kit.problems import (
    InternalError,
    InvalidRequest,
    MethodNotAllowed,
    NotFound,
    RequestProblem,
    Unauthorised,
    problem_body,
    stored,
)

log = structlog.get_logger(__name__)


def problem_response(request: HttpRequest, error: Problem, **members: object) -> HttpResponse:
    """Return the response of one problem, in the language of the request."""
    return problem_in(language_of(request), error, **members)


def problem_in(language: str, error: Problem, **members: object) -> HttpResponse:
    """Return the response of one problem in a language."""
    problem = stored(error)
    headers = error.headers if isinstance(error, RequestProblem) else {}
    return HttpResponse(
        json.dumps(problem_body(problem, language=language, **members), ensure_ascii=False),
        status=problem["status"],
        content_type="application/problem+json",
        headers={"Content-Language": language, "Cache-Control": "no-store", **headers},
    )


def answer_with_problems(api: NinjaAPI) -> None:
    """Register handlers on the API that answer every exception with a problem."""

    @api.exception_handler(Problem)
    def expected(request: HttpRequest, error: Problem) -> HttpResponse:
        return problem_response(request, error)

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
        cause = error.__cause__  # of a body that the parser has refused
        refused = cause if isinstance(cause, RequestProblem) else None
        return problem_response(request, refused or problem_of_status(error.status_code))

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        route = request.resolver_match.route if request.resolver_match else ""
        log.exception("request failed", method=request.method, route=route)
        return problem_response(request, InternalError())


def problem_of_status(status: int) -> RequestProblem:
    """Return the problem that says what a bare status says."""
    if status == HTTPStatus.NOT_FOUND:
        return NotFound()
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowed()
    return InvalidRequest() if status < HTTPStatus.INTERNAL_SERVER_ERROR else InternalError()
