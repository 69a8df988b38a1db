"""The migrations make the database that the models describe, and its promises."""

import os
import sqlite3
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def django(home, *arguments):
    environment = {"PATH": os.environ["PATH"], "JINDAN_HOME": str(home)}
    environment["DJANGO_SETTINGS_MODULE"] = "jindan.server.config.settings"
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_migration_is_missing(tmp_path):
    checked = django(tmp_path, "makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout


def test_a_new_database_is_made_and_refuses_to_change_an_audit_event(tmp_path):
    migrated = django(tmp_path, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    with sqlite3.connect(tmp_path / "jindan.sqlite3") as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert {name for (name,) in triggers} >= {"audit_no_update", "audit_no_delete"}
    database.close()
