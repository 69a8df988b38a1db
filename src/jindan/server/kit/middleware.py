"""What every request gets: an id in all its log lines, and an answer that no cache keeps."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

Answer = Callable[[HttpRequest], HttpResponseBase]

log = structlog.get_logger(__name__)


def request_context(get_response: Answer) -> Answer:
    """Give the request an id, in its log lines, its audit events and its answer (X-Request-ID).

    The log holds the route's pattern, not path or query: those carry what a person looked for.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        started = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = get_response(request)
            log.info(
                "request",
                method=request.method,
                route=request.resolver_match.route if request.resolver_match else None,
                status=response.status_code,
                seconds=round(time.monotonic() - started, 3),
            )
        response["X-Request-ID"] = request_id
        return response

    return answer


def private_answers(get_response: Answer) -> Answer:
    """Keep every answer of the API out of caches: another person may ask the same URL next."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith("/api/"):
            response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    return answer
