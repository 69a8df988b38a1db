"""The routes of the server."""

from django.urls import URLPattern, URLResolver, path

from jindan.server.config.api import api

urlpatterns: list[URLPattern | URLResolver] = [path("api/v1/", api.urls)]

handler400 = "jindan.server.config.last_resort.bad_request"
handler403 = "jindan.server.config.last_resort.permission_denied"
handler404 = "jindan.server.config.last_resort.page_not_found"
handler500 = "jindan.server.config.last_resort.server_error"
