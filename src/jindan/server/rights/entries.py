"""Records and stored files as entries of an archive, read a page or a block at a time."""

import json
from collections.abc import Callable, Iterator
from typing import TypeVar

import structlog
from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import JsonValue

from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.models import Artifact
from jindan.server.kit.pagination import LARGEST_SIZE, page
from jindan.server.rights.archives import BLOCK_BYTES, Entry

log = structlog.get_logger(__name__)

Row = TypeVar("Row", bound=Model)


def every(rows: QuerySet[Row], *, is_oldest_first: bool = False) -> Iterator[Row]:
    """Yield the rows by the time they were made, a page to a query: no cursor stays open between two blocks."""
    order_by = ("created_at", "id") if is_oldest_first else ("-created_at", "-id")
    cursor: str | None = None
    while True:
        part = page(rows, cursor=cursor, size=LARGEST_SIZE, order_by=order_by)
        yield from part.items
        cursor = part.next
        if cursor is None:
            return


def dumped(record: Schema) -> JsonValue:
    """Return a record as it goes over the wire."""
    dump: JsonValue = record.model_dump(mode="json")
    return dump


def json_entry(path: str, value: JsonValue, *, what: str) -> Entry:
    """Return a value as a JSON file."""
    content = json.dumps(value, ensure_ascii=False, indent=1).encode()
    return Entry(path=path, what=what, name=None, blocks=[content])


def record_entries(
    rows: QuerySet[Row], show: Callable[[Row], Schema], *, folder: str, what: str
) -> Iterator[Entry]:
    """Yield each row as a JSON file under its id."""
    for row in every(rows):
        yield json_entry(f"{folder}/{row.pk}.json", dumped(show(row)), what=what)


def file_entry(path: str, artifact: Artifact) -> Entry:
    """Return a stored file under a path. Its own name, which may name the patient, stands in the manifest alone."""
    return Entry(
        path=path,
        what="original" if artifact.is_received else "derived",
        name=artifact.name,
        blocks=_decrypted(artifact),
    )


def _decrypted(artifact: Artifact) -> Iterator[bytes]:
    """Yield the content. Raises MasterKeyMissing, StoredFileDamaged."""
    try:
        with artifacts.open_plain(artifact) as plain:
            while block := plain.read(BLOCK_BYTES):
                yield block
    except StoredFileDamaged:
        # The answer has begun and can say nothing more, and a trace holds no id.
        log.error("stored file damaged", artifact=str(artifact.pk))
        raise
