"""Problem documents for what fails before an operation is reached (`handler400` … in urls.py), or beside it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from jindan.server.kit.api import problem_of_status, problem_response
from jindan.server.kit.middleware import Answer
from jindan.server.kit.problems import Forbidden, InternalError, InvalidRequest, NotFound

PROBLEM = "application/problem+json"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return a problem 422 for a request that is malformed or not addressed to this server."""
    return problem_response(request, InvalidRequest())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return a problem 403."""
    return problem_response(request, Forbidden())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return a problem 404."""
    return problem_response(request, NotFound())


def server_error(request: HttpRequest) -> HttpResponse:
    """Return a problem 500."""
    return problem_response(request, InternalError())


def errors_as_problems(get_response: Answer) -> Answer:
    """Return middleware that replaces each error of another type by a problem, as Django's own are pages or empty."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or response.get("Content-Type") == PROBLEM:
            return response
        problem = problem_response(request, problem_of_status(response.status_code))
        problem.status_code = response.status_code
        if "Allow" in response:
            problem["Allow"] = response["Allow"]
        response.close()
        return problem

    return answer
