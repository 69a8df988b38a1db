"""Writes, and the face that other slices see: keep bytes, enter them in a case, give them back."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jindan.server.accounts.models import Organisation, User
from jindan.server.accounts.security import person
from jindan.server.artifacts import downloads, objects, sweeping
from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.incoming import Incoming, Received, refusing_when_full
from jindan.server.artifacts.media_types import written_type_of
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.artifacts.names import display_name
from jindan.server.artifacts.uploads import Upload
from jindan.server.audit.services import record_event
from jindan.server.patients.models import Case

BLOCK_BYTES = 1024 * 1024


def idle() -> None:
    """Nothing to do between two blocks."""


def receive(uploads: Sequence[Upload], *, case: Case, by: User) -> list[Artifact]:
    """Store the files of one request in a case: all of them, or none. Raises StorageFull."""
    kept = [
        (upload, objects.keep(upload.received, organisation=case.organisation))
        for upload in uploads
    ]
    with transaction.atomic():
        return [
            enter_received(stored, case=case, by=by, name=u.name, media_type=u.media_type)
            for u, stored in kept
        ]


def enter_received(
    stored: StoredObject, *, case: Case, by: User, name: str, media_type: str
) -> Artifact:
    """Give stored bytes that came from outside a name in the case; call inside a transaction."""
    return _entered(stored, case=case, by=by, name=name, media_type=media_type, is_received=True)


def store(path: Path, *, case: Case, by: User, name: str, media_type: str = "") -> Artifact:
    """Store a file that was made here; an empty media type is told by the name's suffix.

    Call outside a transaction. Raises StorageFull, ValueError for an empty file.
    """
    stored = keep(path, organisation=case.organisation)
    return enter(stored, case=case, by=by, name=name, media_type=media_type)


def keep(
    path: Path, *, organisation: Organisation, tick: Callable[[], None] = idle
) -> StoredObject:
    """Put the bytes of a file into the store, under no name yet; the file stays. `tick` is called for each MiB.

    What no artifact names a day later is swept. Call outside a transaction, before `enter` inside
    one. Raises StorageFull, ValueError for an empty file.
    """
    received = _read(path, organisation_id=organisation.pk, tick=tick)
    return objects.keep(received, organisation=organisation)


def enter(
    stored: StoredObject, *, case: Case, by: User, name: str, media_type: str = ""
) -> Artifact:
    """Give stored bytes of the case's organisation a name in the case."""
    if stored.organisation_id != case.organisation_id:
        message = "stored bytes never leave their organisation"
        raise ValueError(message)
    with transaction.atomic():
        return _entered(
            stored,
            case=case,
            by=by,
            name=display_name(name),
            media_type=media_type or written_type_of(name),
            is_received=False,
        )


def fetch(artifact: Artifact, *, into: Path, name: str, tick: Callable[[], None] = idle) -> Path:
    """Decrypt an artifact into a folder, as a file that only its owner may read.

    name: of the new file, given by code and never by a person. `tick` is called for each MiB, and may raise to end
    it. The SHA-256 is checked while
    writing. Raises StoredFileDamaged, MasterKeyMissing, StorageFull, FileExistsError; leaves no partial file.
    """
    target = into / Path(name).name
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with refusing_when_full(), os.fdopen(descriptor, "wb") as sink:
        try:
            if _copied(artifact, sink, tick=tick) != artifact.sha256:
                raise StoredFileDamaged
        except BaseException:  # also a worker that is told to stop
            target.unlink()
            raise
    return target


def open_plain(artifact: Artifact) -> BinaryIO:
    """The content as a seekable file, decrypted as it is read.

    Raises MasterKeyMissing, and StoredFileDamaged here or at any read.
    """
    return objects.open_plain(artifact.stored)


def download_response(
    request: HttpRequest, artifact: Artifact, *, inline: bool = False
) -> HttpResponseBase:
    """The answer that sends an artifact or the range of it that is asked for; the read is audited.

    inline: let a browser show it rather than save it. Raises RangeNotSatisfiable,
    StoredFileDamaged, MasterKeyMissing.
    """
    record_event("artifact.downloaded", by=person(request), subject=artifact, case=artifact.case)
    return content_response(request, artifact, inline=inline)


def content_response(
    request: HttpRequest, content: downloads.Content, *, inline: bool
) -> HttpResponseBase:
    """The same for stored bytes under any name; whoever calls has noted the read. Raises the same."""
    return downloads.response(request, content, inline=inline)


def sweep_strays() -> int:
    """Remove what was left behind more than a day ago. Returns how many files went."""
    return sweeping.sweep()


def _entered(
    stored: StoredObject, *, case: Case, by: User, name: str, media_type: str, is_received: bool
) -> Artifact:
    artifact = Artifact.objects.create(
        case=case,
        stored=stored,
        name=name,
        media_type=media_type,
        is_received=is_received,
        created_by=by,
    )
    record_event("artifact.stored", by=by, subject=artifact, case=case)
    return artifact


def _read(path: Path, *, organisation_id: UUID, tick: Callable[[], None]) -> Received:
    if not path.stat().st_size:
        message = "an artifact is never empty"
        raise ValueError(message)
    incoming = Incoming(organisation_id=organisation_id)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                tick()
                incoming.write(block)
        return incoming.finish()
    except BaseException:
        incoming.discard()
        raise


def _copied(artifact: Artifact, sink: BinaryIO, *, tick: Callable[[], None]) -> str:
    """SHA-256 of what was written."""
    seen = hashlib.sha256()
    with open_plain(artifact) as source:
        while block := source.read(BLOCK_BYTES):
            tick()
            seen.update(block)
            sink.write(block)
    return seen.hexdigest()
