"""The store: encrypted objects, found by a keyed hash, opened as plain files."""

import hashlib
import hmac
import io
import secrets
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.encryption import DecryptingReader
from jindan.server.artifacts.errors import MasterKeyMissing, StoredFileDamaged
from jindan.server.artifacts.incoming import Received, refusing_when_full
from jindan.server.artifacts.models import AddressKey, StoredObject, UploadPiece
from jindan.server.kit import keyring


class SealedFile(File):  # type: ignore[type-arg]
    """A temporary file that a storage may move instead of copying."""

    def temporary_file_path(self) -> str:
        """Where it is."""
        return str(self.name)


def store() -> Storage:
    """The storage of all objects."""
    return storages["artifacts"]


def keep(received: Received, *, organisation: Organisation) -> StoredObject:
    """Put bytes into the store, or find them there. Bytes before rows; call outside a transaction.

    Raises StorageFull.
    """
    keyed_hash = _keyed_hash(received.sha256, organisation=organisation)
    found = _found(keyed_hash, organisation=organisation)
    if found is not None:
        received.discard()
        return found
    save(received)
    stored, is_new = StoredObject.objects.get_or_create(
        organisation=organisation, keyed_hash=keyed_hash, defaults=_row(received)
    )
    if is_new or stored.path == received.place:
        return stored
    if store().exists(stored.path):  # the same bytes came twice at once, and the other came first
        store().delete(received.place)
    else:
        StoredObject.objects.filter(pk=stored.pk).update(**_row(received))
        stored.refresh_from_db()
    return stored


def save(received: Received) -> None:
    """Put bytes into the store, under no row yet; the disk holds them on return. Raises StorageFull."""
    with refusing_when_full(), Path(received.temporary).open("rb") as file:
        store().save(received.place, SealedFile(file, name=str(received.temporary)))
    received.discard()


def open_plain(stored: StoredObject | UploadPiece) -> BinaryIO:
    """The content as a seekable file; reading raises StoredFileDamaged, never gives changed bytes.

    Raises StoredFileDamaged, MasterKeyMissing.
    """
    try:
        key = keyring.unseal(bytes(stored.wrapped_key), context=wrapping_context(stored.path))
        source = store().open(stored.path)
    except keyring.UnknownKey:
        raise MasterKeyMissing from None
    except (keyring.BrokenSeal, FileNotFoundError):
        raise StoredFileDamaged from None
    plain = DecryptingReader(
        cast("BinaryIO", source), key=key, associated=stored.path.encode(), size=stored.size
    )
    return cast("BinaryIO", io.BufferedReader(plain))


def sealed(received: Received) -> dict[str, object]:
    """The columns that find and open saved bytes: path, size, wrapped_key, key_id."""
    wrapped = keyring.seal(received.key, context=wrapping_context(received.place))
    return {
        "path": received.place,
        "size": received.size,
        "wrapped_key": wrapped,
        "key_id": keyring.key_id_of(wrapped),
    }


def wrapping_context(path: str) -> bytes:
    """What binds a wrapped data key to its object."""
    return b"artifacts.object:" + path.encode()


def address_context(organisation_id: object) -> bytes:
    """What binds a sealed address key to its organisation."""
    return f"artifacts.address-key:{organisation_id}".encode()


def _found(keyed_hash: str, *, organisation: Organisation) -> StoredObject | None:
    """The object that holds these bytes; marked as kept now, so that the sweeper spares it."""
    same = StoredObject.objects.filter(organisation=organisation, keyed_hash=keyed_hash)
    if not same.update(kept_at=timezone.now()):
        return None
    stored = same.get()
    return stored if store().exists(stored.path) else None


def _row(received: Received) -> dict[str, object]:
    return {**sealed(received), "sha256": received.sha256, "kept_at": timezone.now()}


def _keyed_hash(sha256: str, *, organisation: Organisation) -> str:
    """HMAC-SHA-256 under the organisation's own key."""
    sealed = bytes(_address_key(organisation).sealed)
    key = keyring.unseal(sealed, context=address_context(organisation.pk))
    return hmac.new(key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()


def _address_key(organisation: Organisation) -> AddressKey:
    found = AddressKey.objects.filter(organisation=organisation).first()
    if found is not None:
        return found
    sealed = keyring.seal(secrets.token_bytes(32), context=address_context(organisation.pk))
    with transaction.atomic():
        made, _ = AddressKey.objects.get_or_create(
            organisation=organisation,
            defaults={"sealed": sealed, "key_id": keyring.key_id_of(sealed)},
        )
    return made
