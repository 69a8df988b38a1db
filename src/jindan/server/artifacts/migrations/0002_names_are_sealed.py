"""Names of files are sealed, and originals are told from what is de-identified. The plain columns go with 0003."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jindan.server.artifacts.sealing import seal_name

BATCH = 500


def seal_names(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the names that are there."""
    for kind in ("Artifact", "ResumableUpload"):
        rows = apps.get_model("artifacts", kind).objects
        ids = list(rows.filter(key_id="").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            batch = list(rows.filter(pk__in=ids[start : start + BATCH]).select_related("case"))
            for row in batch:
                sealed = seal_name(row.name, row=row.pk, organisation=row.case.organisation_id)
                row.sealed_name, row.key_id = sealed["sealed_name"], sealed["key_id"]
            rows.bulk_update(batch, ["sealed_name", "key_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
        ("accounts", "0001_initial"),
        ("artifacts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        *(
            migrations.AddField(
                kind, "sealed_name", models.BinaryField(default=b"", editable=False), preserve_default=False
            )
            for kind in ("Artifact", "ResumableUpload")
        ),
        *(
            migrations.AddField(
                kind,
                "key_id",
                models.CharField(max_length=8, db_index=True, default=""),
                preserve_default=False,
            )
            for kind in ("Artifact", "ResumableUpload")
        ),
        migrations.AddField("Artifact", "is_deidentified", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="QuotaGate",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UploadReservation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(seal_names, migrations.RunPython.noop),
    ]
