"""The object store: encrypted objects, found by a keyed hash, opened as plain files."""

import hashlib
import hmac
import io
import secrets
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.artifacts.errors import MasterKeyMissing, StoredFileDamaged
from jindan.server.artifacts.models import AddressKey, StoredObject, UploadPiece
from jindan.server.artifacts.storage.encryption import DecryptingReader
from jindan.server.artifacts.storage.incoming import Received, refusing_when_full
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal, KeyringMissing, UnknownKey
from jindan.server.keys.uses import Use


class SealedFile(File):  # type: ignore[type-arg]
    """A temporary file that a storage may move instead of copying."""

    def temporary_file_path(self) -> str:
        """Return the path from which the storage may move the file."""
        return str(self.name)


def storage() -> Storage:
    """Return the storage of all objects."""
    return storages["artifacts"]


def store(received: Received, *, organisation: Organisation) -> StoredObject:
    """Store bytes, or find equal ones that are stored already. Return their row.

    Call outside a transaction: the bytes must be stored before a row names them. Raises StorageFull.
    """
    keyed_hash = _keyed_hash(received.sha256, organisation=organisation)
    equal = _find(keyed_hash, organisation=organisation)
    if equal is not None:
        received.discard()
        return equal
    save(received)
    stored, is_new = StoredObject.objects.get_or_create(
        organisation=organisation, keyed_hash=keyed_hash, defaults=_row(received)
    )
    if is_new or stored.path == received.place:
        return stored
    if storage().exists(
        stored.path
    ):  # equal bytes arrived twice at once, and the others were first
        storage().delete(received.place)
    else:
        StoredObject.objects.filter(pk=stored.pk).update(**_row(received))
        stored.refresh_from_db()
    return stored


def save(received: Received) -> None:
    """Write bytes to the storage, under no row yet. The disk has them on return. Raises StorageFull."""
    with refusing_when_full(), Path(received.temporary).open("rb") as file:
        storage().save(received.place, SealedFile(file, name=str(received.temporary)))
    received.discard()


def open_plain(stored: StoredObject | UploadPiece) -> BinaryIO:
    """Return the content as a seekable file. Reading it raises StoredFileDamaged instead of giving changed bytes.

    Raises StoredFileDamaged, MasterKeyMissing.
    """
    try:
        key = keys.unseal(
            bytes(stored.wrapped_key),
            use=Use.OBJECT_DATA_KEY,
            organisation_id=organisation_of(stored.path),
            context=wrapping_context(stored.path),
        )
        source = storage().open(stored.path)
    except (KeyringMissing, UnknownKey):
        raise MasterKeyMissing from None
    except (BrokenSeal, FileNotFoundError):
        raise StoredFileDamaged from None
    plain = DecryptingReader(
        cast("BinaryIO", source), key=key, associated=stored.path.encode(), size=stored.size
    )
    return cast("BinaryIO", io.BufferedReader(plain))


def sealed(received: Received) -> dict[str, object]:
    """Return the columns that locate and open saved bytes: path, size, wrapped_key, key_id."""
    wrapped = keys.seal(
        received.key,
        use=Use.OBJECT_DATA_KEY,
        organisation_id=organisation_of(received.place),
        context=wrapping_context(received.place),
    )
    return {
        "path": received.place,
        "size": received.size,
        "wrapped_key": wrapped,
        "key_id": keys.key_id_of(wrapped),
    }


def organisation_of(path: str) -> UUID:
    """Return the organisation whose key wraps an object's data key, with whose id the path begins."""
    return UUID(path.split("/", 1)[0])


def wrapping_context(path: str) -> bytes:
    """Return the context that binds a wrapped data key to its object."""
    return b"artifacts.object:" + path.encode()


def address_context(organisation_id: object) -> bytes:
    """Return the context that binds a sealed address key to its organisation."""
    return f"artifacts.address-key:{organisation_id}".encode()


def _find(keyed_hash: str, *, organisation: Organisation) -> StoredObject | None:
    """Return the object of these bytes, or None where there is none, or where its file is lost."""
    equal = StoredObject.objects.filter(organisation=organisation, keyed_hash=keyed_hash)
    # Dated anew first, so that the sweep spares it until an artifact names it.
    if not equal.update(stored_at=timezone.now()):
        return None
    stored = equal.get()
    return stored if storage().exists(stored.path) else None


def _row(received: Received) -> dict[str, object]:
    return {**sealed(received), "sha256": received.sha256, "stored_at": timezone.now()}


def _keyed_hash(sha256: str, *, organisation: Organisation) -> str:
    """Return the HMAC-SHA-256 of a content's SHA-256 under the organisation's own key, in hexadecimal digits."""
    key = keys.unseal(
        bytes(_address_key(organisation).sealed),
        use=Use.ADDRESS_KEY,
        organisation_id=organisation.pk,
        context=address_context(organisation.pk),
    )
    return hmac.new(key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()


def _address_key(organisation: Organisation) -> AddressKey:
    """Return the organisation's key of its hashes, made at its first file."""
    existing = AddressKey.objects.filter(organisation=organisation).first()
    if existing is not None:
        return existing
    sealed = keys.seal(
        secrets.token_bytes(32),
        use=Use.ADDRESS_KEY,
        organisation_id=organisation.pk,
        context=address_context(organisation.pk),
    )
    with transaction.atomic():
        address_key, _ = AddressKey.objects.get_or_create(
            organisation=organisation,
            defaults={"sealed": sealed, "key_id": keys.key_id_of(sealed)},
        )
    return address_key
