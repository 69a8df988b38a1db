"""The migrations make the database that the models describe, and its promises; on others too, in `.ci/services`."""

import os
import subprocess
import sys

import pytest

import omics_answers

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
columns = "id, at, organisation_id, role, action, subject_kind, subject_id, request_id, address, outcome, purpose, " \
    "filters, seal, link"
values = columns.replace("action", "'x'")
CHANGES = {
    "sqlite": [
        f"INSERT OR REPLACE INTO {{}} ({columns}) SELECT {values} FROM {{}}",
        f"INSERT OR REPLACE INTO {{}} (rowid, {columns}) SELECT rowid, {values.replace('id,', '7,', 1)} FROM {{}}",
        "UPDATE OR REPLACE {} SET sequence = 1, link = 'x'",
        "UPDATE {} SET sequence = 2, link = 'x'",
        "UPDATE {} SET rowid = rowid + 9, sequence = 9",
    ],
    "postgresql": [
        "TRUNCATE {}",
        "SET LOCAL session_replication_role = replica; DELETE FROM {}",
        "UPDATE {} SET sequence = 2, link = 'x'",
        "UPDATE {} SET seal = 'x', sequence = 2",
        f"INSERT INTO {{}} ({columns}) SELECT {columns} FROM {{}} ON CONFLICT (id) DO UPDATE SET action = 'x'",
    ],
    "mysql": [
        f"REPLACE INTO {{}} ({columns}) SELECT {values} FROM {{}}",
        "UPDATE {} SET sequence = 2, link = 'x'",
        "UPDATE {} SET seal = 'x', sequence = 2",
        f"INSERT INTO {{}} ({columns}) SELECT {columns} FROM {{}} AS t ON DUPLICATE KEY UPDATE action = 'x'",
        f"INSERT INTO {{}} ({columns}) SELECT {columns} FROM {{}} AS t ON DUPLICATE KEY UPDATE link = 'x'",
    ],
}
from jindan.server.audit.chain import checkpoints, verifying
checkpoints.make()
for change in ("UPDATE {} SET action = 'x'", "DELETE FROM {}", *CHANGES[connection.vendor]):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            table = AuditEvent._meta.db_table
            cursor.execute(change.format(table, table))
    except DatabaseError as error:
        assert "audit events are never changed" in str(error), (change, error)
        print("refused")
    else:
        print("accepted", change)
assert verifying.verify().faults == ()
"""

OF_YESTERDAY = """
import json, sys, uuid, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from jindan.server.artifacts.storage.objects import wrapping_context
from jindan.server.keys.masters import keyring
keyring.create()
ring, nonce = keyring.load(), bytes(12)
master = keyring.AESGCM(ring.keys[ring.newest].key)
before = [(app, "0001_initial") for app in ("artifacts", "assays", "jobs", "patients", "reports")]
executor = MigrationExecutor(connection)
executor.migrate(before)
model = executor.loader.project_state(before).apps.get_model
hospital = model("accounts", "Organisation").objects.create(name=str(uuid.uuid4()))
person = model("accounts", "User").objects.create(
    email=f"{uuid.uuid4()}@example.org", organisation=hospital, role="clinician"
)
patient = model("patients", "Patient").objects.create(
    organisation=hospital, code=uuid.uuid4().hex.upper(), created_by=person
)
case = model("patients", "Case").objects.create(
    organisation=hospital, patient=patient, title="Honggildong, mass?", created_by=person
)
for number in range(2):
    path = f"{hospital.pk}/{uuid.uuid4().hex}"
    bound = ring.newest + wrapping_context(path)
    wrapped = ring.newest + nonce + master.encrypt(nonce, b"k", bound)
    stored = model("artifacts", "StoredObject").objects.create(
        organisation=hospital, keyed_hash=uuid.uuid4().hex, path=path, sha256="0" * 64, size=1,
        wrapped_key=wrapped, key_id=ring.newest.hex(),
    )
    artifact = model("artifacts", "Artifact").objects.create(
        case=case, stored=stored, name="Honggildong.zip", media_type="application/zip",
        is_received=not number, created_by=person,
    )
