"""The routes of the server: the API, its two descriptions, and whether the server lives."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from jindan.server.config.api import api, redoc


def show_redoc(request: HttpRequest) -> HttpResponse:
    """The API's description as ReDoc shows it; Swagger's is at `docs`."""
    return redoc.render_page(request, api)


def tell_health(_request: HttpRequest) -> HttpResponse:
    """The web server answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/redoc", show_redoc),
    path("api/v1/", api.urls),
    path("health", tell_health),
]

handler400 = "jindan.server.config.last_resort.bad_request"
handler403 = "jindan.server.config.last_resort.permission_denied"
handler404 = "jindan.server.config.last_resort.page_not_found"
handler500 = "jindan.server.config.last_resort.server_error"
