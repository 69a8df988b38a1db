"""Adapters through which this installation configures django-allauth."""

import base64
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest

from jindan.server.accounts import devices, sign_ins
from jindan.server.accounts.models import PasswordLink, User
from jindan.server.accounts.passkeys.place import place_of
from jindan.server.accounts.passwords import normal
from jindan.server.accounts.security import session_key
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome
from jindan.server.keys import services as keys
from jindan.server.keys.uses import INSTALLATION, Use

SECOND_FACTOR = b"accounts.second-factor"
"""The context to which a sealed TOTP secret is bound."""

NOBODY = User(id=uuid.UUID(int=0), organisation_id=uuid.UUID(int=0))
"""Stand-in for the account that an unknown address does not have."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are created by administrators only. Failed sign-ins and new passwords are audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody can create an account for themselves."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Record the failed attempt in the audit trail, also for an address that nobody has."""
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        # Both cases must take equally long, or the time of the answer would reveal who has an account.
        audit.record_event(
            "session.refused", by=None, subject=user or NOBODY, outcome=EventOutcome.REFUSED
        )

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Return the password in its normal form, of which the rules speak. Raises Django's ValidationError."""
        cleaned: str = super().clean_password(normal(password), user)
        return cleaned

    def set_password(self, user: User, password: str) -> None:
        """Set a password that the person chose. Every open session of theirs ends."""
        with transaction.atomic():
            user.set_password(password)
            user.must_change_password = False
            user.save(update_fields=["password", "must_change_password"])
            PasswordLink.objects.filter(user=user).delete()
            user.sign_ins.all().delete()
            audit.record_event("user.password-changed", by=user, subject=user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors whose secrets are sealed in the database."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the web app as the party that passkeys are for. Raises PasskeysNotSetUp, PasskeysElsewhere."""
        return {"id": place_of(context.request).host, "name": "Jindan"}

    def encrypt(self, text: str) -> str:
        """Return the secret, sealed under the installation's newest key, in Base64."""
        sealed = keys.seal(
            text.encode(),
            use=Use.SECOND_FACTOR,
            organisation_id=INSTALLATION,
            context=SECOND_FACTOR,
        )
        return base64.b64encode(sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that any key of the installation has sealed. Raises UnknownKey, BrokenSeal."""
        return keys.unseal(
            base64.b64decode(encrypted_text),
            use=Use.SECOND_FACTOR,
            organisation_id=INSTALLATION,
            context=SECOND_FACTOR,
        ).decode()


def spend_code(user: User, *, code: str) -> None:
    """Note that a one-time code was used, so that the code of the set-up signs in no more.

    A code is of one step of 30 s (RFC 6238, 5.2), and for as long a used one is remembered.
    """
    totp = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    totp.wrap().validate_code(code)


def sealing_key_of(encrypted_text: str) -> str:
    """Return the id of the key that sealed a secret, in hexadecimal digits."""
    return keys.key_id_of(base64.b64decode(encrypted_text))


class TokenStrategy(JWTTokenStrategy):  # type: ignore[misc]
    """The tokens of `sign_ins`, whose rule of refreshing replaces that of allauth."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        """Return the session of the access token that let the request in, and without one that of X-Session-Token.

        A session token beside an access token would let a person sign another session out than their own.
        """
        is_let_in = getattr(request, "auth", None) is not None
        token = session_key(request) if is_let_in else request.META.get("HTTP_X_SESSION_TOKEN")
        return token or None

    def create_access_token_payload(self, request: HttpRequest) -> dict[str, Any]:
        """Return the first tokens of a completed sign-in."""
        if not isinstance(request.user, User):
            raise TypeError(request.user)
        # request.user is lazy, and rows and audit events need the user itself.
        user = User.objects.get(pk=request.user.pk)
        tokens = sign_ins.open_sign_in(
            user,
            session=request.session,
            device=devices.device_of(request),
            address=devices.address_of(request),
        )
        return {
            "access_token": tokens.access_token,
            "refresh_token": tokens.refresh_token,
            "expires_in": tokens.expires_in,
        }

    def refresh_token(self, refresh_token: str) -> tuple[str, str]:
        """Return the next access and refresh token. Raises the problems of `sign_ins.refresh`."""
        tokens = sign_ins.refresh(refresh_token, address="")
        return tokens.access_token, tokens.refresh_token
