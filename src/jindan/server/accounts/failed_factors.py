"""The audit's note of a sign-in, or of a confirmation of who one is, that a wrong second factor ended."""

from collections.abc import Iterator
from contextlib import contextmanager

from jindan.server.accounts.adapters import NOBODY
from jindan.server.accounts.errors import WrongCode
from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys.errors import PasskeyRefused
from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome

WRONG = (WrongCode, PasskeyRefused)
"""A copied passkey has an event of its own."""


@contextmanager
def noted(user: User | None) -> Iterator[None]:
    """Leave an event, as a wrong password does, where a code or a passkey is refused. None is nobody known."""
    try:
        yield
    except WRONG:
        audit.record_event(
            "session.refused", by=None, subject=user or NOBODY, outcome=EventOutcome.REFUSED
        )
        raise
