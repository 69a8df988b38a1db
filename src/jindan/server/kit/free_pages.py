"""What a database keeps of text that was deleted."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def overwrite_pages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the file of an SQLite database anew, as deleted text stays in its free pages and in its log.

    It is a step of a migration that is not atomic: VACUUM runs in no transaction.
    """
    connection = schema_editor.connection
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
