"""The plain parameters and results of jobs go."""

from django.db import migrations, models
from django.db.models import Q

COMPLETED = "completed"


class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_values_are_sealed")]
    operations = [
        migrations.RemoveConstraint("Job", "job_result_iff_completed"),
        migrations.RemoveField("Job", "params"),
        migrations.RemoveField("Job", "result"),
        migrations.AddConstraint(
            "Job",
            models.CheckConstraint(
                name="job_result_iff_completed",
                condition=Q(state=COMPLETED, sealed_result__isnull=False)
                | (~Q(state=COMPLETED) & Q(sealed_result__isnull=True)),
            ),
        ),
        migrations.AddIndex("Job", models.Index(fields=["key_id"], name="job_by_key")),
    ]
