"""An organisation's consent to have its pages sent to the reading service, given and withdrawn by an administrator."""

from django.conf import settings
from django.db import transaction

from jindan.ocr.remote.access import Access
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.consents.services import require_consent
from jindan.server.documents.errors import ConsentMissing, ReadingServiceOff
from jindan.server.documents.models import SendingConsent
from jindan.server.documents.queries import consents_visible_to
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case, ConsentPurpose
from jindan.server.roles import Capability, require


@transaction.atomic
def give(*, by: User) -> SendingConsent:
    """Give the consent of the actor's organisation. An earlier one stays as it is. Raises ReadingServiceOff."""
    require(by, Capability.MANAGE_INSTALLATION)
    if not is_offered():
        raise ReadingServiceOff
    consent, is_new = SendingConsent.objects.get_or_create(
        organisation_id=by.organisation_id, defaults={"given_by": by}
    )
    if is_new:
        audit.record_event("sending-consent.given", by=by, subject=by.organisation)
    return consent


@transaction.atomic
def withdraw(*, by: User) -> None:
    """Withdraw the consent: no run that starts to send after this sends anything."""
    require(by, Capability.MANAGE_INSTALLATION)
    withdrawn, _ = consents_visible_to(by).delete()
    if withdrawn:
        audit.record_event("sending-consent.withdrawn", by=by, subject=by.organisation)


def is_offered() -> bool:
    """Return whether the operator has set a key of the reading service."""
    return bool(settings.UPSTAGE_API_KEY)


def check(case: Case) -> None:
    """Raise ReadingServiceOff, ConsentMissing or PatientConsentMissing unless pages of a case may be sent.

    Both must consent: the organisation, and the patient by decision or by the organisation's rule.
    """
    if not is_offered():
        raise ReadingServiceOff
    if not SendingConsent.objects.filter(organisation=case.organisation_id).exists():
        raise ConsentMissing
    require_consent(case.patient, purpose=ConsentPurpose.EXTERNAL_OCR)


@transaction.atomic
def access_for(job: Job) -> Access:
    """Return key and address for the run that sends, and record that it sends. Raises what `check` raises.

    It is called when the run starts, not when the job is submitted: a consent may be withdrawn in between.
    """
    check(job.case)
    audit.record_event("document.sent-to-service", by=job.requested_by, subject=job, case=job.case)
    return Access(key=settings.UPSTAGE_API_KEY, address=settings.UPSTAGE_ADDRESS)
