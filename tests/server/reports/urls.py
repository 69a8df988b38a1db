"""The reports' routes alone, for a person named in a header."""

from django.urls import path
from ninja import NinjaAPI

from jindan.server.accounts.models import User
from jindan.server.kit.api import answer_with_problems
from jindan.server.reports.api import router


def named_person(request):
    found = User.objects.filter(pk=request.headers.get("X-Person")).first()
    request.user = found or request.user
    return found


api = NinjaAPI(auth=named_person, urls_namespace="reports-alone")
answer_with_problems(api)
api.add_router("", router)
urlpatterns = [path("api/v1/", api.urls)]
