"""The plain labels of specimens and answers of models go."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assays", "0002_labels_and_answers_are_sealed")]
    operations = [
        migrations.RemoveConstraint("Specimen", "specimen_label_once_in_case"),
        migrations.RemoveField("Specimen", "label"),
        migrations.RemoveField("RiskScore", "assessment"),
        migrations.AddIndex("Specimen", models.Index(fields=["key_id"], name="specimen_by_key")),
        migrations.AddIndex("RiskScore", models.Index(fields=["key_id"], name="risk_score_by_key")),
    ]
