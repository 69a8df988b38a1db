"""The pages that a person opens in a browser: the welcome and the two descriptions of the API.

Their scripts and styles come from the installed packages, and the browser is told to ask no other host.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
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
    """ReDoc without a script in the page and without the picture it fetches from its makers."""

    template = "redoc.html"


def show_welcome(request: HttpRequest) -> HttpResponse:
    """What this server is and where to go on, in both languages; the reader's comes first."""
    first = language_of(request)
    languages = sorted(LANGUAGES, key=lambda language: language != first)
    said = [{"language": each, **_sentences(each)} for each in languages]
    links = {
        "app": reverse("app") if is_app_built() else "",
        "openapi": reverse(f"{api.urls_namespace}:openapi-json"),
    }
    return _local(render(request, "welcome.html", {"first": first, "said": said} | links))


def show_swagger(request: HttpRequest) -> HttpResponse:
    """The API's description as Swagger UI shows it; requests can be tried out."""
    return _local(Swagger({"persistAuthorization": False}).render_page(request, api))


def show_redoc(request: HttpRequest) -> HttpResponse:
    """The API's description as ReDoc shows it; made for reading."""
    return _local(LocalRedoc().render_page(request, api))


def is_app_built() -> bool:
    """Whether the web app lies where the server looks for it."""
    return (settings.WEB_APP / "index.html").is_file()


def _sentences(language: str) -> dict[str, str]:
    return {
        name.replace("-", "_"): text(f"welcome-{name}", language=language) for name in SENTENCES
    }


def _local(page: HttpResponse) -> HttpResponse:
    page["Content-Security-Policy"] = ONLY_FROM_HERE
    return page
