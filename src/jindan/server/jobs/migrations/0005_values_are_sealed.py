"""Parameters and results of jobs are sealed. The plain columns go with 0006."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jindan.server.jobs.sealing import sealed_columns

BATCH = 500
COLUMNS = ["sealed_params", "sealed_result", "key_id"]


def seal_values(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the parameters and results that are there."""
    jobs = apps.get_model("jobs", "Job").objects
    ids = list(jobs.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(jobs.filter(pk__in=ids[start : start + BATCH]))
        for job in batch:
            columns = sealed_columns(
                job.pk,
                organisation_id=job.organisation_id,
                params=job.params,
                result=job.result,
            )
            for column, value in columns.items():
                setattr(job, column, value)
        jobs.bulk_update(batch, COLUMNS)


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
        ("jobs", "0004_job_confinement"),
    ]
    operations = [
        migrations.AddField("Job", "sealed_params", models.BinaryField(default=b"", editable=False)),
        migrations.AddField("Job", "sealed_result", models.BinaryField(null=True, editable=False)),
        migrations.AddField("Job", "key_id", models.CharField(max_length=8, blank=True)),
        migrations.RunPython(seal_values, migrations.RunPython.noop),
    ]
