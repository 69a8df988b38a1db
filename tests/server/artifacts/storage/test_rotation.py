"""A new key takes over without a file being rewritten, and the old one goes when it is free."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.checks.registry import registry

import phantoms_files as files
from jindan.server.artifacts import services
from jindan.server.artifacts.models import AddressKey, StoredObject
from jindan.server.artifacts.storage import rotation as artifacts
from jindan.server.artifacts.storage.checks import keyring_opens_objects
from jindan.server.artifacts.storage.objects import storage
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.keys.checks import master_key_opens_keys
from jindan.server.keys.masters import keyring
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.uses import Use

RESEALS = (artifacts.rewrap,)


@pytest.fixture
def stored(tenant, tmp_path):
    """Five artifacts."""
    made = []
    for number in range(5):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(files.CSV + f"R{number},1,1\n".encode())
        made.append(
            services.enter(
                services.store(path, organisation=tenant.organisation),
                case=tenant.case,
                by=tenant.user,
                name=path.name,
            )
        )
    return made


def content(artifact):
    artifact = type(artifact).objects.select_related("stored").get(pk=artifact.pk)
    with services.open_plain(artifact) as plain:
        return plain.read()


def make_old(settings):
    """Let two days pass since every rotation."""
    held = json.loads(settings.KEYRING.read_text())
    for entry in held["keys"]:
        added = datetime.fromisoformat(entry["added_at"]) - timedelta(days=2)
        entry["added_at"] = added.isoformat()
    settings.KEYRING.write_text(json.dumps(held))
    for row in WrappedKey.objects.all():
        WrappedKey.objects.filter(pk=row.pk).update(created_at=row.created_at - timedelta(days=2))


def test_rotation_wraps_all_data_keys_anew_and_rewrites_no_file(stored):
    before = [Path(storage().path(a.stored.path)).read_bytes() for a in stored]
    # five objects, their names, and the organisation's key
    assert rotation.rotate_organisations(RESEALS) == 11
    after = [Path(storage().path(a.stored.path)).read_bytes() for a in stored]
    assert before == after
    assert artifacts.key_ids_in_use() == keys.current_key_ids()


def test_everything_opens_before_during_and_after(stored, monkeypatch):
    monkeypatch.setattr(artifacts, "BATCH", 2)
    expected = [content(artifact) for artifact in stored]
    rotation.add_keys()
    first = StoredObject.objects.order_by("pk").first()
    StoredObject.objects.filter(pk=first.pk).update(**rewrapped(first))
    assert [content(artifact) for artifact in stored] == expected
    artifacts.rewrap()
    assert [content(artifact) for artifact in stored] == expected


def rewrapped(row):
    sealed = keys.resealed(
        row.wrapped_key,
        use=Use.OBJECT_DATA_KEY,
        organisation_id=row.organisation_id,
        context=artifacts.wrapping_context(row.path),
    )
    return {"wrapped_key": sealed, "key_id": keys.key_id_of(sealed)}


def test_rewrapping_again_does_nothing(stored):
    rotation.rotate_organisations(RESEALS)
    assert artifacts.rewrap() == 0


def test_interrupted_rotation_is_finished_by_the_next(stored, monkeypatch):
    rotation.add_keys()
    resealed = keys.resealed
    calls = iter(range(3))

    def breaks(sealed, **values):
        next(calls)
        return resealed(sealed, **values)

    monkeypatch.setattr(keys, "resealed", breaks)
    with pytest.raises(StopIteration):
        artifacts.rewrap()
    monkeypatch.undo()
    assert len(artifacts.key_ids_in_use()) == 2
    assert artifacts.rewrap() == 3 + 5  # and five names


def test_old_key_goes_a_day_later_and_everything_still_opens(stored, settings):
    expected = [content(artifact) for artifact in stored]
    rotation.rotate_master()
    rotation.rotate_organisations(RESEALS)
    assert rotation.retire(RESEALS) == 0
    make_old(settings)
    assert rotation.retire(RESEALS) == 2
    assert (len(keyring.load().keys), WrappedKey.objects.count()) == (1, 1)
    assert [content(artifact) for artifact in stored] == expected


def test_retiring_first_seals_what_still_needs_the_old_key(stored, settings):
    rotation.add_keys()
    make_old(settings)
    rotation.retire(RESEALS)
    assert content(stored[0])


def test_same_bytes_are_found_again_after_a_rotation(stored, tenant, tmp_path, settings):
    rotation.rotate_organisations(RESEALS)
    make_old(settings)
    rotation.retire(RESEALS)
    again = services.enter(
        services.store(tmp_path / "0.csv", organisation=tenant.organisation),
        case=tenant.case,
        by=tenant.user,
        name="again.csv",
    )
    assert again.stored_id == stored[0].stored_id


def messages():
    return [
        message.id
        for message in [
            *keyring_opens_objects(None, databases=["default"]),
            *master_key_opens_keys(None, databases=["default"]),
        ]
    ]


def test_keyring_is_looked_at_whenever_the_database_is():
    assert keyring_opens_objects in registry.get_checks(include_deployment_checks=False)


def test_start_is_clean_with_the_right_keyring(stored):
    assert messages() == []


def test_start_names_a_keyring_that_was_lost(stored, settings):
    settings.KEYRING.unlink()
    assert messages() == ["keys.E001"]


def test_start_names_a_keyring_whose_keys_are_others(stored, settings):
    held = json.loads(settings.KEYRING.read_text())
    held["keys"][0]["key"] = "A" * 43 + "="
    settings.KEYRING.write_text(json.dumps(held))
    assert "keys.E001" in messages()


def test_start_names_a_keyring_that_others_may_read(stored, settings):
    settings.KEYRING.chmod(0o644)
    assert "keys.E001" in messages()


@pytest.mark.django_db
def test_start_is_clean_on_an_empty_installation():
    assert messages() == []
    assert not AddressKey.objects.exists()
