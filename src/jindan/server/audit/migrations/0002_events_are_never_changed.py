"""The database refuses to change or delete an audit event, by the triggers that 0003 installs in their newest form."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = []
