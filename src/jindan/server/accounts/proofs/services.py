"""Proof, at the moment of an act, that it is the person's own: a session alone signs nothing.

21 CFR 11.200(a)(1): the session has the person's identification, and each signing repeats a component that only they
can execute.
"""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from jindan.server.accounts.errors import TooManyAttempts
from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys.errors import NoPasskey, PasskeyCopied, PasskeyRefused
from jindan.server.accounts.passkeys.place import place_of
from jindan.server.accounts.proofs import assertions
from jindan.server.accounts.proofs.acts import Act, ProofMethod
from jindan.server.accounts.proofs.assertions import BegunProof
from jindan.server.accounts.proofs.errors import ProofNotOfThis, ProofRefused, TooManyProofs
from jindan.server.accounts.proofs.schemas import ProofIn
from jindan.server.accounts.security import person
from jindan.server.accounts.tallies import OWN, Tolerance, attempt, counted
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome

NOT_PROVED = (ProofRefused, ProofNotOfThis, PasskeyRefused, PasskeyCopied)
ANYWHERE = Tolerance(free=30, longest_s=900, forget_s=600, is_cleared=True)
"""Of one person at all addresses. As many failures come only where a token was stolen."""


def methods_of(user: User) -> list[ProofMethod]:
    """Return how the person can prove an act, the strongest first."""
    types = set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    can = {
        ProofMethod.PASSKEY: Authenticator.Type.WEBAUTHN in types,
        ProofMethod.CODE: Authenticator.Type.TOTP in types,
        ProofMethod.PASSWORD: user.has_usable_password(),
    }
    return [method for method, is_there in can.items() if is_there]


def begin(act: Act, *, request: HttpRequest) -> BegunProof:
    """Return a challenge to the person's passkeys. Raises PasskeysNotSetUp, PasskeysElsewhere, NoPasskey."""
    user = person(request)
    if ProofMethod.PASSKEY not in methods_of(user):
        raise NoPasskey
    return assertions.begin(act, user=user, place=place_of(request))


def prove(act: Act, *, given: ProofIn, request: HttpRequest) -> ProofMethod:
    """Return how the person who is signed in has proved the act. A failure is audited, and delays the next attempt.

    Raises TooManyProofs, ProofRefused, ProofNotOfThis, and the problems of passkeys.
    """
    user, address = person(request), get_adapter().get_client_ip(request)
    here = counted("proof", user.pk, address, allowance=OWN)
    anywhere = counted("proof", user.pk, allowance=ANYWHERE)
    try:
        with attempt(here, anywhere, failures=NOT_PROVED):
            return _proved(act, user=user, given=given, request=request)
    except NOT_PROVED:
        audit.record_event("signature.refused", by=user, subject=user, outcome=EventOutcome.REFUSED)
        raise
    except TooManyAttempts as early:
        raise TooManyProofs(headers=early.headers, **early.values) from early


def _proved(act: Act, *, user: User, given: ProofIn, request: HttpRequest) -> ProofMethod:
    """Return the method of the one proof that was given. Raises the problems of `prove`."""
    if given.passkey is not None:
        assertions.complete(
            act,
            user=user,
            place=place_of(request),
            ticket=given.passkey.ticket,
            sent=given.passkey.credential,
        )
        return ProofMethod.PASSKEY
    if given.code is not None:
        app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        if app is None or not app.wrap().validate_code(given.code):
            raise ProofRefused
        return ProofMethod.CODE
    if not user.check_password(given.password):
        raise ProofRefused
    return ProofMethod.PASSWORD
