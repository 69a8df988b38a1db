"""The web app as the browser first asks for it: its one page, and its service worker. All else is a static file.

The app is there when it was built (`make web`); without it the server shows the welcome page.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from jindan.server.config.pages import is_app_built, show_welcome

# Styles that Mantine sets on elements are inline; scripts never are. The viewer reads back what it was
# given as blobs, and makes workers from them.
ONLY_THE_APP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)


def show_first_page(request: HttpRequest) -> HttpResponse:
    """The app, or the welcome where there is no app."""
    return redirect("app") if is_app_built() else show_welcome(request)


def show_app(_request: HttpRequest, place: str = "") -> HttpResponse:
    """The app's page, the same for every place in it; what it shows it asks of the API."""
    page = HttpResponse(_file("index.html"))
    page["Content-Security-Policy"] = ONLY_THE_APP
    page["Cache-Control"] = "no-cache"
    page["Referrer-Policy"] = "no-referrer"
    return page


def show_service_worker(_request: HttpRequest) -> HttpResponse:
    """The script that keeps the app's shell, served from the app's own place so that it governs no other."""
    script = HttpResponse(_file("sw.js"), content_type="text/javascript")
    script["Cache-Control"] = "no-cache"
    return script


def _file(name: str) -> bytes:
    if not is_app_built():
        raise Http404
    found: bytes = (settings.WEB_APP / name).read_bytes()
    return found
