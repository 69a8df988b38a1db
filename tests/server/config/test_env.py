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
