"""What a person sees who opens the server in a browser: pages that need no other host and hold no data."""

import re

import pytest
from django.test import Client

from jindan.catalogue import text

pytestmark = pytest.mark.django_db  # Django looks after its connections when a response is closed
PAGES = ["/", "/welcome", "/api/v1/docs", "/api/v1/redoc"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere(path):
    page = Client().get(path)
    assert page.status_code == 200
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page.content.decode())
    assert "default-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_loads_is_served(path):
    page = Client().get(path).content.decode()
    loaded = re.findall(r"""(?:src|href)=["'](/static/[^"']+)["']""", page)
    assert loaded or path in {"/", "/welcome"}
    assert {_status(each) for each in loaded} <= {200}


@pytest.mark.parametrize(("language", "other"), [("ko", "en"), ("en", "ko")])
def test_the_welcome_speaks_both_languages_the_readers_first(language, other):
    page = Client().get("/", headers={"Accept-Language": language}).content.decode()
    first, second = (text("welcome-research", language=each) for each in (language, other))
    assert 0 < page.index(first) < page.index(second)


@pytest.mark.parametrize("link", ["/api/v1/docs", "/api/v1/redoc", "/api/v1/openapi.json"])
def test_the_welcome_leads_to_the_descriptions(link):
    assert f'href="{link}"' in Client().get("/").content.decode()
    assert Client().get(link).status_code == 200


def _status(path):
    answer = Client().get(path)
    answer.close()
    return answer.status_code
