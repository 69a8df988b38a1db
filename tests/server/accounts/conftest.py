"""The hospital's identity provider, and who signs in there."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.utils import timezone

from jindan.server.accounts import tallies
from jindan.server.roles import Role
from openid_provider import CLIENT_ID, CLIENT_SECRET, providing
from people import Caller
from provider_visits import ADDRESS


@pytest.fixture(autouse=True)
def _delays_outlast_the_test(monkeypatch):
    """The clock of the delays stands still: on a slow machine a delay of a second would be over before it is seen."""
    now = timezone.now()
    monkeypatch.setattr(tallies, "timezone", SimpleNamespace(now=lambda: now))


@pytest.fixture
def provider(settings, db):
    """The hospital's provider, which this installation knows."""
    cache.clear()
    with providing() as running:
        settings.OIDC_ISSUER = running.issuer
        settings.OIDC_CLIENT_ID = CLIENT_ID
        settings.OIDC_CLIENT_SECRET = CLIENT_SECRET
        settings.OIDC_NAME = "서울병원 통합 인증"
        yield running


@pytest.fixture
def member(hospital, person_of):
    """A clinician whose account an administrator made for the address that the provider knows."""
    user, password = person_of(hospital, Role.CLINICIAN, email=ADDRESS)
    return Caller(user=user, password=password)


@pytest.fixture
def browser():
    """A browser in which nobody is signed in."""
    return Caller()
