"""The routes of the server: the welcome, the API, its two descriptions, and whether the server lives."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from jindan.server.config.api import api
from jindan.server.config.metrics import tell_metrics
from jindan.server.config.pages import show_redoc, show_swagger, show_welcome


def tell_health(_request: HttpRequest) -> HttpResponse:
    """The web server answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", show_welcome, name="welcome"),
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
