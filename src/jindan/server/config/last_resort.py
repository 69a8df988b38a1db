"""Problem documents for what fails before an operation is reached (`handler400` … in urls.py)."""

from django.http import HttpRequest, HttpResponse

from jindan.server.kit.api import problem_response
from jindan.server.kit.problems import Forbidden, InternalError, InvalidRequest, NotFound


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request is malformed or not addressed to this server."""
    return problem_response(request, InvalidRequest())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request was refused."""
    return problem_response(request, Forbidden())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such address."""
    return problem_response(request, NotFound())


def server_error(request: HttpRequest) -> HttpResponse:
    """The server failed."""
    return problem_response(request, InternalError())
