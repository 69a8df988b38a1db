"""Events say where, for whom, why and how, and are linked into a chain; those of before are its beginning."""

import django.utils.timezone
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from jindan.server.audit import triggers

BATCH = 500


def allow_changes(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection)


def refuse_changes(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection)


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Say the patient of earlier events, what was refused, and give them the first places of the chain."""
    events = apps.get_model("audit", "AuditEvent").objects
    event, case = "audit_auditevent", "patients_case"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {event} SET patient_id = (SELECT {case}.patient_id FROM {case} WHERE {case}.id = {event}.case_id) "
            "WHERE case_id IS NOT NULL"
        )
        cursor.execute(f"UPDATE {event} SET patient_id = subject_id WHERE subject_kind = 'patient'")
        cursor.execute(f"UPDATE {event} SET outcome = 'refused' WHERE action = 'session.refused'")
    place, remaining = 0, events.order_by("id")
    while batch := list(remaining[:BATCH]):
        for place, row in enumerate(batch, start=place + 1):
            row.sequence = place
        events.bulk_update(batch, ["sequence"], batch_size=100)
        remaining = events.filter(id__gt=batch[-1].id).order_by("id")
    apps.get_model("audit", "ChainHead").objects.create(pk=1, earlier=place)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_events_are_never_changed"),
        ("patients", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(allow_changes, migrations.RunPython.noop),
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('link', models.CharField(blank=True, max_length=64)),
                ('earlier', models.BigIntegerField(default=0)),
                ('origin', models.CharField(blank=True, max_length=64)),
                ('checkpoints', models.BigIntegerField(default=0)),
                ('seal', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='auditevent',
            name='address',
            field=models.CharField(blank=True, max_length=45),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='filters',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='link',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='outcome',
            field=models.CharField(choices=[('success', 'Success'), ('refused', 'Refused'), ('failed', 'Failed')], default='success', max_length=8),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='patient_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='purpose',
            field=models.CharField(blank=True, choices=[('TREAT', 'TREATMENT'), ('ETREAT', 'EMERGENCY'), ('BTG', 'BREAK_THE_GLASS'), ('HRESCH', 'RESEARCH'), ('HOPERAT', 'OPERATIONS'), ('PATADMIN', 'PATIENT_ADMINISTRATION'), ('HSYSADMIN', 'SYSTEM_ADMINISTRATION'), ('HCOMPL', 'COMPLIANCE'), ('PATRQT', 'PATIENT_REQUEST')], max_length=10),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='seal',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='sequence',
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['organisation_id', 'patient_id', '-at', '-id'], name='audit_by_patient'),
        ),
        migrations.AddConstraint(
            model_name='chainhead',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='audit_chain_has_one_head'),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
