"""Where django-allauth asks this installation how it wants things."""

import base64
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.tokens.strategies.jwt import JWTTokenStrategy
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest

from jindan.server.accounts import sign_ins
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.kit import keyring

SECOND_FACTOR = b"accounts.second-factor"
"""What a sealed TOTP secret is bound to."""

NOBODY = User(id=uuid.UUID(int=0), organisation_id=uuid.UUID(int=0))
"""Stands for the account that an unknown address does not have."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are made by administrators; failed sign-ins and new passwords are audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Strangers cannot make accounts."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Note the failed attempt.

        For an address that nobody has it is noted too, as nobody's: both must take equally long,
        or the time of the answer would tell who has an account.
        """
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        audit.record_event("session.refused", by=None, subject=user or NOBODY)

    def set_password(self, user: User, password: str) -> None:
        """Set a password that the person chose; every open session of theirs ends."""
        with transaction.atomic():
            user.set_password(password)
            user.save(update_fields=["password"])
            audit.record_event("user.password-changed", by=user, subject=user)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of second factors are sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Seal under the newest master key."""
        return base64.b64encode(keyring.seal(text.encode(), context=SECOND_FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what any master key has sealed."""
        return keyring.unseal(base64.b64decode(encrypted_text), context=SECOND_FACTOR).decode()


def sealing_key_of(encrypted_text: str) -> bytes:
    """Id of the master key that sealed a secret."""
    return base64.b64decode(encrypted_text)[: keyring.KEY_ID_BYTES]


class TokenStrategy(JWTTokenStrategy):  # type: ignore[misc]
    """Tokens are those of `sign_ins`, whose rule of refreshing takes the place of allauth's."""

    def create_access_token_payload(self, request: HttpRequest) -> dict[str, Any]:
        """The first tokens of a completed sign-in."""
        opened = sign_ins.open_sign_in(_user_of(request), session=request.session)
        return {
            "access_token": opened.access_token,
            "refresh_token": opened.refresh_token,
            "expires_in": opened.expires_in,
        }

    def refresh_token(self, refresh_token: str) -> tuple[str, str]:
        """The next access and refresh token."""
        fresh = sign_ins.refresh(refresh_token)
        return fresh.access_token, fresh.refresh_token


def _user_of(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError(user)
    # request.user is lazy; rows and events want the user itself.
    return User.objects.get(pk=user.pk)
