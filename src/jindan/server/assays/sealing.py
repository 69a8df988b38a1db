"""Labels of specimens and answers of models as the database stores them: ciphertext, bound to its row."""

import uuid

from jindan.omics.assessment import Assessment
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use


def seal_label(label: str, specimen_id: uuid.UUID, *, organisation_id: uuid.UUID) -> bytes:
    """Return the laboratory's label of a specimen, sealed for this row only."""
    context = _label_context(specimen_id)
    return keys.seal(
        label.encode(),
        use=Use.SPECIMEN_LABEL,
        organisation_id=organisation_id,
        context=context,
    )


def unseal_label(sealed: bytes, specimen_id: uuid.UUID, *, organisation_id: uuid.UUID) -> str:
    """Return the label that any key of the organisation has sealed. Raises UnknownKey, BrokenSeal."""
    opened = keys.unseal(
        sealed,
        use=Use.SPECIMEN_LABEL,
        organisation_id=organisation_id,
        context=_label_context(specimen_id),
    )
    return opened.decode()


def seal_assessment(
    assessment: Assessment, score_id: uuid.UUID, *, organisation_id: uuid.UUID
) -> bytes:
    """Return the answer of a model, sealed for the row of its risk score only."""
    return keys.seal(
        assessment.model_dump_json().encode(),
        use=Use.FINDINGS,
        organisation_id=organisation_id,
        context=_assessment_context(score_id),
    )


def unseal_assessment(
    sealed: bytes, score_id: uuid.UUID, *, organisation_id: uuid.UUID
) -> Assessment:
    """Return the answer that any key of the organisation has sealed. Raises UnknownKey, BrokenSeal."""
    opened = keys.unseal(
        sealed,
        use=Use.FINDINGS,
        organisation_id=organisation_id,
        context=_assessment_context(score_id),
    )
    return Assessment.model_validate_json(opened)


def _label_context(specimen_id: uuid.UUID) -> bytes:
    return f"assays.specimen.label:{specimen_id}".encode()


def _assessment_context(score_id: uuid.UUID) -> bytes:
    return f"assays.risk_score.assessment:{score_id}".encode()
