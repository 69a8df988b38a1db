"""The plain titles of cases go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("patients", "0002_titles_are_sealed")]
    operations = [migrations.RemoveField("Case", "title")]
