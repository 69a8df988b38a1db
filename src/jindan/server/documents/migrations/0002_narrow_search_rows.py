"""On PostgreSQL the hashes and sealed words lie beside the table, which thereby is small enough to be read whole."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NARROW = "ALTER TABLE documents_searchentry SET (toast_tuple_target = 128)"
WIDE = "ALTER TABLE documents_searchentry RESET (toast_tuple_target)"


def keep_rows_narrow(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(NARROW)


def let_rows_be_wide(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(WIDE)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(keep_rows_narrow, let_rows_be_wide)]
