"""Whoever changes the table of events in the database itself is found out, and the verifier names the row."""

import datetime
import threading
import uuid

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jindan.server.audit.chain import checkpoints, keys, linking, verifying
from jindan.server.audit.chain.verifying import Wrong, verify
from jindan.server.audit.models import AuditEvent, ChainHead
from jindan.server.audit.services import record_event
from jindan.server.keys.masters import keyring
from server.audit import chains
from server.audit.chains import COUNT


def first_fault():
    fault = verify().faults[0]
    return fault.wrong, fault.sequence


def test_a_whole_chain_is_verified(chain):
    verified = verify()
    assert (verified.faults, verified.events, verified.checkpoints) == ((), COUNT, 1)


def test_what_waits_for_its_place_is_counted_and_no_fault(chain, clinician):
    record_event("patient.read", by=clinician, subject=clinician)
    verified = verify()
    assert (verified.faults, verified.unlinked) == ((), 1)


@pytest.mark.parametrize(
    ("attack", "fault"),
    [
        (lambda: chains.delete(3), (Wrong.MISSING, 3)),
        (lambda: chains.delete(1), (Wrong.MISSING, 1)),
        (lambda: chains.delete(COUNT), (Wrong.TRUNCATED, COUNT)),
        (lambda: chains.delete(5, 6, 7, 8), (Wrong.TRUNCATED, 5)),
        (lambda: chains.alter(4, action="patient.listed"), (Wrong.ALTERED, 4)),
        (lambda: chains.alter(4, actor_id=uuid.uuid4()), (Wrong.ALTERED, 4)),
        (lambda: chains.alter(4, address="192.0.2.9"), (Wrong.ALTERED, 4)),
        (lambda: chains.alter(4, at=timezone.now()), (Wrong.ALTERED, 4)),
        (lambda: chains.alter(4, link="0" * 64), (Wrong.MISPLACED, 4)),
        (lambda: chains.alter(4, link="é" * 64), (Wrong.MISPLACED, 4)),
        (lambda: chains.alter(4, seal=""), (Wrong.REPLACED, 4)),
        (lambda: chains.reorder(2, 6), (Wrong.MISPLACED, 2)),
        (lambda: chains.replace(3, action="case.read", seal="1" * 64), (Wrong.REPLACED, 3)),
        (lambda: chains.replace(3, id=uuid.uuid4()), (Wrong.ALTERED, 3)),
        (lambda: chains.insert(5), (Wrong.INSERTED, 5)),
        (lambda: chains.insert(COUNT + 1), (Wrong.INSERTED, COUNT + 1)),
        (chains.truncate, (Wrong.TRUNCATED, 1)),
        (lambda: chains.set_head(sequence=COUNT - 1), (Wrong.INSERTED, COUNT)),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_the_verifier_names_the_first_wrong_row(chain, attack, fault):
    attack()
    assert first_fault() == fault


def test_a_fault_names_the_row_and_its_time(chain):
    row = chains.rows().get(sequence=4)
    chains.alter(4, action="patient.listed")
    fault = verify().faults[0]
    assert (fault.event, fault.at) == (row.pk, row.at)


def test_a_forged_event_that_waits_is_found_before_and_after_it_is_linked(chain, clinician):
    event = AuditEvent(
        organisation_id=clinician.organisation_id,
        action="patient.read",
        subject_kind="patient",
        subject_id=uuid.uuid4(),
    )
    event.save(force_insert=True)
    assert first_fault() == (Wrong.INSERTED, None)
    linking.link_all()
    assert first_fault() == (Wrong.INSERTED, COUNT + 1)


def test_the_newest_events_are_missed_before_a_checkpoint_counts_them(chain, clinician):
    record_event("patient.read", by=clinician, subject=clinician)
    linking.link_all()
    chains.delete(COUNT + 1)
    before = chains.rows().get(sequence=COUNT)
    chains.set_head(sequence=COUNT, link=before.link)
    assert first_fault() == (Wrong.HEAD_CHANGED, COUNT)


def test_nothing_is_linked_after_an_end_that_somebody_changed(chain, clinician):
    chains.delete(COUNT)
    chains.set_head(sequence=COUNT - 1, link=chains.rows().get(sequence=COUNT - 1).link)
    record_event("patient.read", by=clinician, subject=clinician)
    with pytest.raises(linking.ChainBroken):
        linking.link_new()


def test_an_earlier_state_of_the_database_is_found_out_by_the_checkpoint(chain, clinician):
    earlier = ChainHead.objects.values().get()
    for _ in range(3):
        record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
    chains.delete(*range(COUNT + 1, COUNT + 4))
    chains.set_head(**earlier)
    fault = verify().faults[-1]
    assert (fault.wrong, fault.sequence, fault.number) == (Wrong.TRUNCATED, COUNT + 1, 2)


def test_a_chain_begun_anew_is_not_the_one_of_the_checkpoints(chain, clinician):
    chains.truncate()
    ChainHead.objects.all().delete()
    for _ in range(COUNT):
        record_event("patient.read", by=clinician, subject=clinician)
    linking.link_all()
    assert verify().faults[-1].wrong == Wrong.REWRITTEN


def test_a_chain_whose_head_is_gone_is_not_begun_over_its_events(chain, clinician):
    ChainHead.objects.all().delete()
    assert Wrong.HEAD_CHANGED in {fault.wrong for fault in verify().faults}
    record_event("patient.read", by=clinician, subject=clinician)
    with pytest.raises(linking.ChainBroken):
        linking.link_new()


def test_what_is_rolled_back_leaves_no_gap(chain, clinician):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("patient.read", by=clinician, subject=clinician)
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("patient.read", by=clinician, subject=clinician)
        linking.link_all()
        raise ZeroDivisionError
    record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
    assert (verify().faults, verify().events) == ((), COUNT + 1)


def test_a_clock_set_back_changes_no_place(chain, clinician, monkeypatch):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: yesterday)
        event = record_event("patient.read", by=clinician, subject=clinician)
        checkpoints.make()
    assert verify().faults == ()
    event.refresh_from_db()
    assert event.sequence == COUNT + 1


def test_master_keys_are_rotated_and_the_chain_goes_on(chain, clinician):
    keyring.add_key()
    assert keys.reseal() == 2
    assert keys.reseal() == 0
    record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
    assert verify().faults == ()


def test_events_older_than_the_chain_are_held_as_they_were_when_it_began(clinician):
    for place in range(1, 4):
        event = record_event("patient.read", by=clinician, subject=clinician)
        chains.rows().filter(pk=event.pk).update(seal="", sequence=place)
    older = AuditEvent.objects.exclude(sequence=None)
    ChainHead.objects.create(earlier=3)
    checkpoints.make()
    verified = verify()
    assert (verified.faults, verified.earlier) == ((), 3)
    assert [event.link for event in older.filter(sequence__lte=3)] == [""] * 3
    chains.alter(2, action="patient.listed")
    assert first_fault() == (Wrong.EARLIER_CHANGED, None)
    chains.delete(2)
    assert first_fault() == (Wrong.MISSING, 2)


def test_pages_are_read_and_never_the_whole_table(chain, monkeypatch):
    monkeypatch.setattr(linking, "PAGE", 3)
    lengths = []
    read = linking.in_sequence
    monkeypatch.setattr(
        linking, "in_sequence", lambda **span: lengths.append(len(rows := read(**span))) or rows
    )
    assert verifying.verify().faults == ()
    assert lengths == [0, 3, 3, 2, 0]


@pytest.mark.django_db(transaction=True)
def test_writers_and_linkers_at_once_make_one_chain(clinician):
    def work():
        try:
            for _ in range(5):
                record_event("patient.read", by=clinician, subject=clinician)
                linking.link_new()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    checkpoints.make()
    count = AuditEvent.objects.count()
    assert count >= 20
    assert (verify().faults, verify().events, verify().unlinked) == ((), count, 0)


@pytest.mark.parametrize("earlier", [COUNT, COUNT + 1, COUNT + 100])
def test_events_of_the_chain_cannot_be_declared_older_than_it(chain, clinician, earlier):
    """The head is emptied, so that the linker begins anew over rows of which one was altered."""
    chains.alter(3, action="patient.listed")
    chains.set_head(sequence=0, link="", origin="", earlier=earlier, seal="")
    record_event("patient.read", by=clinician, subject=clinician)
    linking.link_all()
    assert verify().faults[-1].wrong == Wrong.REWRITTEN


def test_an_emptied_head_does_not_begin_a_chain_over_linked_events(chain, clinician):
    chains.set_head(sequence=0, link="", origin="", earlier=COUNT - 1, seal="")
    record_event("patient.read", by=clinician, subject=clinician)
    with pytest.raises(linking.ChainBroken):
        linking.link_all()
