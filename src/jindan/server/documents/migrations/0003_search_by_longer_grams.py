"""Runs of three characters in the search index, and rows that are quick to sort; what was indexed before is indexed anew."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import jindan.server.documents.grams
from jindan.server.documents.finding import index_anew

NARROW = 'ALTER TABLE documents_searchentry SET (toast_tuple_target = 128)'
WIDE = 'ALTER TABLE documents_searchentry RESET (toast_tuple_target)'


def keep_rows_narrow(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On PostgreSQL the hashes and sealed words lie beside the table, which thereby is small enough to be read whole."""
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute(NARROW)


def let_rows_be_wide(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute(WIDE)


def index_what_is_there(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model('documents', 'SearchEntry').objects.exists():
        index_anew()


class Migration(migrations.Migration):
    dependencies = [('documents', '0002_doubts')]

    operations = [
        migrations.RemoveIndex(model_name='searchentry', name='search_entry_grams'),
        migrations.AddIndex(
            model_name='searchentry',
            index=jindan.server.documents.grams.GramIndex(fields=['grams'], name='search_entry_grams'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['organisation', '-id'], name='search_entry_newest'),
        ),
        migrations.RunPython(keep_rows_narrow, let_rows_be_wide),
        migrations.RunPython(index_what_is_there, migrations.RunPython.noop),
    ]
