"""A new master key takes over without a file being rewritten, and the old one goes when it is free."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.checks.registry import registry

import phantoms_files as files
from jindan.server.artifacts import rotation as artifacts
from jindan.server.artifacts import services
from jindan.server.artifacts.checks import keyring_opens_objects
from jindan.server.artifacts.models import AddressKey, StoredObject
from jindan.server.artifacts.objects import store
from jindan.server.kit import keyring, rotation

RESEALS = (artifacts.rewrap,)


@pytest.fixture
def stored(tenant, tmp_path):
    """Five artifacts."""
    made = []
    for number in range(5):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(files.CSV + f"R{number},1,1\n".encode())
        made.append(services.store(path, case=tenant.case, by=tenant.user, name=path.name))
    return made


def content(artifact):
    artifact = type(artifact).objects.select_related("stored").get(pk=artifact.pk)
    with services.open_plain(artifact) as plain:
        return plain.read()


def make_old(settings):
    held = json.loads(settings.KEYRING.read_text())
    for entry in held["keys"]:
        added = datetime.fromisoformat(entry["added_at"]) - timedelta(days=2)
        entry["added_at"] = added.isoformat()
    settings.KEYRING.write_text(json.dumps(held))


def test_rotation_wraps_all_data_keys_anew_and_rewrites_no_file(stored):
    before = [Path(store().path(a.stored.path)).read_bytes() for a in stored]
    assert rotation.rotate(RESEALS) == 6  # five objects and the organisation's key
    after = [Path(store().path(a.stored.path)).read_bytes() for a in stored]
    assert before == after
    assert artifacts.key_ids_in_use() == {keyring.newest_key_id()}


def test_everything_opens_before_during_and_after(stored, monkeypatch):
    monkeypatch.setattr(artifacts, "BATCH", 2)
    expected = [content(artifact) for artifact in stored]
    keyring.add_key()
    first = StoredObject.objects.order_by("pk").first()
    StoredObject.objects.filter(pk=first.pk).update(**rewrapped(first))
    assert [content(artifact) for artifact in stored] == expected
    artifacts.rewrap()
    assert [content(artifact) for artifact in stored] == expected


def rewrapped(row):
    sealed = artifacts._resealed(row.wrapped_key, context=artifacts.wrapping_context(row.path))
    return {"wrapped_key": sealed, "key_id": keyring.key_id_of(sealed)}


def test_rewrapping_again_does_nothing(stored):
    rotation.rotate(RESEALS)
    assert artifacts.rewrap() == 0


def test_interrupted_rotation_is_finished_by_the_next(stored, monkeypatch):
    keyring.add_key()
    resealed = artifacts._resealed
    calls = iter(range(3))

    def breaks(sealed, *, context):
        next(calls)
        return resealed(sealed, context=context)

    monkeypatch.setattr(artifacts, "_resealed", breaks)
    with pytest.raises(StopIteration):
        artifacts.rewrap()
    monkeypatch.undo()
    assert len(artifacts.key_ids_in_use()) == 2
    assert artifacts.rewrap() == 3


def test_old_key_goes_a_day_later_and_everything_still_opens(stored, settings):
    expected = [content(artifact) for artifact in stored]
    old = keyring.newest_key_id()
    rotation.rotate(RESEALS)
    assert rotation.retire(RESEALS) == ()
    make_old(settings)
    assert rotation.retire(RESEALS) == (old,)
    assert [content(artifact) for artifact in stored] == expected


def test_retiring_first_seals_what_still_needs_the_old_key(stored, settings):
    keyring.add_key()
    make_old(settings)
    rotation.retire(RESEALS)
    assert content(stored[0])


def test_same_bytes_are_found_again_after_a_rotation(stored, tenant, tmp_path, settings):
    rotation.rotate(RESEALS)
    make_old(settings)
    rotation.retire(RESEALS)
    again = services.store(tmp_path / "0.csv", case=tenant.case, by=tenant.user, name="again.csv")
    assert again.stored_id == stored[0].stored_id


def messages():
    return [message.id for message in keyring_opens_objects(None, databases=["default"])]


def test_keyring_is_looked_at_whenever_the_database_is():
    assert keyring_opens_objects in registry.get_checks(include_deployment_checks=False)


def test_start_is_clean_with_the_right_keyring(stored):
    assert messages() == []


def test_start_names_a_keyring_that_was_lost(stored, settings):
    settings.KEYRING.unlink()
    assert messages() == ["artifacts.E002"]


def test_start_names_a_keyring_whose_keys_are_others(stored, settings):
    held = json.loads(settings.KEYRING.read_text())
    held["keys"][0]["key"] = "A" * 43 + "="
    settings.KEYRING.write_text(json.dumps(held))
    assert messages() == ["artifacts.E001"]


def test_start_names_a_keyring_that_others_may_read(stored, settings):
    settings.KEYRING.chmod(0o644)
    assert messages() == ["artifacts.E001"]


@pytest.mark.django_db
def test_start_is_clean_on_an_empty_installation():
    assert messages() == []
    assert not AddressKey.objects.exists()
