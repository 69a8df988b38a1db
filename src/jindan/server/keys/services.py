"""Seal and unseal small values: the face of the keys.

The master key wraps one key for each organisation and one for the installation. From these a key is derived for each
use, and from that one for each value. So no value opens in another place, for another use or in another organisation.
"""

import uuid
from collections.abc import Collection

from jindan.server.keys import envelope
from jindan.server.keys.envelope import KEY_ID_BYTES, VERSION
from jindan.server.keys.errors import UnknownKey
from jindan.server.keys.masters import keyring
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import open_keys
from jindan.server.keys.uses import DIRECT, Use


def seal(plaintext: bytes, *, use: Use, organisation_id: uuid.UUID, context: bytes) -> bytes:
    """Return the plaintext, sealed under the newest key of an organisation for one use and place.

    organisation_id: or INSTALLATION. context: names the row and column, and is needed again to open.
    Raises KeyServiceAway, KeyServiceRefused, OrganisationKeyDestroyed, KeyringError.
    """
    key = open_keys().newest(organisation_id)
    key_id = bytes.fromhex(key.key_id)
    return envelope.close(plaintext, key_id=key_id, key=key.of(use), context=context)


def unseal(sealed: bytes, *, use: Use, organisation_id: uuid.UUID, context: bytes) -> bytes:
    """Return the plaintext that any key of an organisation has sealed.

    Raises UnknownKey, BrokenSeal, KeyServiceAway, KeyServiceRefused, OrganisationKeyDestroyed, KeyringError.
    """
    try:
        if sealed[:1] != VERSION:
            raise UnknownKey(sealed[:KEY_ID_BYTES].hex())
        key = open_keys().by_id(_id_in(sealed), owner=organisation_id)
    except UnknownKey:
        if use not in DIRECT:
            raise
        return keyring.open_direct(sealed, context=context)
    return envelope.open_(sealed, key=key.of(use), context=context)


def resealed(
    sealed: bytes | memoryview, *, use: Use, organisation_id: uuid.UUID, context: bytes
) -> bytes:
    """Return a value, sealed anew under the organisation's newest key. Raises the errors of `unseal`."""
    plaintext = unseal(bytes(sealed), use=use, organisation_id=organisation_id, context=context)
    return seal(plaintext, use=use, organisation_id=organisation_id, context=context)


def key_id_of(sealed: bytes) -> str:
    """Return the id of the key that sealed a value, in hexadecimal digits, as rows store it."""
    is_direct = sealed[:1] != VERSION or _is_direct(sealed)
    return sealed[:KEY_ID_BYTES].hex() if is_direct else _id_in(sealed)


def current_key_ids() -> frozenset[str]:
    """Return the ids of the keys whose values a rotation leaves alone: each owner's newest, and all destroyed ones.

    From now on this process seals under none older, whichever process added the newest.
    """
    rows = WrappedKey.objects.order_by("generation")
    newest = {row.owner_id: row.key_id for row in rows}
    for owner, key_id in newest.items():
        open_keys().expect(key_id, owner=owner)
    destroyed = {row.key_id for row in rows if row.destroyed_at}
    return frozenset({*newest.values(), *destroyed})


def lacking(key_ids: Collection[str]) -> frozenset[str]:
    """Return those of some key ids that neither the database nor the keyring file knows. Raises KeyringError."""
    known = set(WrappedKey.objects.values_list("key_id", flat=True))
    if keyring.exists():
        known |= {key_id.hex() for key_id in keyring.load().keys}
    return frozenset(key_ids) - known


def _id_in(sealed: bytes) -> str:
    return sealed[1 : 1 + KEY_ID_BYTES].hex()


def _is_direct(sealed: bytes) -> bool:
    """Return whether a master key sealed a value itself, though its id begins as today's format does."""
    return keyring.exists() and sealed[:KEY_ID_BYTES] in keyring.load().keys
