"""Signed checkpoints outside the database: how long the chain was at a time, and its link there (Ed25519, RFC 8032).

They are lines of one file, each naming the hash of the line before, and are sent to syslog where that is set up. So
whoever removes the newest events must also change every copy of the file.
"""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import transaction
from django.utils import timezone

from jindan.server.audit.chain import keys
from jindan.server.audit.chain.linking import ensure_head, link_all, locked_head, save_head

FILE = "checkpoints.jsonl"
LOST = "lost"
"""Stands for the hash of earlier lines where the file is gone."""
LONGEST_LINE = 2000


class CheckpointDamaged(Exception):
    """A line of the file is not a checkpoint that this installation signed, or not in its place."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The state of the chain at one time.

    sequence, link: of the last linked event. previous: SHA-256 of the line before, empty in the first. restored_from:
    where the database was restored from a backup, the number of events that the checkpoint before had counted.
    """

    number: int
    at: str
    sequence: int
    link: str
    previous: str
    restored_from: int | None

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.at)


def path() -> Path:
    """Return the file of the checkpoints."""
    return keys.folder() / FILE


def make(*, is_restored: bool = False) -> str:
    """Link what waits, append a checkpoint to the file, and return its line. Raises ChainBroken."""
    link_all()
    ensure_head()
    with transaction.atomic():
        head = locked_head()
        last = _last_line()
        number = max(head.checkpoints, _number_of(last)) + 1
        is_first = not last and not (keys.folder() / keys.SIGNING).exists()
        line = _signed(
            Checkpoint(
                number=number,
                at=timezone.now().isoformat(timespec="seconds"),
                sequence=head.sequence,
                link=head.link,
                previous=sha256(last).hexdigest() if last else "" if is_first else LOST,
                restored_from=_parsed(last)[0].sequence if is_restored and last else None,
            )
        )
        _append(line)
        head.checkpoints = number
        save_head(head)
    return line


def read(file: Path, *, until: int, key: Path | None) -> Iterator[Checkpoint]:
    """Yield the checkpoints of a file's first `until` bytes, each checked against its signature and the one before.

    key: file of the public key, None for this installation's own. Raises CheckpointDamaged.
    """
    if not until:
        return
    verifying = public_key(key)
    number, previous, place = 0, "", 0
    with file.open("rb") as lines:
        while place < until and (line := lines.readline(LONGEST_LINE)):
            place += len(line)
            if place == until and not line.endswith(b"\n"):
                return  # cut off by a crash, before anybody was told
            checkpoint = _checked(line, key=verifying)
            if (checkpoint.number, checkpoint.previous) != (number + 1, previous):
                raise CheckpointDamaged
            number, previous = checkpoint.number, sha256(line).hexdigest()
            yield checkpoint


def newest() -> Checkpoint | None:
    """Return the last checkpoint, as it stands in the file. None where there is none, or the line is damaged."""
    try:
        return _parsed(_last_line())[0]
    except CheckpointDamaged:
        return None


def public_key(file: Path | None = None) -> Ed25519PublicKey:
    """Return the key that checks signatures: of a PEM file, or this installation's. Raises ValueError."""
    key = load_pem_public_key(file.read_bytes()) if file else keys.signing_key().public_key()
    if not isinstance(key, Ed25519PublicKey):
        message = "the file has no Ed25519 key"
        raise ValueError(message)
    return key


def _signed(checkpoint: Checkpoint) -> str:
    signature = base64.b64encode(keys.signing_key().sign(_content(checkpoint))).decode()
    return json.dumps(asdict(checkpoint) | {"signature": signature}, sort_keys=True)


def _content(checkpoint: Checkpoint) -> bytes:
    return json.dumps(asdict(checkpoint), sort_keys=True).encode()


def _checked(line: bytes, *, key: Ed25519PublicKey) -> Checkpoint:
    checkpoint, signature = _parsed(line)
    try:
        key.verify(signature, _content(checkpoint))
    except InvalidSignature:
        raise CheckpointDamaged from None
    return checkpoint


def _parsed(line: bytes) -> tuple[Checkpoint, bytes]:
    try:
        values = json.loads(line)
        signature = base64.b64decode(values.pop("signature"), validate=True)
        return Checkpoint(**values), signature
    except (ValueError, TypeError, KeyError, AttributeError):
        raise CheckpointDamaged from None


def _number_of(line: bytes) -> int:
    try:
        return _parsed(line)[0].number
    except CheckpointDamaged:
        return 0


def _last_line() -> bytes:
    """Return the last whole line with its end, empty where there is none."""
    if not path().exists():
        return b""
    with path().open("rb") as file:
        file.seek(max(0, path().stat().st_size - 2 * LONGEST_LINE))
        whole = [line for line in file if line.endswith(b"\n")]
    return whole[-1] if whole else b""


def _append(line: str) -> None:
    """Add a line in place of one that a crash cut off, and return once it is on the disk."""
    path().touch(mode=0o600)
    with path().open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - LONGEST_LINE))
        tail = file.read()
        file.seek(size - len(tail) + tail.rfind(b"\n") + 1)
        file.truncate()
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
