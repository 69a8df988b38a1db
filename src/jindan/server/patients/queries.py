"""The patients and cases that a person may see, by role, care relation, protection and consent."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from jindan.server.accounts.models import User
from jindan.server.patients.models import (
    AccessPolicy,
    CareRelation,
    Case,
    Consent,
    ConsentDecision,
    ConsentPurpose,
    EmergencyAccess,
    Patient,
    Protection,
    Visibility,
)
from jindan.server.reach import EVERYTHING, REACH, Confidentiality, Kept, Relation
from jindan.server.roles import Actor, Capability, Role, may

NOBODY = Q(pk__in=())


def visible_to(user: User) -> QuerySet[Patient]:
    """Return the patients that the user may see, and none for roles that may not read patients."""
    return Patient.objects.filter(
        within_reach(user, patient="pk"), organisation_id=user.organisation_id
    )


def cases_visible_to(user: User) -> QuerySet[Case]:
    """Return the cases of those patients."""
    cases = Case.objects.filter(
        within_reach(user, patient="patient"), organisation_id=user.organisation_id
    )
    return cases.select_related("patient")


def title_for(case: Case, *, to: Actor) -> str:
    """Return the title of a case, which may name the patient, for roles that may identify them, and else nothing."""
    return case.title if may(to, Capability.IDENTIFY_PATIENTS) else ""


def in_visible_case(user: User, *, path: str = "case") -> Q:
    """Return the condition that a row belongs to a case this person may see.

    path: from the row to its case.
    """
    # A join, because MariaDB would begin at the cases of a subquery, and then sort what it read of them.
    is_theirs = Q(**{f"{path}__organisation": user.organisation_id})
    return is_theirs & within_reach(user, patient=f"{path}__patient")


def within_reach(user: User, *, patient: str) -> Q:
    """Return the condition that the user's role and relation reach a row's patient. It states no organisation.

    patient: path from the row to its patient. Where everybody sees every patient, the condition is empty, so that
    lists are read as if there were no relations.
    """
    if not may(user, Capability.READ_PATIENTS):
        return NOBODY
    policy = policy_of(user.organisation_id)
    is_reached = _by_relation(user, policy=policy, patient=patient)
    if user.role == Role.RESEARCHER:
        is_reached &= consents_to(ConsentPurpose.RESEARCH, policy=policy, patient=patient)
    return is_reached


def is_within_lasting_reach(patient: Patient, *, user: User) -> bool:
    """Return whether the user sees a patient by more than an emergency access."""
    policy = policy_of(user.organisation_id)
    lasting = _by_relation(user, policy=policy, patient="pk", by_emergency=False)
    return visible_to(user).filter(lasting, pk=patient.pk).exists()


def _by_relation(user: User, *, policy: AccessPolicy, patient: str, by_emergency: bool = True) -> Q:
    usual = confidentiality_of(policy)
    reach = REACH[Role(user.role)]
    protections = Protection.objects.filter(organisation_id=user.organisation_id)
    sees_unrelated = usual in reach[Relation.NONE]
    if reach[Relation.NONE] >= EVERYTHING or (sees_unrelated and not protections.exists()):
        return Q()
    is_protected = Q(Exists(protections.filter(patient=OuterRef(patient))))
    by = {
        Relation.MEMBER: Q(Exists(relations_of(user).filter(patient=OuterRef(patient)))),
        Relation.EMERGENCY: Q(Exists(emergencies_of(user).filter(patient=OuterRef(patient))))
        if by_emergency
        else NOBODY,
    }
    is_reached = _kept_within(reach[Relation.NONE], usual=usual, is_protected=is_protected)
    for relation, is_related in by.items():
        kept = _kept_within(reach[relation], usual=usual, is_protected=is_protected)
        is_reached |= kept & is_related
    return is_reached


def _kept_within(kept: Kept, *, usual: Confidentiality, is_protected: Q) -> Q:
    """Return the condition that a patient's record is no more confidential than is kept open here."""
    if {usual, Confidentiality.VERY_RESTRICTED} <= kept:
        return Q()
    if usual in kept:
        return ~is_protected
    return is_protected if Confidentiality.VERY_RESTRICTED in kept else NOBODY


def relations_of(user: User) -> QuerySet[CareRelation]:
    """Return the care relations of a person, own and of teams."""
    return CareRelation.objects.filter(Q(person=user) | Q(team__members__person=user))


def emergencies_of(user: User) -> QuerySet[EmergencyAccess]:
    """Return the emergency accesses of a person that have not ended, by the database's clock."""
    return EmergencyAccess.objects.filter(person=user, until__gt=Now())


def policy_of(organisation_id: UUID) -> AccessPolicy:
    """Return the rule of an organisation, with the defaults where it has set none."""
    policy = AccessPolicy.objects.filter(pk=organisation_id).first()
    return policy or AccessPolicy(organisation_id=organisation_id)


def confidentiality_of(policy: AccessPolicy) -> Confidentiality:
    """Return how closely an organisation keeps the records of patients who are not protected."""
    is_open = policy.visibility == Visibility.OPEN
    return Confidentiality.NORMAL if is_open else Confidentiality.RESTRICTED


def consents_to(purpose: ConsentPurpose, *, policy: AccessPolicy, patient: str) -> Q:
    """Return the condition that the patient of a row consents to a purpose, or that the organisation presumes it."""
    current = Consent.objects.filter(patient=OuterRef(patient), purpose=purpose, is_current=True)
    if is_presumed(purpose, policy=policy):
        return ~Q(Exists(current.exclude(decision=ConsentDecision.GRANTED)))
    return Q(Exists(current.filter(decision=ConsentDecision.GRANTED)))


def is_presumed(purpose: ConsentPurpose, *, policy: AccessPolicy) -> bool:
    """Return whether an organisation takes a patient who was not asked as consenting. Care is never asked for."""
    presumed = {
        ConsentPurpose.CARE: True,
        ConsentPurpose.RESEARCH: policy.presumes_research,
        ConsentPurpose.EXTERNAL_OCR: policy.presumes_external_ocr,
        ConsentPurpose.EXTERNAL_MODEL: policy.presumes_external_model,
    }
    return presumed[purpose]


def is_consented(patient: Patient, *, purpose: ConsentPurpose) -> bool:
    """Return whether a patient consents to a purpose, by decision or by the organisation's presumption."""
    policy = policy_of(patient.organisation_id)
    is_willing = consents_to(purpose, policy=policy, patient="pk")
    return Patient.objects.filter(is_willing, pk=patient.pk).exists()
