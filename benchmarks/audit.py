"""What an event of the audit costs: as it was, as it is, its place in the chain, its verification.

    JINDAN_HOME=$(mktemp -d) python benchmarks/audit.py [EVENTS]         on SQLite, or on JINDAN_DATABASE_URL

Each figure is a median, in microseconds for one event in a transaction of its own, as the services write it. The acts
take turns, so that a busy machine slows each alike. The table of before has the columns and indexes that there were
before events were chained. Memory is the process's highest use.
"""

import os
import resource
import statistics
import sys
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
os.environ.setdefault("JINDAN_LOG_LEVEL", "ERROR")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402

from jindan.server.accounts.models import Organisation  # noqa: E402
from jindan.server.audit.chain import linking, verifying  # noqa: E402
from jindan.server.audit.models import AuditEvent  # noqa: E402
from jindan.server.audit.services import record_event, record_look  # noqa: E402
from jindan.server.roles import Role  # noqa: E402

OF_BEFORE = (
    "id",
    "at",
    "organisation_id",
    "actor_id",
    "role",
    "action",
    "subject_kind",
    "subject_id",
    "case_id",
    "request_id",
)
INDEXES = ("audit_by_time", "audit_by_subject", "audit_by_case", "audit_by_actor")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    call_command("migrate", verbosity=0)
    hospital, _ = Organisation.objects.get_or_create(name="Benchmark")
    user = type("Person", (), {"id": uuid.uuid4(), "organisation_id": hospital.pk})()
    user.role = Role.CLINICIAN
    before = table_of_before()
    acts = {
        "before": lambda: write_before(before, by=user),
        "event": lambda: record_event("case.read", by=user, subject=hospital),
        "look": lambda: record_look("case.read", by=user, subject=hospital),
    }
    times = {name: [] for name in acts} | {"link": []}
    for number in range(count):
        for name, act in acts.items():
            started = time.perf_counter()
            act()
            times[name].append((time.perf_counter() - started) * 1e6)
        if number % 100 == 99:
            started = time.perf_counter()
            linked = linking.link_all()
            times["link"].append((time.perf_counter() - started) / linked * 1e6)
    started = time.perf_counter()
    verified = verifying.verify()
    seconds = time.perf_counter() - started
    assert not verified.faults, verified
    drop(before)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{connection.vendor}, medians of {count} events")
    print(f"event before      {medians['before']:8.0f} us")
    print(
        f"event now         {medians['event']:8.0f} us   x {medians['event'] / medians['before']:.2f}"
    )
    print(f"second look       {medians['look']:8.0f} us   (no event: it is of the same sitting)")
    print(f"place in the chain{medians['link']:8.0f} us   in the scheduler, nobody waits")
    print(f"verification      {seconds / max(1, verified.events) * 1e6:8.0f} us")
    print(f"highest memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


def table_of_before():
    """The table of events as it was, under another name."""
    fields = {name: AuditEvent._meta.get_field(name).clone() for name in OF_BEFORE}
    indexes = [
        models.Index(fields=index.fields, name=f"{index.name}_old")
        for index in AuditEvent._meta.indexes
        if index.name in INDEXES
    ]
    meta = type("Meta", (), {"app_label": "audit", "db_table": "audit_before", "indexes": indexes})
    model = type("Before", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})
    drop(model)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    return model


def drop(model):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {model._meta.db_table}")


def write_before(model, *, by):
    model.objects.create(
        organisation_id=by.organisation_id,
        actor_id=by.id,
        role=by.role,
        action="case.read",
        subject_kind="organisation",
        subject_id=by.organisation_id,
        request_id="",
    )


if __name__ == "__main__":
    main()
