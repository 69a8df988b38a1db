"""Keys that are kept in files, wrapped by the master key itself: they outlive a transaction that is rolled back."""

from jindan.server.keys.errors import UnknownKey
from jindan.server.keys.masters import choice, keyring
from jindan.server.keys.masters.keyring import KeyringFile
from jindan.server.keys.opening import create_keyring, open_keys

MARK = b"wrapped by "


def wrap(key: bytes, *, context: bytes) -> bytes:
    """Return a key for a file: a mark, the name of the master key, a line's end, and the wrapped key.

    Raises KeyServiceAway, KeyServiceRefused, and the errors of the keyring.
    """
    if isinstance(choice.current(), KeyringFile):
        create_keyring()
    name, wrapped = open_keys().ask(lambda: choice.current().wrap(key, context=context))
    return MARK + name.encode() + b"\n" + wrapped


def unwrap(wrapped: bytes, *, context: bytes) -> bytes:
    """Return the key of a file, also of one sealed as before. Raises the same errors, UnknownKey, BrokenSeal."""
    if not wrapped.startswith(MARK):
        return keyring.open_direct(wrapped, context=context)
    name, _, rest = wrapped.removeprefix(MARK).partition(b"\n")
    try:
        master = choice.named(name.decode())
        return open_keys().ask(lambda: master.unwrap(rest, name=name.decode(), context=context))
    except UnicodeDecodeError:
        raise UnknownKey from None


def is_current(wrapped: bytes) -> bool:
    """Return whether the master key of now has wrapped a key of a file."""
    name, _, _ = wrapped.removeprefix(MARK).partition(b"\n")
    return wrapped.startswith(MARK) and choice.is_current(name.decode(errors="replace"))
