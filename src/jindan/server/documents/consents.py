"""Whether an organisation has its pages sent to the reading service: given and withdrawn by its administrator."""

from django.conf import settings
from django.db import transaction

from jindan.ocr.remote.access import Access
from jindan.server.accounts.models import Organisation, User
from jindan.server.audit import services as audit
from jindan.server.documents.errors import ConsentMissing, ReadingServiceOff
from jindan.server.documents.models import SendingConsent
from jindan.server.documents.queries import consents_visible_to
from jindan.server.jobs.models import Job
from jindan.server.roles import Capability, require


@transaction.atomic
def give(*, by: User) -> SendingConsent:
    """Consent for the organisation; given twice, the first stands. Raises ReadingServiceOff."""
    require(by, Capability.MANAGE_INSTALLATION)
    _check_offered()
    consent, is_new = SendingConsent.objects.get_or_create(
        organisation_id=by.organisation_id, defaults={"given_by": by}
    )
    if is_new:
        audit.record_event("sending-consent.given", by=by, subject=by.organisation)
    return consent


@transaction.atomic
def withdraw(*, by: User) -> None:
    """Take the consent back: no run that starts to send after this sends anything."""
    require(by, Capability.MANAGE_INSTALLATION)
    withdrawn, _ = consents_visible_to(by).delete()
    if withdrawn:
        audit.record_event("sending-consent.withdrawn", by=by, subject=by.organisation)


def is_offered() -> bool:
    """Whether the operator has set a key."""
    return bool(settings.UPSTAGE_API_KEY)


def check(organisation: Organisation) -> None:
    """Let pages of an organisation leave, or raise ReadingServiceOff or ConsentMissing."""
    _check_offered()
    if not SendingConsent.objects.filter(organisation=organisation).exists():
        raise ConsentMissing


@transaction.atomic
def access_for(job: Job) -> Access:
    """What the run that sends is told, at the moment it starts; the audit notes it. Raises what `check` raises."""
    check(job.case.organisation)
    audit.record_event("document.sent-to-service", by=job.requested_by, subject=job, case=job.case)
    return Access(key=settings.UPSTAGE_API_KEY, address=settings.UPSTAGE_ADDRESS)


def _check_offered() -> None:
    if not is_offered():
        raise ReadingServiceOff
