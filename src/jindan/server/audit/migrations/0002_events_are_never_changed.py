"""The database refuses to change or delete an audit event."""

from django.db import migrations

from jindan.server.audit.triggers import install


def promise(apps, schema_editor):
    install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(promise, migrations.RunPython.noop)]
