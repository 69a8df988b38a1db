"""An installation with an unsafe setting does not start."""

import pytest
from pydantic import ValidationError

from jindan.server.config.env import Environment, environment


def test_debugging_is_refused_where_others_can_reach_it(monkeypatch):
    monkeypatch.setenv("JINDAN_DEBUG", "1")
    monkeypatch.setenv("JINDAN_ALLOWED_HOSTS", '["cdss.example.org"]')
    with pytest.raises(ValidationError, match="JINDAN_DEBUG"):
        Environment()


def test_a_short_secret_key_is_refused(monkeypatch):
    monkeypatch.setenv("JINDAN_SECRET_KEY", "secret")
    with pytest.raises(ValidationError, match="secret_key"):
        Environment()


def test_a_secret_is_made_once_and_kept_private(monkeypatch, tmp_path):
    monkeypatch.setenv("JINDAN_HOME", str(tmp_path / "home"))
    first, second = environment().secret_key, environment().secret_key
    assert first == second
    assert len(first) >= 32
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("missing", ["CLIENT_ID", "CLIENT_SECRET"])
def test_an_identity_provider_is_named_whole(monkeypatch, missing):
    monkeypatch.setenv("JINDAN_OIDC_ISSUER", "https://login.hospital.example")
    for name in {"CLIENT_ID", "CLIENT_SECRET"} - {missing}:
        monkeypatch.setenv(f"JINDAN_OIDC_{name}", "x")
    with pytest.raises(ValidationError, match="JINDAN_OIDC_CLIENT_ID and"):
        Environment()


ISSUERS = {
    "http://login.hospital.example": False,
    "http://localhost:8080": False,
    "https://user@login.hospital.example": False,
    "https://login.hospital.example/?realm=a": False,
    "login.hospital.example": False,
    "http://127.0.0.1:8080/realms/hospital": True,
    "https://10.0.0.7:8443/realms/hospital": True,
    "https://login/adfs": True,
}


@pytest.mark.parametrize(("issuer", "is_let_by"), ISSUERS.items())
def test_an_identity_provider_is_called_by_https(monkeypatch, tmp_path, issuer, is_let_by):
    monkeypatch.setenv("JINDAN_HOME", str(tmp_path))
    for name, value in {"ISSUER": issuer, "CLIENT_ID": "x", "CLIENT_SECRET": "x"}.items():
        monkeypatch.setenv(f"JINDAN_OIDC_{name}", value)
    if is_let_by:
        assert environment().oidc_issuer == issuer
    else:
        with pytest.raises(ValueError, match="JINDAN_OIDC_ISSUER"):
            environment()
