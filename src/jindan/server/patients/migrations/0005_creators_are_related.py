"""Who opened a patient or a case is one of those who care for the patient."""

import itertools

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1000


def relate_creators(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add a relation for the creator of each patient and of each case."""
    Patient = apps.get_model("patients", "Patient")
    Case = apps.get_model("patients", "Case")
    CareRelation = apps.get_model("patients", "CareRelation")
    creators = itertools.chain(
        Patient.objects.values_list("pk", "created_by").iterator(BATCH),
        Case.objects.values_list("patient", "created_by").iterator(BATCH),
    )
    relations = (
        CareRelation(patient_id=patient, person_id=person, added_by_id=person)
        for patient, person in creators
    )
    while batch := list(itertools.islice(relations, BATCH)):
        CareRelation.objects.bulk_create(batch, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("patients", "0004_care_relations_and_consents")]

    operations = [migrations.RunPython(relate_creators, migrations.RunPython.noop)]
