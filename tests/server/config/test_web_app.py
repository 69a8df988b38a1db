"""The web app is served where it was built, and nothing of it may run from elsewhere."""

from wsgiref.headers import Headers

import pytest
from django.test import Client

from jindan.server.config.static_files import ONLY_THE_APP, add_policy

pytestmark = pytest.mark.django_db  # Django looks after its connections when a response is closed
PLACES = ["/app/", "/app/cases/6f1f64c2-6c1e-4b8f-9d55-6d5b2f4f0a11", "/app/admin/audit"]


@pytest.fixture
def built(settings, tmp_path):
    """A folder as `make web` leaves it."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Jindan</title>")
    (tmp_path / "sw.js").write_text("// the shell")
    settings.WEB_APP = tmp_path


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_the_app_is_its_one_page(place):
    page = Client().get(place)
    assert (page.status_code, page.content) == (200, b"<!doctype html><title>Jindan</title>")
    assert page["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("built")
def test_only_scripts_of_this_server_run_in_the_app():
    policy = Client().get("/app/")["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy)


@pytest.mark.usefixtures("built")
def test_the_service_worker_governs_the_app_and_no_other_place():
    script = Client().get("/app/sw.js")
    assert script["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in script


@pytest.mark.usefixtures("built")
def test_the_first_page_is_the_app_where_it_was_built():
    assert Client().get("/").headers["Location"] == "/app/"
    assert 'href="/app/"' in Client().get("/welcome").content.decode()


@pytest.mark.parametrize("place", [*PLACES, "/app/sw.js"])
def test_without_the_app_its_places_are_not_there(place):
    assert Client().get(place).status_code == 404


def test_without_the_app_the_first_page_says_how_to_build_it():
    assert "make web" in Client().get("/").content.decode()


def test_a_page_among_the_static_files_has_the_apps_policy():
    headers = Headers([("Content-Type", 'text/html; charset="utf-8"')])
    add_policy(headers, "/app/index.html", "/static/app/index.html")
    assert headers["Content-Security-Policy"] == ONLY_THE_APP


def test_static_files_are_for_this_origin_only():
    answer = Client().get("/static/ninja/swagger-ui.css")
    answer.close()
    assert (answer.status_code, answer.get("Access-Control-Allow-Origin")) == (200, None)
