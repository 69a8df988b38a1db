"""SQLite gives the pages back on which plain names, titles and words stood."""

from django.db import migrations

from jindan.server.kit.free_pages import overwrite_pages


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("artifacts", "0003_no_plain_names"),
        ("patients", "0003_no_plain_titles"),
        ("reports", "0003_no_plain_words"),
    ]
    operations = [migrations.RunPython(overwrite_pages, migrations.RunPython.noop)]
