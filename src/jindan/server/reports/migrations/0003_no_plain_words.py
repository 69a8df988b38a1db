"""The plain words of clinicians go."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_typed_words_are_sealed")]
    operations = [
        migrations.RemoveConstraint("ReportVersion", "report_version_reason_iff_amended"),
        migrations.RemoveConstraint("StatementReview", "review_reason_iff_not_accepted"),
        migrations.RemoveConstraint("StatementReview", "review_words_iff_amended"),
        migrations.RemoveField("ReportVersion", "reason"),
        migrations.RemoveField("StatementReview", "reason"),
        migrations.RemoveField("StatementReview", "words"),
        migrations.AddConstraint(
            "ReportVersion",
            models.CheckConstraint(
                name="report_version_reason_iff_amended",
                condition=(Q(state="amended") & ~Q(sealed_reason=b""))
                | (~Q(state="amended") & Q(sealed_reason=b"")),
            ),
        ),
        migrations.AddConstraint(
            "StatementReview",
            models.CheckConstraint(
                name="review_reason_iff_not_accepted",
                condition=(Q(verdict="accepted") & Q(sealed_reason=b""))
                | (~Q(verdict="accepted") & ~Q(sealed_reason=b"")),
            ),
        ),
        migrations.AddConstraint(
            "StatementReview",
            models.CheckConstraint(
                name="review_words_iff_amended",
                condition=(Q(verdict="amended") & ~Q(sealed_words=b""))
                | (~Q(verdict="amended") & Q(sealed_words=b"")),
            ),
        ),
    ]
