"""How the chain stands: what the app shows without reading it, and the result of the last verification."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jindan.server.audit.chain import checkpoints, keys
from jindan.server.audit.chain.verifying import Verification
from jindan.server.audit.models import ChainHead

FILE = "verified.json"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Events in the chain, the last checkpoint, and the last verification. None where there was none."""

    events: int
    checkpoint_at: datetime | None
    checkpoint_events: int | None
    verified_at: datetime | None
    is_whole: bool | None


def standing() -> Standing:
    """Return how the chain stands now."""
    head = ChainHead.objects.first()
    checkpoint = checkpoints.newest()
    verified_at, is_whole = _last_verification()
    return Standing(
        events=head.sequence if head else 0,
        checkpoint_at=checkpoint.made_at if checkpoint else None,
        checkpoint_events=checkpoint.sequence if checkpoint else None,
        verified_at=verified_at,
        is_whole=is_whole,
    )


def note(verification: Verification) -> None:
    """Store that the chain was verified now, and whether it was whole."""
    said = {"at": timezone.now().isoformat(), "is_whole": not verification.faults}
    (keys.folder() / FILE).write_text(json.dumps(said))


def _last_verification() -> tuple[datetime | None, bool | None]:
    try:
        said = json.loads((keys.folder() / FILE).read_text())
        return datetime.fromisoformat(said["at"]), bool(said["is_whole"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None, None
