"""The organisation's consent to send pages to the reading service, over HTTP."""

from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema, Status

from jindan.ocr.remote.access import ATTEMPTS, DEADLINE_S, ENGINE, MOST_BYTES
from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.documents import queries
from jindan.server.documents.reading import SENDING
from jindan.server.documents.services import consents
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, may, require

router = Router(tags=["documents"])
PATH = f"/document-engines/{ENGINE}/consent"


class SendingLimitsOut(Schema):
    """The limits of sending: bytes of a page, attempts for each page, seconds for an answer and for a whole run."""

    page_bytes: int
    attempts: int
    answer_seconds: int
    run_seconds: int


class SendingConsentOut(Schema):
    """The reading service: whether the installation offers it, its address, and your organisation's consent.

    given_at, given_by: null where nobody has consented. given_by is a name, or an e-mail address where there is none.
    """

    engine: str
    address: str
    is_offered: bool
    given_at: datetime | None
    given_by: str | None
    limits: SendingLimitsOut


@router.get(PATH, response={200: SendingConsentOut, **PROBLEMS}, operation_id="see_sending_consent")
def see_sending_consent(request: HttpRequest) -> SendingConsentOut:
    """Return whether pages of your organisation may be sent to the reading service."""
    user = person(request)
    if not may(user, Capability.REQUEST_DOCUMENTS):
        require(user, Capability.MANAGE_INSTALLATION)
    return _consent_out(user)


@router.put(
    PATH, response={200: SendingConsentOut, **PROBLEMS}, operation_id="give_sending_consent"
)
def give_sending_consent(request: HttpRequest) -> SendingConsentOut:
    """Give your organisation's consent to pages being sent. Only administrators may."""
    consents.give(by=person(request))
    return _consent_out(person(request))


@router.delete(PATH, response={204: None, **PROBLEMS}, operation_id="withdraw_sending_consent")
def withdraw_sending_consent(request: HttpRequest) -> Status[None]:
    """Withdraw the consent. What waits to be sent is read by the local engine instead."""
    consents.withdraw(by=person(request))
    return Status(HTTPStatus.NO_CONTENT, None)


def _consent_out(user: User) -> SendingConsentOut:
    consent = queries.consents_visible_to(user).select_related("given_by").first()
    return SendingConsentOut(
        engine=ENGINE,
        address=settings.UPSTAGE_ADDRESS,
        is_offered=consents.is_offered(),
        given_at=consent.given_at if consent else None,
        given_by=(consent.given_by.name or consent.given_by.email) if consent else None,
        limits=SendingLimitsOut(
            page_bytes=MOST_BYTES,
            attempts=ATTEMPTS,
            answer_seconds=DEADLINE_S,
            run_seconds=SENDING.wall_s,
        ),
    )
