"""Pages for the browser: the welcome page and the two descriptions of the API.

Their scripts and styles come from the installed packages, and their content policy forbids every other host.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja import Redoc, Swagger

from jindan.catalogue import LANGUAGES, text
from jindan.server.config.api import api
from jindan.server.kit.language import language_of

ONLY_FROM_HERE = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "worker-src 'self' blob:; frame-ancestors 'none'"
)
SENTENCES = ("what", "research", "now", "begin", "app", "not-built", "swagger", "redoc", "openapi")


class LocalRedoc(Redoc):
    """ReDoc without inline script and without the logo that it loads from its makers' host."""

    template = "redoc.html"


@require_safe
def show_welcome(request: HttpRequest) -> HttpResponse:
    """Return the welcome page in both languages, the reader's first."""
    first = language_of(request)
    languages = sorted(LANGUAGES, key=lambda language: language != first)
    sections = [
        {"language": language}
        | {name.replace("-", "_"): text(f"welcome-{name}", language=language) for name in SENTENCES}
        for language in languages
    ]
    links = {
        "app": reverse("app") if is_app_built() else "",
        "openapi": reverse(f"{api.urls_namespace}:openapi-json"),
    }
    return _local(render(request, "welcome.html", {"first": first, "sections": sections} | links))


@require_safe
def show_swagger(request: HttpRequest) -> HttpResponse:
    """Return the API's description in Swagger UI, where requests can be tried out."""
    return _local(Swagger({"persistAuthorization": False}).render_page(request, api))


@require_safe
def show_redoc(request: HttpRequest) -> HttpResponse:
    """Return the API's description in ReDoc, which is made for reading."""
    return _local(LocalRedoc().render_page(request, api))


def is_app_built() -> bool:
    """Return whether the built web app is in its folder."""
    return (settings.WEB_APP / "index.html").is_file()


def _local(page: HttpResponse) -> HttpResponse:
    page["Content-Security-Policy"] = ONLY_FROM_HERE
    return page
