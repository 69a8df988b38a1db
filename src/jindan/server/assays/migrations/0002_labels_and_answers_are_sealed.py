"""Labels of specimens and answers of models are sealed. The plain columns go with 0003."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jindan.omics.assessment import Assessment
from jindan.server.assays.sealing import seal_assessment, seal_label
from jindan.server.keys import services as keys

BATCH = 500


def seal_labels(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the labels that are there."""
    specimens = apps.get_model("assays", "Specimen").objects
    ids = list(specimens.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(specimens.filter(pk__in=ids[start : start + BATCH]).select_related("case"))
        for specimen in batch:
            specimen.sealed_label = seal_label(
                specimen.label, specimen.pk, organisation_id=specimen.case.organisation_id
            )
            specimen.key_id = keys.key_id_of(specimen.sealed_label)
        specimens.bulk_update(batch, ["sealed_label", "key_id"])


def seal_answers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the answers that are there."""
    scores = apps.get_model("assays", "RiskScore").objects
    ids = list(scores.order_by().values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = list(scores.filter(pk__in=ids[start : start + BATCH]).select_related("case"))
        for score in batch:
            score.sealed_assessment = seal_assessment(
                Assessment.model_validate(score.assessment),
                score.pk,
                organisation_id=score.case.organisation_id,
            )
            score.key_id = keys.key_id_of(score.sealed_assessment)
        scores.bulk_update(batch, ["sealed_assessment", "key_id"])


def to_fill(model: str, column: str, field: "models.Field[Any, Any]") -> migrations.AddField:
    """Return the addition of a column that is filled below, and has no default then."""
    return migrations.AddField(model, column, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
        ("assays", "0001_initial"),
    ]
    operations = [
        to_fill("Specimen", "sealed_label", models.BinaryField(default=b"", editable=False)),
        to_fill("Specimen", "key_id", models.CharField(max_length=8, default="")),
        to_fill("RiskScore", "sealed_assessment", models.BinaryField(default=b"", editable=False)),
        to_fill("RiskScore", "key_id", models.CharField(max_length=8, default="")),
        migrations.RunPython(seal_labels, migrations.RunPython.noop),
        migrations.RunPython(seal_answers, migrations.RunPython.noop),
    ]
