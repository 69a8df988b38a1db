"""The API of artifacts alone, for tests: signed in by a header, and a look at the folders it writes."""

from pathlib import Path

from django.urls import path
from ninja import NinjaAPI

from jindan.server.accounts.models import User
from jindan.server.artifacts.api import router
from jindan.server.kit.api import answer_with_problems


def signed_in(request):
    user = User.objects.filter(pk=request.headers.get("X-Person")).first()
    if user is not None:
        request.user = user
    return user


api = NinjaAPI(auth=signed_in, urls_namespace="artifacts-test")
answer_with_problems(api)
api.add_router("", router)
urlpatterns = [path("api/v1/", api.urls)]


def files_in(folder: Path) -> list[Path]:
    """All files under a folder."""
    return [file for file in folder.rglob("*") if file.is_file()]
