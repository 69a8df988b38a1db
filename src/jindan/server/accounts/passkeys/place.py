"""The address that passkeys belong to: an exact origin, whose host is the relying party (WebAuthn level 3, 5.1.2)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from jindan.server.accounts.passkeys.errors import PasskeysElsewhere, PasskeysNotSetUp

THIS_MACHINE = "localhost"
"""The only host for which browsers offer passkeys over plain http."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """The origin of the web app, and its host, to which a passkey is bound for good."""

    origin: str
    host: str


def place_of(request: HttpRequest) -> Place:
    """Return the configured place, or this machine's where none is configured and the request was sent to `localhost`.

    Raises PasskeysNotSetUp, and PasskeysElsewhere where the browser states another origin.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if not settings.PASSKEY_ORIGIN and urlsplit(own).hostname != THIS_MACHINE:
        raise PasskeysNotSetUp
    origin = settings.PASSKEY_ORIGIN or own
    if request.headers.get("Origin", origin) != origin:
        raise PasskeysElsewhere(address=origin)
    return Place(origin=origin, host=urlsplit(origin).hostname or "")
