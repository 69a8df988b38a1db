"""What clinicians typed into reports is sealed, and reports in which nobody is named are marked."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from jindan.server.reports.sealing import seal_words

BATCH = 500
TYPED = {"ReportVersion": ("reason",), "StatementReview": ("reason", "words")}


def seal_typed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Seal the words that are there."""
    for kind, columns in TYPED.items():
        rows = apps.get_model("reports", kind).objects
        ids = list(rows.exclude(reason="").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            batch = list(
                rows.filter(pk__in=ids[start : start + BATCH]).select_related("report__case")
            )
            for row in batch:
                for column in columns:
                    sealed = seal_words(
                        getattr(row, column),
                        column=f"{kind.lower()}.{column}",
                        row=row.pk,
                        organisation=row.report.case.organisation_id,
                    )
                    setattr(row, f"sealed_{column}", sealed)
            rows.bulk_update(batch, [f"sealed_{column}" for column in columns])


def mark_reports(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the CT reports into which nobody typed and whose case had no title, as a report bore the title until now."""
    versions = apps.get_model("reports", "ReportVersion").objects.filter(
        report__kind="ct-segmentation", report__case__sealed_title=b"", number__lte=2
    )
    reviewed = apps.get_model("reports", "StatementReview").objects.filter(~models.Q(reason=""))
    signed_with_words = models.Q(number=2, report__in=reviewed.values("report"))
    versions = versions.exclude(signed_with_words)
    artifacts = apps.get_model("artifacts", "Artifact").objects
    rendered = apps.get_model("reports", "Rendering").objects
    ids = list(versions.values_list("pk", "content"))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        pdfs = rendered.filter(version__in=[version for version, _ in batch])
        keys = [content for _, content in batch] + list(pdfs.values_list("artifact", flat=True))
        artifacts.filter(pk__in=keys, is_received=False).update(is_deidentified=True)


class Migration(migrations.Migration):
    dependencies = [
        ("keys", "0001_initial"),
        ("artifacts", "0002_names_are_sealed"),
        ("patients", "0002_titles_are_sealed"),
        ("reports", "0001_initial"),
    ]
    operations = [
        *(
            migrations.AddField(
                kind, f"sealed_{column}", models.BinaryField(default=b"", editable=False)
            )
            for kind, columns in TYPED.items()
            for column in columns
        ),
        migrations.RunPython(seal_typed, migrations.RunPython.noop),
        migrations.RunPython(mark_reports, migrations.RunPython.noop),
    ]
