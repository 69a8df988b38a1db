"""A store of its own for every test, two organisations, and people who are signed in."""

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
import tus_sender
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts.models import Artifact, ResumableUpload, StoredObject, UploadPiece
from jindan.server.artifacts.upload import resumable
from jindan.server.patients.models import Case
from outcomes import files_in
from people import Caller

PASSWORD = "a password of this test"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """The folder of keys and objects."""
    settings.KEYRING = tmp_path / "keyring.json"
    settings.INCOMING = tmp_path / "objects" / "incoming"
    options = {**settings.STORAGES["artifacts"]["OPTIONS"], "location": tmp_path / "objects/stored"}
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
        return make.user(organisation=self.organisation, role=role)


def make_tenant():
    user = make.user(organisation=make.organisation())
    return Tenant(organisation=user.organisation, user=user, case=make.case(by=user))


@pytest.fixture
def tenant(db):
    return make_tenant()


@pytest.fixture
def stranger(db):
    return make_tenant()


@pytest.fixture
def client_of(settings):
    """A client that is signed in as a person (None: as nobody)."""
    settings.SECOND_FACTOR_ROLES = frozenset()

    def signed_in(user):
        if user is None:
            return Client()
        user.set_password(PASSWORD)
        user.save()
        tokens = Caller(user=user, password=PASSWORD).sign_in().tokens
        return Client(headers={"Authorization": f"Bearer {tokens['access_token']}"})

    return signed_in


@pytest.fixture
def address(tenant):
    return f"/api/v1/cases/{tenant.case.pk}/artifacts"


@pytest.fixture
def send(address, tenant, client_of):
    """Send contents by name, as one form."""

    def post(*named, headers=None):
        parts = [SimpleUploadedFile(name, content) for name, content in named]
        return client_of(tenant.user).post(address, {"file": parts}, headers=headers)

    return post


@pytest.fixture
def nothing_stored(home):
    """Checked after a problem."""

    def check():
        assert Artifact.objects.count() == StoredObject.objects.count() == 0
        assert files_in(home / "objects") == []
        return True

    return check


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(resumable, "PIECE_BYTES", tus_sender.PIECE)
    monkeypatch.setattr("jindan.server.artifacts.upload.request_body.BLOCK_BYTES", 1000)


@pytest.fixture
def sender(tenant, client_of, small_pieces):
    return tus_sender.Sender(client_of(tenant.user), tenant.case)


@pytest.fixture
def nothing_left(nothing_stored):
    """Nothing of a resumable upload either."""

    def check():
        assert ResumableUpload.objects.count() == UploadPiece.objects.count() == 0
        return nothing_stored()

    return check
