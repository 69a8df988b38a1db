"""Middleware of every request: its circumstances, an id in all its log lines, an answer that no cache stores."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from jindan.server.kit.circumstances import (
    Circumstances,
    address_of,
    bound,
    filters_of,
)

NO_SCRIPTS = "default-src 'none'; sandbox"
"""Policy of an answer that is no page: a browser that shows it runs nothing of it."""

Answer = Callable[[HttpRequest], HttpResponseBase]

log = structlog.get_logger(__name__)


def request_context(get_response: Answer) -> Answer:
    """Return middleware that gives each request an id in its log lines, audit events and answer (X-Request-ID).

    It logs the pattern of the route instead of path and query, which may contain what a person searched for.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        request_id = uuid.uuid4().hex
        started = time.monotonic()
        with (
            structlog.contextvars.bound_contextvars(request_id=request_id),
            bound(circumstances_of(request, request_id=request_id)),
        ):
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


def circumstances_of(request: HttpRequest, *, request_id: str) -> Circumstances:
    """Return the circumstances of a request, for no purpose but that of the person's role."""
    return Circumstances(
        request_id=request_id,
        address=address_of(request.META, trusted_proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT),
        filters=filters_of(request.GET),
    )


def private_answers(get_response: Answer) -> Answer:
    """Return middleware that keeps the API's answers out of caches: another person may use the same URL next."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith("/api/"):
            response["Cache-Control"] = "private, no-store"
            response.headers.setdefault("Content-Security-Policy", NO_SCRIPTS)
            patch_vary_headers(response, ["Authorization", "Accept-Language"])
        return response

    return answer
