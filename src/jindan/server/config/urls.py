"""The routes of the server: the welcome, the web app, the API, its two descriptions, and whether the server lives."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from jindan.server.config.api import api
from jindan.server.config.metrics import tell_metrics
from jindan.server.config.pages import show_redoc, show_swagger, show_welcome
from jindan.server.config.web_app import show_app, show_first_page, show_service_worker


def tell_health(_request: HttpRequest) -> HttpResponse:
    """The web server answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", show_first_page),
    path("welcome", show_welcome, name="welcome"),
    path("app/sw.js", show_service_worker),
    path("app/", show_app, name="app"),
    path("app/<path:place>", show_app),
    path("api/v1/docs", show_swagger, name="swagger"),
    path("api/v1/redoc", show_redoc, name="redoc"),
    path("api/v1/", api.urls),
    path("health", tell_health),
    path("metrics", tell_metrics),
]

handler400 = "jindan.server.config.last_resort.bad_request"
handler403 = "jindan.server.config.last_resort.permission_denied"
handler404 = "jindan.server.config.last_resort.page_not_found"
handler500 = "jindan.server.config.last_resort.server_error"
