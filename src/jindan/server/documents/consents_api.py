"""The organisation's consent to have pages read by the reading service, over HTTP."""

from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Router, Schema, Status

from jindan.ocr.remote.access import ENGINE
from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.documents import consents, queries
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, may, require

router = Router(tags=["documents"])
PATH = f"/document-engines/{ENGINE}/consent"


class SendingConsentOut(Schema):
    """Whether the installation offers the service, and when your organisation consented; null: it has not."""

    engine: str
    is_offered: bool
    given_at: datetime | None


@router.get(PATH, response={200: SendingConsentOut, **PROBLEMS}, operation_id="see_sending_consent")
def see_sending_consent(request: HttpRequest) -> SendingConsentOut:
    """Whether pages of your organisation may be sent to the reading service."""
    user = person(request)
    if not may(user, Capability.REQUEST_DOCUMENTS):
        require(user, Capability.MANAGE_INSTALLATION)
    return _shown(user)


@router.put(
    PATH, response={200: SendingConsentOut, **PROBLEMS}, operation_id="give_sending_consent"
)
def give_sending_consent(request: HttpRequest) -> SendingConsentOut:
    """Consent, for your organisation, to pages being sent; for administrators."""
    consents.give(by=person(request))
    return _shown(person(request))


@router.delete(PATH, response={204: None, **PROBLEMS}, operation_id="withdraw_sending_consent")
def withdraw_sending_consent(request: HttpRequest) -> Status[None]:
    """Withdraw the consent: what waits to be sent is read by the local engine instead."""
    consents.withdraw(by=person(request))
    return Status(HTTPStatus.NO_CONTENT, None)


def _shown(user: User) -> SendingConsentOut:
    given = queries.consents_visible_to(user).first()
    return SendingConsentOut(
        engine=ENGINE,
        is_offered=consents.is_offered(),
        given_at=given.given_at if given else None,
    )
