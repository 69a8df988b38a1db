"""The face of the slice: store bytes, enter them in a case, read them back."""

import hashlib
import os
import uuid
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from jindan.server.accounts.models import Organisation, User
from jindan.server.accounts.security import person
from jindan.server.artifacts import downloads, queries
from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.media_types import written_type_of
from jindan.server.artifacts.models import Artifact, StoredObject, UploadReservation
from jindan.server.artifacts.names import display_name
from jindan.server.artifacts.queries import name_for
from jindan.server.artifacts.sealing import seal_name
from jindan.server.artifacts.storage import objects, sweeping
from jindan.server.artifacts.storage.incoming import Incoming, Received, Upload, refusing_when_full
from jindan.server.audit.services import record_event, record_look
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to

BLOCK_BYTES = 1024 * 1024


def idle() -> None:
    """Do nothing between two blocks."""


def receive(uploads: Sequence[Upload], *, case: Case, by: User) -> list[Artifact]:
    """Store the files of one request in a case, either all of them or none. Raises StorageFull."""
    received = [
        (upload, objects.store(upload.received, organisation=case.organisation))
        for upload in uploads
    ]
    with transaction.atomic():
        for row in {upload.reservation for upload in uploads if upload.reservation}:
            # From here on the artifacts count instead.
            count = sum(upload.received.size for upload in uploads)
            UploadReservation.objects.filter(pk=row.pk).update(size=F("size") - count)
        return [
            enter_received(stored, case=case, by=by, name=upload.name, media_type=upload.media_type)
            for upload, stored in received
        ]


def enter_received(
    stored: StoredObject, *, case: Case, by: User, name: str, media_type: str
) -> Artifact:
    """Enter stored bytes that came from outside in the case under a name, as an original.

    Call inside a transaction.
    """
    return _create(
        stored,
        case=case,
        by=by,
        name=name,
        media_type=media_type,
        is_received=True,
        is_deidentified=False,
    )


def store(
    path: Path, *, organisation: Organisation, tick: Callable[[], None] = idle
) -> StoredObject:
    """Store the bytes of a file under no name yet. `tick` is called for each MiB.

    The file itself stays. Bytes that no artifact names a day later are swept. Call outside a transaction, and `enter`
    afterwards inside one. Raises StorageFull, and ValueError for an empty file.
    """
    received = _encrypt(path, organisation_id=organisation.pk, tick=tick)
    return objects.store(received, organisation=organisation)


def enter(
    stored: StoredObject,
    *,
    case: Case,
    by: User,
    name: str,
    media_type: str = "",
    is_deidentified: bool = False,
) -> Artifact:
    """Enter stored bytes in a case of the same organisation under a name. Raises ValueError for another one's.

    is_deidentified: whoever wrote them vouches that no name is in them.
    """
    if stored.organisation_id != case.organisation_id:
        message = "stored bytes never leave their organisation"
        raise ValueError(message)
    with transaction.atomic():
        return _create(
            stored,
            case=case,
            by=by,
            name=display_name(name),
            media_type=media_type or written_type_of(name),
            is_received=False,
            is_deidentified=is_deidentified,
        )


def fetch(artifact: Artifact, *, into: Path, name: str, tick: Callable[[], None] = idle) -> Path:
    """Decrypt an artifact into a folder, as a file that only its owner may read. Return the file's path.

    name: of the new file, chosen by code and never by a person. `tick` is called for each MiB and may raise to stop.
    The SHA-256 is checked while writing, and no partial file is left. Raises StoredFileDamaged, MasterKeyMissing,
    StorageFull, FileExistsError.
    """
    target = into / Path(name).name
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with refusing_when_full(), os.fdopen(descriptor, "wb") as sink:
        try:
            if _decrypt(artifact, sink, tick=tick) != artifact.sha256:
                raise StoredFileDamaged
        except BaseException:  # also when `tick` raises because the worker must stop
            target.unlink()
            raise
    return target


def open_plain(artifact: Artifact) -> BinaryIO:
    """Return the content as a seekable file, decrypted as it is read.

    Raises MasterKeyMissing. Raises StoredFileDamaged here or at any read.
    """
    return objects.open_plain(artifact.stored)


def download_response(request: HttpRequest, artifact: Artifact) -> HttpResponseBase:
    """Return the response that sends an artifact or the requested range of it, and audit the export.

    The ranges of one sitting are one export. Raises RangeNotSatisfiable, StoredFileDamaged, MasterKeyMissing.
    """
    record = record_look if "Range" in request.headers else record_event
    record("artifact.downloaded", by=person(request), subject=artifact, case=artifact.case)
    return named_response(request, artifact, inline=False)


@transaction.atomic
def read_artifacts(case_id: UUID, *, by: User) -> QuerySet[Artifact]:
    """Return the artifacts of a case, to be listed, and note the look. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    record_look("case.read", by=by, subject=case, case=case)
    return queries.visible_to(by).filter(case=case)


@transaction.atomic
def read_artifact(artifact_id: UUID, *, by: User) -> Artifact:
    """Return an artifact, whose facts are looked at, and note the look. Raises Http404."""
    artifact = get_object_or_404(queries.visible_to(by), pk=artifact_id)
    record_look("artifact.read", by=by, subject=artifact, case=artifact.case)
    return artifact


def named_response(request: HttpRequest, artifact: Artifact, *, inline: bool) -> HttpResponseBase:
    """Return the response that sends an artifact under the name its reader may see. The caller audits the read.

    Raises RangeNotSatisfiable, StoredFileDamaged, MasterKeyMissing.
    """
    name = name_for(artifact, to=person(request))
    return content_response(request, artifact, name=name, inline=inline)


def content_response(
    request: HttpRequest, content: downloads.Download, *, name: str, inline: bool
) -> HttpResponseBase:
    """Return the response for stored bytes under a name. The caller audits the read.

    Raises RangeNotSatisfiable, StoredFileDamaged, MasterKeyMissing.
    """
    return downloads.response(request, content, name=name, inline=inline)


def mark_deidentified(artifacts: Iterable[Artifact]) -> None:
    """Mark artifacts that were made from de-identified ones alone, so that no name is in them."""
    keys = [artifact.pk for artifact in artifacts]
    Artifact.objects.filter(pk__in=keys, is_received=False).update(is_deidentified=True)


def sweep_strays() -> int:
    """Remove what was left behind more than a day ago. Return how many files were removed."""
    return sweeping.sweep()


def _create(
    stored: StoredObject,
    *,
    case: Case,
    by: User,
    name: str,
    media_type: str,
    is_received: bool,
    is_deidentified: bool,
) -> Artifact:
    row = uuid.uuid4()
    artifact = Artifact.objects.create(
        id=row,
        case=case,
        stored=stored,
        media_type=media_type,
        is_received=is_received,
        is_deidentified=is_deidentified,
        created_by=by,
        **seal_name(name, row=row, organisation=case.organisation_id),
    )
    record_event("artifact.stored", by=by, subject=artifact, case=case)
    return artifact


def _encrypt(path: Path, *, organisation_id: UUID, tick: Callable[[], None]) -> Received:
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


def _decrypt(artifact: Artifact, sink: BinaryIO, *, tick: Callable[[], None]) -> str:
    """Write the content to the sink, and return its SHA-256 as hexadecimal digits."""
    written = hashlib.sha256()
    with open_plain(artifact) as source:
        while block := source.read(BLOCK_BYTES):
            tick()
            written.update(block)
            sink.write(block)
    return written.hexdigest()
