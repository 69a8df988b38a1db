"""People and requests for tests of the server."""

import pytest
from django.core.cache import cache

from jindan.server.accounts import services
from jindan.server.accounts.models import Organisation
from jindan.server.keys.opening import open_keys
from jindan.server.roles import Role
from people import Caller


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Tests sign in often; a real hash takes half a second each time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _own_keyring(settings, tmp_path):
    settings.KEYRING = tmp_path / "keyring.json"
    settings.AUDIT = tmp_path / "audit"
    open_keys.cache_clear()


@pytest.fixture
def hospital(db):
    cache.clear()
    return services.create_organisation(name="서울병원")


@pytest.fixture
def elsewhere(db):
    return services.create_organisation(name="부산병원")


@pytest.fixture
def person_of():
    """A user of an organisation in a role, and their password."""

    def make(organisation: Organisation, role: Role, *, email: str = ""):
        email = email or f"{role}@{organisation.id.hex[:8]}.example"
        return services.create_user(email=email, organisation=organisation, role=role)

    return make


@pytest.fixture
def caller(person_of):
    """Signs a new user in through the API, and speaks for them from then on."""

    def make(organisation: Organisation, role: Role, *, email: str = "") -> Caller:
        user, password = person_of(organisation, role, email=email)
        return Caller(user=user, password=password).sign_in()

    return make


@pytest.fixture
def clinician(caller, hospital):
    return caller(hospital, Role.CLINICIAN)


@pytest.fixture
def administrator(caller, hospital):
    return caller(hospital, Role.ADMINISTRATOR)


@pytest.fixture
def auditor(caller, hospital):
    return caller(hospital, Role.AUDITOR)


@pytest.fixture
def clerk(caller, hospital):
    return caller(hospital, Role.CLERK)
