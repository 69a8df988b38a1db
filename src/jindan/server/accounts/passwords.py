"""The form in which a password is hashed and compared, and passwords that the installation generates."""

import secrets
import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from jindan.server.accounts.errors import WeakPassword

if TYPE_CHECKING:
    from jindan.server.accounts.models import User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits without those that look alike on paper."""


def normal(password: str) -> str:
    """Return the password as it is hashed: NFKC, so that every keyboard's Hangul and full-width letters are alike.

    NIST SP 800-63B, 3.1.1.2. Blanks are part of a password and stay.
    """
    return unicodedata.normalize("NFKC", password)


def generated() -> str:
    """Return four groups of five characters, 99 bits."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def assign(user: "User", *, password: str) -> None:
    """Put a password that a person chose into the unsaved row. Raises WeakPassword."""
    try:
        validate_password(normal(password), user)
    except ValidationError as error:
        raise WeakPassword from error
    user.set_password(password)
