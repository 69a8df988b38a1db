"""Master keys in each of their places."""

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import key_services
from jindan.server.keys import opening
from jindan.server.keys.masters import aws, google
from jindan.server.keys.opening import open_keys

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
collect_ignore = [] if SOFTHSM.exists() else ["test_device.py"]


@pytest.fixture
def service():
    with key_services.running() as running:
        yield running


@pytest.fixture(params=["aws", "google"])
def key_service(request, service, settings, monkeypatch, tmp_path):
    """An installation whose master key is at a key service. Its clock may be put forward by `later`."""
    monkeypatch.setattr(aws, "ANSWER_S", 0.3)
    monkeypatch.setattr(google, "TIMEOUT", 0.3)
    settings.KEY_SERVICE = service.address
    if request.param == "aws":
        settings.MASTER_KEY = key_services.ARN
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key_services.ACCESS_KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key_services.SECRET_KEY)
    else:
        settings.MASTER_KEY = key_services.RESOURCE
        account = tmp_path / "account.json"
        account.write_text(service.account_file())
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(account))
        monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "hospital")
    open_keys.cache_clear()
    return service


@pytest.fixture
def later(monkeypatch):
    """Puts the clock of the open keys forward, by seconds in all."""
    monotonic, ahead = time.monotonic, [0.0]
    clock = SimpleNamespace(monotonic=lambda: monotonic() + ahead[0])
    monkeypatch.setattr(opening, "time", clock)

    def put(seconds):
        ahead[0] += seconds

    return put


@pytest.fixture
def stores(settings, tmp_path):
    """Objects in a folder of this test."""
    settings.INCOMING = tmp_path / "objects" / "incoming"
    options = {**settings.STORAGES["artifacts"]["OPTIONS"], "location": tmp_path / "objects/stored"}
    settings.STORAGES = {
        **settings.STORAGES,
        "artifacts": {**settings.STORAGES["artifacts"], "OPTIONS": options},
    }
