"""The specimens of a case, found by the laboratory's label, which no column holds in plain text."""

import uuid

from django.db import transaction

from jindan.server.assays.models import Specimen
from jindan.server.assays.sealing import seal_label
from jindan.server.keys import services as keys
from jindan.server.patients.models import Case

MOST_CHARACTERS = 256


@transaction.atomic
def specimen_labelled(label: str, *, case: Case) -> Specimen:
    """Return the specimen of a case with this label, made where there is none.

    The case is locked, so that two jobs at once make one. The few labels of a case are opened and compared, so that no
    column tells where the same label stands again.
    """
    label = label[:MOST_CHARACTERS]
    Case.objects.select_for_update().get(pk=case.pk)
    for specimen in Specimen.objects.filter(case=case).select_related("case"):
        if specimen.label == label:
            return specimen
    id = uuid.uuid4()
    sealed = seal_label(label, id, organisation_id=case.organisation_id)
    return Specimen.objects.create(
        id=id, case=case, sealed_label=sealed, key_id=keys.key_id_of(sealed)
    )
