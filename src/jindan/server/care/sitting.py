"""The purpose of what a person does while an emergency access of theirs lasts."""

from django.http import HttpRequest

from jindan.server.accounts.models import User
from jindan.server.accounts.security import SignedIn
from jindan.server.kit.circumstances import Purpose, state_purpose
from jindan.server.patients.queries import emergencies_of
from jindan.server.roles import Capability, may


class SignedInForPurpose(SignedIn):
    """Authentication that also states the purpose: while an emergency access lasts, its person treats an emergency."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the user of the access token or None, and state the purpose of the request."""
        user = super().authenticate(request, token)
        if user is not None and _is_in_emergency(user):
            state_purpose(Purpose.EMERGENCY)
        return user


def _is_in_emergency(user: User) -> bool:
    return may(user, Capability.ACCESS_IN_EMERGENCY) and emergencies_of(user).exists()


signed_in = SignedInForPurpose(demands_second_factor=True)
"""Authentication of the API: `NinjaAPI(auth=signed_in)`."""
