"""Verification of the chain: reads every event once, a page at a time, and names the first that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice, pairwise
from pathlib import Path
from uuid import UUID

from jindan.server.audit.chain import checkpoints, keys, linking, seals
from jindan.server.audit.chain.checkpoints import Checkpoint, CheckpointDamaged
from jindan.server.audit.models import AuditEvent, ChainHead


class Wrong(StrEnum):
    """What is wrong at a place of the chain."""

    ALTERED = "altered"
    REPLACED = "replaced"
    INSERTED = "inserted"
    MISPLACED = "misplaced"
    MISSING = "missing"
    TRUNCATED = "truncated"
    EARLIER_CHANGED = "earlier-changed"
    HEAD_CHANGED = "head-changed"
    CHECKPOINT_CHANGED = "checkpoint-changed"
    CHECKPOINTS_MISSING = "checkpoints-missing"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One place that is wrong. event, at: of the row there, or the one after a missing one. number: of a checkpoint."""

    wrong: Wrong
    sequence: int | None = None
    event: UUID | None = None
    at: datetime | None = None
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What was verified. earlier: events that are older than the chain. lost: those that a restored backup lacks."""

    events: int
    earlier: int
    unlinked: int
    checkpoints: int
    lost: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True)
class _Record:
    """The checkpoints outside the database: a file, the bytes of it that count, and how many lines they are."""

    file: Path
    size: int
    restored: tuple[Checkpoint, ...]
    last: Checkpoint | None


def verify(*, file: Path | None = None, public_key: Path | None = None) -> Verification:
    """Compare every event with its seal, its place and the checkpoints. It needs no more memory for a longer chain.

    file, public_key: a copy of the checkpoints from elsewhere, and the key that checks them. Raises UnknownKey,
    BrokenSeal where the keyring is not that of the chain.
    """
    file = file or checkpoints.path()
    size = (
        file.stat().st_size if file.exists() else 0
    )  # before the head, which is then at least as far
    head = ChainHead.objects.first() or ChainHead()
    faults: list[Fault] = []
    record = _record(file, size=size, key=public_key, faults=faults)
    faults[:0] = islice(_faults_of_chain(head), 1)
    faults += _faults_of_head(head, record=record)
    lost = 0
    if record is not None:
        faults += islice(_faults_of_checkpoints(head, record=record, key=public_key), 1)
        lost = _lost(record)
    return Verification(
        events=head.sequence,
        earlier=head.earlier,
        unlinked=AuditEvent.objects.filter(sequence=None).count(),
        checkpoints=record.last.number if record and record.last else 0,
        lost=lost,
        faults=tuple(faults),
    )


def _faults_of_chain(head: ChainHead) -> Iterator[Fault]:
    """Yield what is wrong with the events, from the first place on."""
    key = keys.linking_key()
    if head.seal:
        yield from _faults_of_earlier(head, key=key)
        yield from _faults_of_linked(head, key=key)
    yield from _forged_and_unlinked(key=key)
    beyond = AuditEvent.objects.filter(sequence__gt=head.sequence).order_by("sequence").first()
    now = ChainHead.objects.first() or ChainHead()
    if beyond is not None and (beyond.sequence or 0) > now.sequence:
        yield _fault(Wrong.INSERTED, beyond)


def _faults_of_earlier(head: ChainHead, *, key: bytes) -> Iterator[Fault]:
    digest = linking.digest_of_earlier(head.earlier)
    if seals.are_same(seals.origin_of(digest, earlier=head.earlier, key=key), head.origin):
        return
    place = 0
    for event in _events(after=0, until=head.earlier):
        if event.sequence != place + 1:
            yield _fault(Wrong.MISSING, event, sequence=place + 1)
            return
        place = event.sequence
    missing = place < head.earlier
    yield Fault(
        wrong=Wrong.MISSING if missing else Wrong.EARLIER_CHANGED,
        sequence=place + 1 if missing else None,
    )


def _faults_of_linked(head: ChainHead, *, key: bytes) -> Iterator[Fault]:
    place, link = head.earlier, head.origin
    for event, following in pairwise(_and_none(_events(after=place, until=head.sequence))):
        if event is None:
            break
        if event.sequence != place + 1:
            yield _fault(Wrong.MISSING, event, sequence=place + 1)
            return
        wrong = _wrong(event, following, place=place + 1, before=link, key=key)
        if wrong:
            yield _fault(wrong, event)
        place, link = event.sequence, event.link
    if place < head.sequence:
        yield Fault(wrong=Wrong.TRUNCATED, sequence=place + 1)


def _wrong(
    event: AuditEvent, following: AuditEvent | None, *, place: int, before: str, key: bytes
) -> Wrong | None:
    """Return what is wrong with an event in its place. None where nothing is."""
    is_genuine = seals.are_same(seals.seal_of(event, key=key), event.seal)
    is_in_place = seals.are_same(
        seals.link_of(event.seal, sequence=place, before=before, key=key), event.link
    )
    if is_genuine:
        return None if is_in_place else Wrong.MISPLACED
    if is_in_place:
        return Wrong.ALTERED if event.seal else Wrong.INSERTED
    was_pushed = following is not None and seals.are_same(
        seals.link_of(following.seal, sequence=place, before=before, key=key), following.link
    )
    return Wrong.INSERTED if was_pushed else Wrong.REPLACED


def _forged_and_unlinked(*, key: bytes) -> Iterator[Fault]:
    for event in AuditEvent.objects.filter(sequence=None).order_by("at", "id").iterator(500):
        if not seals.are_same(seals.seal_of(event, key=key), event.seal):
            yield _fault(Wrong.INSERTED, event)


def _faults_of_head(head: ChainHead, *, record: _Record | None) -> Iterator[Fault]:
    if head.seal and not seals.are_same(
        head.seal, seals.seal_of_head(head, key=keys.linking_key())
    ):
        yield Fault(wrong=Wrong.HEAD_CHANGED, sequence=head.sequence)
    elif not head.seal and (keys.folder() / keys.SIGNING).exists():
        yield Fault(wrong=Wrong.HEAD_CHANGED)
    if record is not None and (record.last.number if record.last else 0) < head.checkpoints:
        yield Fault(wrong=Wrong.CHECKPOINTS_MISSING, number=head.checkpoints)


def _record(file: Path, *, size: int, key: Path | None, faults: list[Fault]) -> _Record | None:
    """Return the file of checkpoints, read once. None, and a fault, where one of its lines is wrong."""
    restored, last = [], None
    try:
        for checkpoint in checkpoints.read(file, until=size, key=key):
            last = checkpoint
            if checkpoint.restored_from is not None:
                restored.append(checkpoint)
    except CheckpointDamaged:
        number = last.number + 1 if last else 1
        faults.append(Fault(wrong=Wrong.CHECKPOINT_CHANGED, number=number))
        return None
    return _Record(file=file, size=size, restored=tuple(restored), last=last)


def _faults_of_checkpoints(
    head: ChainHead, *, record: _Record, key: Path | None
) -> Iterator[Fault]:
    """Yield the checkpoints that the chain does not meet, but for those that a later restore makes void."""
    lines = (
        checkpoint
        for checkpoint in checkpoints.read(record.file, until=record.size, key=key)
        if not _is_void(checkpoint, record=record)
    )
    while page := list(islice(lines, linking.PAGE)):
        places = {checkpoint.sequence for checkpoint in page}
        links = dict(AuditEvent.objects.filter(sequence__in=places).values_list("sequence", "link"))
        for checkpoint in page:
            is_at_origin = checkpoint.sequence == head.earlier
            link = head.origin if is_at_origin else links.get(checkpoint.sequence)
            # None was made before the chain began: events that it counted were declared older than the chain.
            if link != checkpoint.link or checkpoint.sequence < head.earlier:
                yield Fault(
                    wrong=Wrong.REWRITTEN if link else Wrong.TRUNCATED,
                    sequence=checkpoint.sequence if link else head.sequence + 1,
                    at=checkpoint.made_at,
                    number=checkpoint.number,
                )


def _is_void(checkpoint: Checkpoint, *, record: _Record) -> bool:
    return any(
        checkpoint.number < restored.number and checkpoint.sequence > restored.sequence
        for restored in record.restored
    )


def _lost(record: _Record) -> int:
    """Return how many events were lost by restores, as far as checkpoints counted them."""
    gaps = ((restored.restored_from or 0) - restored.sequence for restored in record.restored)
    return sum(max(0, gap) for gap in gaps)


def _events(*, after: int, until: int) -> Iterator[AuditEvent]:
    while events := linking.in_sequence(after=after, until=until):
        yield from events
        after = events[-1].sequence or 0


def _and_none(events: Iterator[AuditEvent]) -> Iterator[AuditEvent | None]:
    yield from events
    yield None


def _fault(wrong: Wrong, event: AuditEvent, *, sequence: int | None = None) -> Fault:
    return Fault(wrong=wrong, sequence=sequence or event.sequence, event=event.pk, at=event.at)
