"""Behind the proxy that the documents describe, and without one (trap T21 of Brief B)."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from jindan.cli.web import web
from jindan.server.config.serving.kinds import STREAM, UPLOAD, kind_of
from repository import ROOT, operations_of_paths

pytestmark = pytest.mark.django_db  # Django looks after its connections when a response is closed

PAGE = (ROOT / "docs/how-to/run-on-a-server.md").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
BY_TLS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def over_https(settings):
    """As JINDAN_HTTPS sets it."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.usefixtures("over_https")
def test_t21_what_came_by_tls_is_not_redirected_again_and_a_health_check_never():
    assert Client().get("/welcome", headers=BY_TLS).status_code == 200
    plain = Client().get("/welcome")
    assert (plain.status_code, plain["Location"][:8]) == (301, "https://")
    assert Client().get("/health").status_code == 200


def test_t21_the_server_serves_its_own_static_files_and_shares_no_folder_with_a_proxy():
    [page] = re.findall(r'src="/static/([^"]+)"', Client().get("/api/v1/docs").content.decode())[:1]
    assert finders.find(page)
    assert "alias" not in NGINX
    assert "root " not in NGINX


def test_t21_the_documented_proxy_listens_where_people_come_and_says_what_came_by_tls():
    assert re.findall(r"listen (\d+)", NGINX) == ["80", "443"]
    assert "return 301 https://$host$request_uri;" in NGINX
    assert "proxy_set_header X-Forwarded-Proto https;" in NGINX


def test_t21_the_documented_proxy_passes_uploads_as_they_come_and_streams_event_by_event():
    """The places of the two are those that the server keeps threads for."""
    [uploads, streams] = re.findall(r"location ~ \^(\S+)\$ \{(.*?)\}", NGINX, re.DOTALL)
    assert "client_max_body_size 0;" in uploads[1]
    assert "proxy_request_buffering off;" in uploads[1]
    assert "proxy_buffering off;" in streams[1]
    for method, path in operations_of_paths():
        kind = kind_of(method, path=path)
        assert kind is not UPLOAD or re.fullmatch(uploads[0], path)
        assert kind is not STREAM or re.fullmatch(streams[0], path)


def test_t21_nothing_is_open_to_other_machines_unless_asked_for():
    [bind] = [option for option in web.params if option.name == "bind"]
    assert bind.default.startswith("127.0.0.1:")
    listened = re.findall(r"@(\S+?):(?:5432)|redis://(\S+?):6379", PAGE)
    assert {host for pair in listened for host in pair if host} == {"127.0.0.1"}


def test_t21_the_first_start_makes_the_tables_before_any_service_runs():
    assert PAGE.index("jindan migrate") < PAGE.index("jindan web")
