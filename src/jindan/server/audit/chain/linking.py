"""Linking of events into one chain, in the order in which they were committed.

An event is sealed and committed with its act, so that no writer waits for another. Whoever holds the lock on the head
then gives the new events their places. What is rolled back never had one.
"""

from django.db import transaction
from django.db.models import QuerySet

from jindan.server.audit.chain import keys, seals
from jindan.server.audit.models import AuditEvent, ChainHead

BATCH = 500
STATEMENT = 50
PAGE = 2000


class ChainBroken(Exception):
    """The end of the chain is not what this installation wrote. `jindan audit verify` says more."""


def link_new() -> int:
    """Link the events that have no place yet, at most BATCH of them. Return how many. Several processes may try.

    An event that was forged is linked too, so that it stays where it is seen. Raises ChainBroken: to go on after an end
    that somebody changed would make it true.
    """
    if not AuditEvent.objects.filter(sequence=None).exists():
        return 0
    ensure_head()
    with transaction.atomic():
        head = locked_head()
        unlinked = AuditEvent.objects.filter(sequence=None).order_by("at", "id")
        events = list(unlinked[:BATCH])
        if not events:
            return 0
        _link(events, after=head)
    return len(events)


def link_all() -> int:
    """Link until no event waits. Return how many were linked."""
    total = 0
    while linked := link_new():
        total += linked
    return total


def in_sequence(*, after: int, until: int | None = None) -> list[AuditEvent]:
    """Return the next events of the chain, at most PAGE."""
    events = AuditEvent.objects.filter(sequence__gt=after)
    if until is not None:
        events = events.filter(sequence__lte=until)
    return list(events.order_by("sequence")[:PAGE])


def ensure_head() -> None:
    """Create the head where it is missing. In a transaction of its own: on MySQL two that create it may not wait on."""
    ChainHead.objects.get_or_create(pk=1)


def locked_head() -> ChainHead:
    """Return the head, locked until the transaction ends, and begun where it is new. Raises ChainBroken."""
    head = ChainHead.objects.select_for_update().get()
    if not head.seal:
        return _begun(head)
    if not seals.are_same(head.seal, seals.seal_of_head(head, key=keys.linking_key())):
        raise ChainBroken
    return head


def save_head(head: ChainHead) -> None:
    """Seal and save the head, whose lock the caller has."""
    head.seal = seals.seal_of_head(head, key=keys.linking_key())
    head.save()


def _begun(head: ChainHead) -> ChainHead:
    """Begin the chain after the events that were recorded without one: it holds them as they are now.

    Raises ChainBroken where events are linked already.
    """
    if AuditEvent.objects.filter(sequence__gt=head.earlier).exists():
        raise ChainBroken
    digest = digest_of_earlier(head.earlier)
    head.origin = seals.origin_of(digest, earlier=head.earlier, key=keys.linking_key())
    head.sequence, head.link = head.earlier, head.origin
    save_head(head)
    return head


def digest_of_earlier(count: int) -> str:
    """Return the digest of the events that are older than the chain, whose places are 1 to `count`."""
    digest, place = "", 0
    while events := in_sequence(after=place, until=count):
        for event in events:
            digest = seals.digest_with(digest, event)
        place = events[-1].sequence or 0
    return digest


def _link(events: list[AuditEvent], *, after: ChainHead) -> None:
    """Give the events the places after the head. Raises ChainBroken where one of them is gone by now."""
    key = keys.linking_key()
    for event in events:
        after.sequence += 1
        after.link = seals.link_of(event.seal, sequence=after.sequence, before=after.link, key=key)
        event.sequence, event.link = after.sequence, after.link
    # A plain queryset, because that of the model refuses every change.
    rows: QuerySet[AuditEvent] = QuerySet(AuditEvent)
    if rows.bulk_update(events, ["sequence", "link"], batch_size=STATEMENT) < len(events):
        raise ChainBroken
    save_head(after)
