"""Requests and responses of the consents of patients."""

import datetime
import uuid

from ninja import Schema

from jindan.server.care.schemas import PersonOut, person_out
from jindan.server.kit.schemas import RequestBody
from jindan.server.patients.models import (
    AccessPolicy,
    Consent,
    ConsentBasis,
    ConsentDecision,
    ConsentPurpose,
)
from jindan.server.patients.queries import is_presumed


class ConsentIn(RequestBody):
    """A decision of a patient for one purpose, and how it came."""

    purpose: ConsentPurpose
    decision: ConsentDecision
    basis: ConsentBasis


class ConsentOut(Schema):
    """A decision of a patient, with who took it down."""

    id: uuid.UUID
    purpose: ConsentPurpose
    decision: ConsentDecision
    basis: ConsentBasis
    recorded_by: PersonOut
    created_at: datetime.datetime


class PurposeOut(Schema):
    """What holds for one purpose. `decision` is null where the patient was not asked: the organisation presumes."""

    purpose: ConsentPurpose
    is_allowed: bool
    decision: ConsentOut | None


class ConsentsOut(Schema):
    """What a patient consents to, for each purpose."""

    purposes: list[PurposeOut]


def consent_out(consent: Consent) -> ConsentOut:
    """Return a decision whose recorder was fetched."""
    return ConsentOut(
        id=consent.pk,
        purpose=ConsentPurpose(consent.purpose),
        decision=ConsentDecision(consent.decision),
        basis=ConsentBasis(consent.basis),
        recorded_by=person_out(consent.recorded_by),
        created_at=consent.created_at,
    )


def consents_out(current: list[Consent], *, policy: AccessPolicy) -> ConsentsOut:
    """Return what holds for each purpose, from the decisions that hold and the organisation's rule."""
    decisions = {consent.purpose: consent for consent in current}
    return ConsentsOut(
        purposes=[
            _purpose_out(purpose, consent=decisions.get(purpose), policy=policy)
            for purpose in ConsentPurpose
        ]
    )


def _purpose_out(
    purpose: ConsentPurpose, *, consent: Consent | None, policy: AccessPolicy
) -> PurposeOut:
    is_granted = consent is not None and consent.decision == ConsentDecision.GRANTED
    return PurposeOut(
        purpose=purpose,
        is_allowed=is_granted if consent else is_presumed(purpose, policy=policy),
        decision=consent_out(consent) if consent else None,
    )
