"""SQLite gives the pages back on which plain names, titles and words stood."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def overwrite_pages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the file of an SQLite database anew, as deleted text stays in its free pages and in its log."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Migration(migrations.Migration):
    atomic = False  # VACUUM runs in no transaction
    dependencies = [
        ("artifacts", "0003_no_plain_names"),
        ("patients", "0003_no_plain_titles"),
        ("reports", "0003_no_plain_words"),
    ]
    operations = [migrations.RunPython(overwrite_pages, migrations.RunPython.noop)]
