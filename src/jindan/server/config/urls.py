"""The routes of the server: web app, welcome page, API, its two descriptions, health and metrics."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from jindan.server.config.api import api
from jindan.server.config.metrics import show_metrics
from jindan.server.config.pages import show_redoc, show_swagger, show_welcome
from jindan.server.config.web_app import show_app, show_first_page, show_service_worker


@require_safe
def show_health(_request: HttpRequest) -> HttpResponse:
    """Return `ok` while the web server answers."""
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
    path("health", show_health),
    path("metrics", show_metrics),
]

handler400 = "jindan.server.config.last_resort.bad_request"
handler403 = "jindan.server.config.last_resort.permission_denied"
handler404 = "jindan.server.config.last_resort.page_not_found"
handler500 = "jindan.server.config.last_resort.server_error"
