"""Authentication of a request by its access token, which is checked against the session it belongs to."""

import uuid

from allauth.headless.tokens.strategies.jwt import internal as tokens
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from jindan.server.accounts import sign_ins
from jindan.server.accounts.errors import PasswordChangeRequired, SecondFactorRequired
from jindan.server.accounts.models import User
from jindan.server.accounts.sign_ins import ISSUER
from jindan.server.roles import Capability, RoleNotAllowed, may


class SignedIn(HttpBearer):
    """Authentication by bearer access token.

    A token is valid while its signature, its expiry and its session are. The session is valid while the user is active
    and has the password and the role that it began with. All of this is looked up on each request, so that signing out
    or a change of role takes effect at once.

    capabilities: of which the role must include one. Empty: any role will do.
    """

    def __init__(
        self,
        *,
        demands_second_factor: bool = True,
        demands_own_password: bool = True,
        capabilities: frozenset[Capability] = frozenset(),
    ) -> None:
        super().__init__()
        self.demands_second_factor = demands_second_factor
        self.demands_own_password = demands_own_password
        self.capabilities = capabilities

    def __call__(self, request: HttpRequest) -> User | None:
        """Return the user or None. It replaces the parent's method, which logs tokens when debugging."""
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        return self.authenticate(request, token) if scheme.lower() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the user of the access token or None, and set `request.user`.

        Raises PasswordChangeRequired, SecondFactorRequired and RoleNotAllowed.
        """
        user = user_of(token)
        if user is None:
            return None
        if self.demands_own_password and user.must_change_password:
            raise PasswordChangeRequired
        if self.demands_second_factor and lacks_second_factor(user):
            raise SecondFactorRequired
        request.user = user
        request.auth = user  # type: ignore[attr-defined]  # Ninja sets it, but only after a success
        if self.capabilities and not any(may(user, one) for one in self.capabilities):
            raise RoleNotAllowed
        return user


signed_in = SignedIn()
"""Authentication of the API: `NinjaAPI(auth=signed_in)`."""

signed_in_to_enrol = SignedIn(demands_second_factor=False)
"""Authentication without a second factor, for the operations by which a person sets one up."""

signed_in_at_first = SignedIn(demands_second_factor=False, demands_own_password=False)
"""Authentication with a password that must be changed, for changing it, signing out, and who one is."""


def person(request: HttpRequest) -> User:
    """Return the user who is signed in.

    Raises TypeError in an operation without authentication, which anyone may call.
    """
    if not isinstance(request.user, User):
        raise TypeError(request.user)
    return request.user


def session_key(request: HttpRequest) -> str:
    """Return the key of the session in which a signed-in request is made."""
    _, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return sign_ins.session_key_of(token)


def is_still_signed_in(request: HttpRequest) -> bool:
    """Return whether the request would be let in if it came now, and set `request.user` anew.

    What goes on for longer than a moment asks at each step: session, account, role and second factor may have changed.
    """
    try:
        return signed_in(request) is not None
    except (PasswordChangeRequired, SecondFactorRequired):
        return False


def user_of(access_token: str) -> User | None:
    """Return the active user of an access token, or None if it is not valid."""
    user_and_payload = tokens.validate_access_token(access_token)
    if user_and_payload is None:
        return None
    user, payload = user_and_payload
    if "exp" not in payload or payload.get("iss") != ISSUER:
        return None
    return user if isinstance(user, User) else None


def lacks_second_factor(user: User) -> bool:
    """Return whether the user must have a second factor, and has none."""
    return is_second_factor_required(user) and not user.second_factor_is_set_up


def is_second_factor_required(user: User) -> bool:
    """Return whether the user's role requires a second factor (JINDAN_SECOND_FACTOR_ROLES)."""
    return user.role in settings.SECOND_FACTOR_ROLES


def has_authenticator_app(user_id: uuid.UUID) -> bool:
    """Return whether an authenticator app is set up, whose one-time codes are a second factor."""
    authenticators = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP)
    return bool(authenticators.exists())
