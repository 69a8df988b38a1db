"""The web app's page and its service worker. Its other files are static files.

The app must be built (`make web`). Without it, the server shows the welcome page.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from jindan.server.config.pages import is_app_built, show_welcome
from jindan.server.config.static_files import ONLY_THE_APP


@require_safe
def show_first_page(request: HttpRequest) -> HttpResponse:
    """Redirect to the app, or return the welcome page where there is no app."""
    return redirect("app") if is_app_built() else show_welcome(request)


@require_safe
def show_app(_request: HttpRequest, place: str = "") -> HttpResponse:
    """Return the app's page, which is the same for every address within the app. Raises Http404 without an app."""
    page = HttpResponse(_file("index.html"))
    page["Content-Security-Policy"] = ONLY_THE_APP
    page["Cache-Control"] = "no-cache"
    page["Referrer-Policy"] = "no-referrer"
    return page


@require_safe
def show_service_worker(_request: HttpRequest) -> HttpResponse:
    """Return the service worker. Its address is within the app, so that it controls no other page.

    Raises Http404 without an app.
    """
    script = HttpResponse(_file("sw.js"), content_type="text/javascript")
    script["Cache-Control"] = "no-cache"
    return script


def _file(name: str) -> bytes:
    if not is_app_built():
        raise Http404
    content: bytes = (settings.WEB_APP / name).read_bytes()
    return content
