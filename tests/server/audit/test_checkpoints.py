"""Checkpoints outside the database: what is changed in them or missing is found, and a crash costs nothing."""

import pytest
from django.db import transaction

from jindan.server.audit.chain import checkpoints, keys
from jindan.server.audit.chain.verifying import Wrong, verify
from jindan.server.audit.models import ChainHead
from jindan.server.audit.services import record_event
from server.audit import chains
from server.audit.chains import COUNT


@pytest.mark.parametrize("replacement", ["", "{}\n", '{"number": 1}\n', "[]\n", "x" * 5000])
def test_a_changed_checkpoint_is_found(chain, replacement):
    checkpoints.make()
    lines = checkpoints.path().read_text().splitlines(keepends=True)
    checkpoints.path().write_text(replacement + lines[1])
    assert verify().faults[0].wrong == Wrong.CHECKPOINT_CHANGED


def test_a_checkpoint_signed_by_another_key_is_found(chain, tmp_path):
    line = checkpoints.path().read_text()
    (keys.folder() / keys.SIGNING).unlink()
    (keys.folder() / keys.PUBLIC).unlink()
    keys.signing_key()
    checkpoints.path().write_text(line)
    assert verify().faults[0].wrong == Wrong.CHECKPOINT_CHANGED


def test_removed_checkpoints_are_missed(chain):
    checkpoints.make()
    lines = checkpoints.path().read_text().splitlines(keepends=True)
    checkpoints.path().write_text(lines[0])
    assert verify().faults[0].wrong == Wrong.CHECKPOINTS_MISSING
    checkpoints.path().unlink()
    assert verify().faults[0].wrong == Wrong.CHECKPOINTS_MISSING


def test_checkpoints_after_lost_ones_say_so(chain):
    checkpoints.path().unlink()
    checkpoints.make()
    assert verify().faults[0].wrong == Wrong.CHECKPOINT_CHANGED


def test_table_and_checkpoints_gone_together_are_missed_as_long_as_the_keys_are_there(chain):
    chains.truncate()
    ChainHead.objects.all().delete()
    checkpoints.path().unlink()
    assert verify().faults[0].wrong == Wrong.HEAD_CHANGED
    checkpoints.make()
    assert verify().faults[0].wrong == Wrong.CHECKPOINT_CHANGED


def test_a_copy_of_the_checkpoints_from_elsewhere_is_believed(chain, tmp_path):
    copy, key = tmp_path / "copy.jsonl", tmp_path / "key.pem"
    copy.write_bytes(checkpoints.path().read_bytes())
    key.write_bytes((keys.folder() / keys.PUBLIC).read_bytes())
    assert verify(file=copy, public_key=key).faults == ()
    chains.delete(COUNT)
    assert {fault.wrong for fault in verify(file=copy, public_key=key).faults} == {Wrong.TRUNCATED}


def test_a_line_that_a_crash_cut_off_is_written_again(chain):
    whole = checkpoints.path().read_bytes()
    checkpoints.path().write_bytes(whole + whole[: len(whole) // 2])
    assert verify().faults == ()
    checkpoints.make()
    assert (verify().faults, verify().checkpoints) == ((), 2)


def test_a_crash_between_file_and_database_costs_nothing(chain, monkeypatch):
    def crash(_head):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(checkpoints, "save_head", crash)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            checkpoints.make()
    assert verify().faults == ()
    checkpoints.make()
    assert (verify().faults, verify().checkpoints) == ((), 3)


def test_what_a_restored_backup_lacks_is_told_and_no_fault_once_it_is_acknowledged(
    chain, clinician
):
    earlier = ChainHead.objects.values().get()
    for _ in range(3):
        record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
    chains.delete(*range(COUNT + 1, COUNT + 4))
    chains.set_head(**earlier)
    checkpoints.make(is_restored=True)
    record_event("patient.read", by=clinician, subject=clinician)
    checkpoints.make()
    verified = verify()
    assert (verified.faults, verified.lost, verified.checkpoints) == ((), 3, 4)