report = model("reports", "Report").objects.create(case=case, kind="k")
version = model("reports", "ReportVersion").objects.create(
    report=report, number=3, state="amended", content=artifact, reason="Honggildong",
    signed_by=person, issued_at=case.created_at,
)
answer = json.loads(sys.argv[1])
job = model("jobs", "Job").objects.create(
    kind="k", version="1", case=case, organisation=hospital, requested_by=person, state="completed",
    params={"specimen": answer["specimen"]}, result=answer, available_at=case.created_at,
    finished_at=case.created_at,
)
waiting = model("jobs", "Job").objects.create(
    kind="k", version="1", case=case, organisation=hospital, requested_by=person,
    available_at=case.created_at,
)
specimen = model("assays", "Specimen").objects.create(case=case, label=answer["specimen"])
subject = model("findings", "Subject").objects.create(
    case=case, kind="risk-score", of=uuid.uuid4(), number=1, version=1
)
score = model("assays", "RiskScore").objects.create(
    case=case, specimen=specimen, job=job, subject=subject, model="m", version="1", assessment=answer,
)
print(case.pk, artifact.pk, version.pk, score.pk, waiting.pk)
"""
OF_TODAY = """
import sys, django
django.setup()
from jindan.server.artifacts.models import Artifact
from jindan.server.assays.models import RiskScore
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case
from jindan.server.reports.models import ReportVersion
case, artifact, version, score, waiting = sys.argv[1:]
print(Case.objects.get(pk=case).title, Artifact.objects.get(pk=artifact).name, sep="|", end="|")
print(ReportVersion.objects.get(pk=version).reason, Artifact.objects.get(pk=artifact).is_deidentified, sep="|")
score, waiting = RiskScore.objects.get(pk=score), Job.objects.get(pk=waiting)
print(score.specimen.label, score.assessment.specimen, score.job.params, score.job.result["specimen"], sep="|")
print(waiting.params, waiting.result, sep="|")
"""


def python(home, *arguments, environment=os.environ):
    environment = environment | {"JINDAN_HOME": str(home)}
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
    assert tried.stdout.splitlines() == ["refused"] * 7, tried.stderr


YESTERDAY = """
import uuid, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
executor = MigrationExecutor(connection)
leaves = executor.loader.graph.leaf_nodes()
executor.migrate(leaves)
yesterday = ("audit", "0002_events_are_never_changed")
executor.loader.build_graph()
executor.migrate([yesterday])
others = [leaf for leaf in leaves if leaf[0] != "audit"]
old = executor.loader.project_state([yesterday, *others]).apps
hospital = old.get_model("accounts", "Organisation").objects.create(name=f"Hospital {uuid.uuid4()}")
user = old.get_model("accounts", "User").objects.create(
    email=f"{uuid.uuid4()}@example.org", organisation=hospital, role="clinician"
)
patient = old.get_model("patients", "Patient").objects.create(
    organisation=hospital, code=f"P-{uuid.uuid4()}"[:20], created_by=user
)
case = old.get_model("patients", "Case").objects.create(
    organisation=hospital, patient=patient, created_by=user
)
events = old.get_model("audit", "AuditEvent").objects
for action, subject, of in (
    ("case.read", case, case), ("patient.read", patient, None), ("session.refused", user, None)
):
    events.create(
        at=timezone.now(), organisation_id=hospital.pk, action=action, subject_id=subject.pk,
        subject_kind=action.partition(".")[0], case_id=of and of.pk,
    )
executor.loader.build_graph()
executor.migrate(leaves)
from jindan.server.audit.chain import checkpoints, verifying
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.services import record_event
from jindan.server.accounts.models import Organisation
record_event("hospital.opened", by=None, subject=Organisation.objects.get(pk=hospital.pk))
checkpoints.make()
of_patient = AuditEvent.objects.filter(organisation_id=hospital.pk, patient_id=patient.pk)
verified = verifying.verify()
print(sorted(of_patient.values_list("action", flat=True)), verified.faults, verified.earlier >= 3)
print(AuditEvent.objects.get(organisation_id=hospital.pk, action="session.refused").outcome)
"""


def test_the_events_of_yesterday_are_the_beginning_of_the_chain(tmp_path):
    upgraded = python(tmp_path, "-c", YESTERDAY)
    assert upgraded.stdout.splitlines() == [
        "['case.read', 'patient.read'] () True",
        "refused",
    ], upgraded.stderr


def test_names_of_yesterday_are_sealed_and_leave_no_trace(tmp_path):
    """Their own database where the environment names none: elsewhere the tables of today are in use already."""
    environment = os.environ | {"JINDAN_DATABASE_URL": f"sqlite:///{tmp_path / 'rows.sqlite3'}"}
    answer = omics_answers.abstained().model_copy(update={"specimen": "Honggildong"})
    yesterday = ("-c", OF_YESTERDAY, answer.model_dump_json())
    written = python(tmp_path, *yesterday, environment=environment)
    assert written.returncode == 0, written.stderr
    migrated = python(tmp_path, "-m", "django", "migrate", environment=environment)
    assert migrated.returncode == 0, migrated.stderr
    keys = written.stdout.split()
    read = python(tmp_path, "-c", OF_TODAY, *keys, environment=environment)
    assert read.stdout.splitlines() == [
        "Honggildong, mass?|Honggildong.zip|Honggildong|False",
        "Honggildong|Honggildong|{'specimen': 'Honggildong'}|Honggildong",
        "{}|None",
    ], read.stderr
    files = [*tmp_path.glob("rows.sqlite3*")]
    assert files
    assert not [file for file in files if b"Honggildong" in file.read_bytes()]
