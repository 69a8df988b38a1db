"""SQLite gives the pages back on which plain labels, answers and values of jobs stood."""

from django.db import migrations

from jindan.server.kit.free_pages import overwrite_pages


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("assays", "0003_no_plain_labels_and_answers"),
        ("jobs", "0006_no_plain_values"),
    ]
    operations = [migrations.RunPython(overwrite_pages, migrations.RunPython.noop)]
