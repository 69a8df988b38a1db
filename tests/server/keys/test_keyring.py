"""The file of master keys: they open what they wrapped, outlive a rotation, and stay private."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from jindan.server.keys.errors import (
    BrokenSeal,
    KeyringDamaged,
    KeyringExposed,
    KeyringMissing,
    UnknownKey,
)
from jindan.server.keys.masters import keyring
from jindan.server.keys.masters.keyring import KeyringFile

KEY = b"k" * 32


@pytest.fixture(autouse=True)
def ring_file(settings, tmp_path):
    settings.KEYRING = tmp_path / "keyring.json"
    keyring.create()
    return settings.KEYRING


def age(path, *, days):
    """Make every key of the file older."""
    held = json.loads(path.read_text())
    for entry in held["keys"]:
        added = datetime.fromisoformat(entry["added_at"]) - timedelta(days=days)
        entry["added_at"] = added.isoformat()
    path.write_text(json.dumps(held))


def test_what_was_wrapped_is_unwrapped_in_its_place_only():
    name, wrapped = KeyringFile().wrap(KEY, context=b"here")
    assert KeyringFile().unwrap(wrapped, name=name, context=b"here") == KEY
    with pytest.raises(BrokenSeal):
        KeyringFile().unwrap(wrapped, name=name, context=b"there")


def test_a_key_that_the_file_lacks_is_named():
    _, wrapped = KeyringFile().wrap(KEY, context=b"")
    with pytest.raises(UnknownKey):
        KeyringFile().unwrap(wrapped, name="file:00000000", context=b"")


def test_a_new_key_wraps_and_the_old_one_still_unwraps():
    name, wrapped = KeyringFile().wrap(KEY, context=b"")
    added = keyring.add_key()
    assert KeyringFile().name == f"file:{added}" != name
    assert KeyringFile().unwrap(wrapped, name=name, context=b"") == KEY


def test_file_belongs_to_its_owner_alone(ring_file):
    keyring.add_key()
    assert stat.S_IMODE(ring_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_file_that_others_may_read_is_refused(ring_file, mode):
    ring_file.chmod(mode)
    with pytest.raises(KeyringExposed):
        KeyringFile().wrap(KEY, context=b"")


def test_a_lost_file_is_named_and_no_other_takes_its_place(ring_file):
    ring_file.unlink()
    with pytest.raises(KeyringMissing):
        KeyringFile().wrap(KEY, context=b"")
    assert not ring_file.exists()


@pytest.mark.parametrize("content", ["", "{}", '{"keys": []}', '{"keys": [{"id": "zz"}]}', "[]"])
def test_damaged_file_is_named_and_never_replaced(ring_file, content):
    ring_file.write_text(content)
    with pytest.raises(KeyringDamaged):
        KeyringFile().wrap(KEY, context=b"")
    assert ring_file.read_text() == content


def test_processes_that_start_together_agree_on_one_key(ring_file):
    ring_file.unlink()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keyring.create(), range(32)))
    assert len(keyring.load().keys) == 1


def test_rotations_at_the_same_time_lose_no_key():
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: keyring.add_key(), range(16)))
    assert set(added) <= {key_id.hex() for key_id in keyring.load().keys}
    assert len(keyring.load().keys) == 17


def test_key_replaced_by_another_process_is_seen_at_once(ring_file):
    held = json.loads(ring_file.read_text())
    held["keys"][0]["id"] = "02020304"
    fresh = ring_file.with_name("fresh")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(held))
    fresh.replace(ring_file)
    assert KeyringFile().name == "file:02020304"


def test_key_replaced_just_now_is_not_retired():
    keyring.add_key()
    assert keyring.retire_replaced() == ()


def test_replaced_keys_are_retired_and_the_newest_stays(ring_file):
    first = keyring.load().newest.hex()
    second, third = keyring.add_key(), keyring.add_key()
    age(ring_file, days=2)
    assert keyring.retire_replaced() == (first, second)
    assert [key_id.hex() for key_id in keyring.load().keys] == [third]


def test_newest_key_stays_however_old(ring_file):
    age(ring_file, days=2000)
    assert keyring.retire_replaced() == ()


def test_no_key_is_shown_where_the_ring_is_printed():
    for key in keyring.load().keys.values():
        assert repr(key.key) not in repr(keyring.load())
