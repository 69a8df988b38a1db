"""Attacks on the table of events, as somebody makes them who has the database and has dropped the triggers."""

from django.db import connection, models

from jindan.server.audit.models import AuditEvent, ChainHead

TABLE = AuditEvent._meta.db_table
COUNT = 8
"""Events of the chain that a test begins with."""


def rows():
    """The table without the model's refusals."""
    return models.QuerySet(AuditEvent)


def delete(*sequences):
    rows().filter(sequence__in=sequences)._raw_delete("default")


def alter(sequence, **columns):
    rows().filter(sequence=sequence).update(**columns)


def reorder(one, other):
    """Let two events swap their places, and keep the links that belong to these."""
    first, second = rows().get(sequence=one), rows().get(sequence=other)
    rows().filter(pk=first.pk).update(sequence=None)
    rows().filter(pk=second.pk).update(sequence=one, link=first.link)
    rows().filter(pk=first.pk).update(sequence=other, link=second.link)


def replace(sequence, **columns):
    """Write a row anew in the place of another, with a seal of the attacker's own."""
    row = rows().get(sequence=sequence)
    rows().filter(pk=row.pk)._raw_delete("default")
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    AuditEvent(**values | columns).save(force_insert=True)


def insert(sequence, **columns):
    """Push an event of the attacker's own in before a place, and number all behind it anew."""
    for row in rows().filter(sequence__gte=sequence).order_by("-sequence"):
        rows().filter(pk=row.pk).update(sequence=row.sequence + 1)
    row = rows().order_by("sequence").exclude(sequence=None).first()
    AuditEvent(
        organisation_id=row.organisation_id,
        action="patient.read",
        subject_kind="patient",
        subject_id=row.subject_id,
        sequence=sequence,
        seal="0" * 64,
        link="0" * 64,
        **columns,
    ).save(force_insert=True)


def truncate():
    with connection.cursor() as cursor:
        # MariaDB would end the transaction of the test with it.
        is_plain = connection.vendor == "sqlite" or connection.in_atomic_block
        verb = "DELETE FROM" if is_plain else "TRUNCATE TABLE"
        cursor.execute(f"{verb} {TABLE}")


def set_head(**columns):
    models.QuerySet(ChainHead).update(**columns)
