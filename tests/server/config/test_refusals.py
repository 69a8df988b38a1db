"""Whatever is refused is a problem document in the language that was asked for, and no page of a framework."""

import pytest
from django.test import Client
from django.urls import URLResolver

from jindan.catalogue import text
from jindan.server.config.api import api
from jindan.server.config.urls import urlpatterns
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("delete", "/api/v1/auth/sign-in", "method-not-allowed"),
        ("put", "/api/v1/me", "method-not-allowed"),
        ("get", "/api/v1/nothing", "not-found"),
        ("get", "/nothing", "not-found"),
        ("get", "/static/nothing.js", "not-found"),
        ("get", "/metrics", "not-found"),
    ],
)
def test_an_error_is_a_problem(method, path, code, language):
    answer = getattr(Client(), method)(path, headers={"Accept-Language": language})
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["status"]) == (code, answer.status_code)
    assert problem["title"] == text(f"problem-{code}", language=language)


def test_a_method_that_is_not_there_names_those_that_are():
    answer = Client().put("/api/v1/me")
    assert (answer.status_code, answer["Allow"]) == (405, "GET")


def _places(patterns, prefix="/"):
    for route in patterns:
        address = prefix + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from _places(route.url_patterns, address)
        else:
            yield address


def _beside_the_api():
    """The addresses of all routes but the operations of the API, and of one static file."""
    operations = {
        path.translate(str.maketrans("{}", "<>")) for path in api.get_openapi_schema()["paths"]
    }
    nothing = "/api/v1/"
    yield from (place for place in _places(urlpatterns) if place not in {*operations, nothing})
    yield "/static/ninja/swagger-ui.css"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("place", list(_beside_the_api()))
def test_a_place_beside_the_api_is_only_read(place, method):
    answer = Client().generic(method, place, headers={"Accept-Language": "en"})
    answer.close()
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert answer.json()["code"] == "method-not-allowed"


def test_health_is_told_to_get_and_head():
    assert Client().get("/health").content == b"ok"
    assert Client().head("/health").status_code == 200


def test_a_host_that_is_not_ours_is_a_problem():
    answer = Client().get("/api/v1/me", headers={"Host": "elsewhere.example"})
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data"])
def test_a_body_of_an_undeclared_type_is_refused(kind):
    answer = Client().post("/api/v1/auth/sign-in", "{}", content_type=kind)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_an_answer_of_the_api_runs_nothing(caller, hospital):
    answer = caller(hospital, Role.CLINICIAN).get("/me")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
