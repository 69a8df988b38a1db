"""What imports and segmentations of a CT wrote is de-identified, as both analyses state from now on."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

OF_IMPORTS = ("volume.nii", "instances.zip", "deidentification.json")
BATCH = 500


def mark_outputs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the outputs that are there."""
    stated = Q(job__kind="ct-import", name__in=OF_IMPORTS) | Q(job__kind="ct-segmentation")
    outputs = apps.get_model("jobs", "JobOutput").objects.filter(stated)
    ids = list(outputs.values_list("artifact", flat=True))
    artifacts = apps.get_model("artifacts", "Artifact").objects
    for start in range(0, len(ids), BATCH):
        batch = artifacts.filter(pk__in=ids[start : start + BATCH], is_received=False)
        batch.update(is_deidentified=True)


class Migration(migrations.Migration):
    dependencies = [("artifacts", "0002_names_are_sealed"), ("jobs", "0002_organisations_take_turns")]
    operations = [
        migrations.AddField("JobPreview", "is_deidentified", models.BooleanField(default=False)),
        migrations.RunPython(mark_outputs, migrations.RunPython.noop),
    ]
