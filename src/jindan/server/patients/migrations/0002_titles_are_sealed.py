"""Titles of cases are sealed. The plain column goes with 0003."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jindan.server.patients.sealing import seal_title

BATCH = 500


def seal_titles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the titles that are there."""
    cases = apps.get_model("patients", "Case").objects
    ids = list(cases.filter(~models.Q(title="")).values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(cases.filter(pk__in=ids[start : start + BATCH]))
        for case in batch:
            case.sealed_title = seal_title(
                case.title, case_id=case.pk, organisation_id=case.organisation_id
            )
        cases.bulk_update(batch, ["sealed_title"])


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
        ("patients", "0001_initial"),
    ]
    operations = [
        migrations.AddField(
            "Case", "sealed_title", models.BinaryField(default=b"", editable=False)
        ),
        migrations.RunPython(seal_titles, migrations.RunPython.noop),
    ]
