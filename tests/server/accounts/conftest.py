"""The hospital's identity provider, and who signs in there."""

import pytest
from django.core.cache import cache

from jindan.server.roles import Role
from openid_provider import CLIENT_ID, CLIENT_SECRET, providing
from people import Caller
from provider_visits import ADDRESS


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
