"""A store of its own for every test, two organisations, and the API with a sign-in by header."""

from dataclasses import dataclass

import pytest
from django.test import Client

from jindan.server.accounts.models import Organisation, User
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """The folder of keys and objects."""
    settings.KEYRING = tmp_path / "keyring.json"
    settings.INCOMING = tmp_path / "objects" / "incoming"
    options = {**settings.STORAGES["artifacts"]["OPTIONS"], "location": tmp_path / "objects/kept"}
    settings.STORAGES = {
        **settings.STORAGES,
        "artifacts": {**settings.STORAGES["artifacts"], "OPTIONS": options},
    }
    return tmp_path


@dataclass(frozen=True)
class Tenant:
    """An organisation with a person in it and a case."""

    organisation: Organisation
    user: User
    case: Case

    def colleague(self, role):
        return make_user(self.organisation, role=role)


def make_user(organisation, *, role=Role.CLINICIAN):
    email = f"{role}-{User.objects.count()}@example.org"
    return User.objects.create(email=email, organisation=organisation, role=role)


def make_tenant(name):
    organisation = Organisation.objects.create(name=name)
    user = make_user(organisation)
    patient = Patient.objects.create(organisation=organisation, code="P-1", created_by=user)
    case = Case.objects.create(organisation=organisation, patient=patient, created_by=user)
    return Tenant(organisation=organisation, user=user, case=case)


@pytest.fixture
def tenant(db):
    return make_tenant("North")


@pytest.fixture
def stranger(db):
    return make_tenant("South")


@pytest.fixture
def client_of(settings):
    """A client that is signed in as a person (None: as nobody)."""
    settings.ROOT_URLCONF = "artifacts_api"

    def make(user):
        return Client(headers={"X-Person": str(user.pk)} if user else {})

    return make
