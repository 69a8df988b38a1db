"""The plain names of files go, and so does the mark that was set by type."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("artifacts", "0002_names_are_sealed")]
    operations = [
        migrations.RemoveConstraint("Artifact", "artifact_named"),
        migrations.RemoveField("Artifact", "name"),
        migrations.RemoveField("Artifact", "is_identifying"),
        migrations.RemoveField("ResumableUpload", "name"),
        migrations.AlterField("Artifact", "sealed_name", models.BinaryField(editable=False)),
        migrations.AlterField("ResumableUpload", "sealed_name", models.BinaryField(editable=False)),
        migrations.AddConstraint(
            "Artifact",
            models.CheckConstraint(condition=~Q(media_type=""), name="artifact_has_type"),
        ),
        migrations.AddConstraint(
            "Artifact",
            models.CheckConstraint(
                condition=Q(is_received=False) | Q(is_deidentified=False),
                name="received_is_original",
            ),
        ),
    ]
