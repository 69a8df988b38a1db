"""Where the master key is: in a file, at a cloud's key service, or in a device."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from jindan.server.keys.errors import UnknownKey
from jindan.server.keys.masters.keyring import KeyringFile


class Master(Protocol):
    """A master key. It wraps the keys of organisations and is never seen by those who use these."""

    def owns(self, name: str) -> bool:
        """Return whether this wrapped a row's key, by the name that the row holds."""

    def wrap(self, key: bytes, *, context: bytes) -> tuple[str, bytes]:
        """Return how the row names the master key, and the wrapped key.

        Raises KeyServiceAway, KeyServiceRefused, and for a file the errors of the keyring.
        """

    def unwrap(self, wrapped: bytes, *, name: str, context: bytes) -> bytes:
        """Return the key. Raises the same errors, UnknownKey, BrokenSeal."""


def current() -> Master:
    """Return the master key that wraps now."""
    return _at(settings.MASTER_KEY, settings.KEY_SERVICE)


def named(name: str) -> Master:
    """Return the master key by which a row's key was wrapped. Raises UnknownKey where no setting names it.

    An address is never taken from the row, or whoever writes to the database could name a service of their own.
    """
    for address in (settings.MASTER_KEY, settings.MASTER_KEY_BEFORE, ""):
        master = _at(address, settings.KEY_SERVICE)
        if master.owns(name):
            return master
    raise UnknownKey(name)


def is_current(name: str) -> bool:
    """Return whether the master key that wraps now has wrapped a key, by the name that is kept with it."""
    master = current()
    return name == master.name if isinstance(master, KeyringFile) else master.owns(name)


@lru_cache(maxsize=8)
def _at(address: str, service: str) -> Master:
    if not address:
        return KeyringFile()
    if address.startswith("arn:"):
        from jindan.server.keys.masters.aws import AwsKey

        return AwsKey(arn=address, service=service)
    if address.startswith("projects/"):
        from jindan.server.keys.masters.google import GoogleKey

        return GoogleKey(resource=address, service=service)
    if address.startswith("pkcs11:"):
        from jindan.server.keys.masters.device import DeviceKey

        return DeviceKey(address)
    raise ImproperlyConfigured(address)
