"""Master keys open what they sealed, outlive a rotation, and stay private."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from jindan.server.kit import keyring


@pytest.fixture(autouse=True)
def ring_file(settings, tmp_path):
    settings.KEYRING = tmp_path / "keyring.json"
    return settings.KEYRING


def age(path, *, days):
    """Make every key of the file older."""
    held = json.loads(path.read_text())
    for entry in held["keys"]:
        added = keyring.datetime.fromisoformat(entry["added_at"]) - timedelta(days=days)
        entry["added_at"] = added.isoformat()
    path.write_text(json.dumps(held))


def test_what_was_sealed_opens_in_its_place():
    assert keyring.unseal(keyring.seal(b"secret", context=b"here"), context=b"here") == b"secret"


def test_sealed_value_does_not_open_in_another_place():
    with pytest.raises(keyring.BrokenSeal):
        keyring.unseal(keyring.seal(b"secret", context=b"here"), context=b"there")


@pytest.mark.parametrize("position", [4, 15, 16, -1])
def test_changed_seal_does_not_open(position):
    sealed = bytearray(keyring.seal(b"secret", context=b""))
    sealed[position] ^= 1
    with pytest.raises(keyring.BrokenSeal):
        keyring.unseal(bytes(sealed), context=b"")


@pytest.mark.parametrize("length", [4, 10, 16, 20])
def test_cut_off_seal_does_not_open(length):
    with pytest.raises(keyring.BrokenSeal):
        keyring.unseal(keyring.seal(b"secret", context=b"")[:length], context=b"")


def test_seal_of_an_unknown_key_says_so():
    with pytest.raises(keyring.UnknownKey):
        keyring.unseal(b"\0" * 40, context=b"")


def test_rotation_seals_with_the_new_key_and_still_opens_the_old():
    old = keyring.seal(b"old", context=b"")
    added = keyring.add_key()
    assert keyring.key_id_of(keyring.seal(b"new", context=b"")) == added == keyring.newest_key_id()
    assert keyring.unseal(old, context=b"") == b"old"


def test_file_belongs_to_its_owner_alone(ring_file):
    keyring.add_key()
    assert stat.S_IMODE(ring_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_file_that_others_may_read_is_refused(ring_file, mode):
    keyring.load()
    ring_file.chmod(mode)
    with pytest.raises(keyring.KeyringExposed):
        keyring.seal(b"secret", context=b"")


@pytest.mark.parametrize("content", ["", "{}", '{"keys": []}', '{"keys": [{"id": "zz"}]}', "[]"])
def test_damaged_file_is_named_and_never_replaced(ring_file, content):
    ring_file.touch(mode=0o600)
    ring_file.write_text(content)
    with pytest.raises(keyring.KeyringDamaged):
        keyring.seal(b"secret", context=b"")
    assert ring_file.read_text() == content


def test_processes_that_start_together_agree_on_one_key():
    with ThreadPoolExecutor(8) as pool:
        sealed = list(pool.map(lambda _: keyring.seal(b"x", context=b""), range(32)))
    assert len({keyring.key_id_of(value) for value in sealed}) == 1


def test_rotations_at_the_same_time_lose_no_key():
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda _: keyring.add_key(), range(16)))
    assert set(added) <= {key_id.hex() for key_id in keyring.load().keys}
    assert len(keyring.load().keys) == 17


def test_key_replaced_by_another_process_is_seen_at_once(ring_file):
    keyring.load()
    held = json.loads(ring_file.read_text())
    held["keys"][0]["id"] = "01020304"
    fresh = ring_file.with_name("fresh")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(held))
    fresh.replace(ring_file)
    assert keyring.newest_key_id() == "01020304"


def test_key_replaced_just_now_is_not_retired():
    keyring.load()
    keyring.add_key()
    assert keyring.retire_replaced() == ()


def test_replaced_keys_are_retired_and_the_newest_stays(ring_file):
    first = keyring.newest_key_id()
    second, third = keyring.add_key(), keyring.add_key()
    age(ring_file, days=2)
    assert keyring.retire_replaced() == (first, second)
    assert [key_id.hex() for key_id in keyring.load().keys] == [third]


def test_newest_key_stays_however_old(ring_file):
    keyring.load()
    age(ring_file, days=2000)
    assert keyring.retire_replaced() == ()
