"""The migrations make the database that the models describe, and its promises; on others too, in `.ci/services`."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

TRY_TO_CHANGE = """
import uuid, django
django.setup()
from django.db import DatabaseError, connection, transaction
from jindan.server.accounts.services import create_organisation
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.services import record_event
hospital = create_organisation(name=f"Hospital {uuid.uuid4()}")
record_event("hospital.opened", by=None, subject=hospital)
for change in ("UPDATE {} SET action = 'x'", "DELETE FROM {}"):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(AuditEvent._meta.db_table))
    except DatabaseError as error:
        assert "audit events are never changed" in str(error)
        print("refused")
"""


def python(home, *arguments):
    environment = os.environ | {"JINDAN_HOME": str(home)}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_no_migration_is_missing(tmp_path):
    checked = python(tmp_path, "-m", "django", "makemigrations", "--check", "--dry-run")
    assert checked.returncode == 0, checked.stdout


def test_a_new_database_is_made_and_refuses_to_change_an_audit_event(tmp_path):
    migrated = python(tmp_path, "-m", "django", "migrate")
    assert migrated.returncode == 0, migrated.stderr
    tried = python(tmp_path, "-c", TRY_TO_CHANGE)
    assert tried.stdout.splitlines() == ["refused", "refused"], tried.stderr
