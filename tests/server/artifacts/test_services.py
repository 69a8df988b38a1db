"""Bytes are kept once for each organisation, come back as they were, and are never half there."""

import hashlib
import os
import resource
import stat
from pathlib import Path

import pytest
from django.db import IntegrityError

import phantoms_files as files
from jindan.server.artifacts import services
from jindan.server.artifacts.errors import MasterKeyMissing, StorageFull, StoredFileDamaged
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.artifacts.storage.encryption import SEGMENT_BYTES
from jindan.server.artifacts.storage.objects import storage
from jindan.server.audit.models import AuditEvent
from jindan.server.keys import opening


@pytest.fixture
def made(tmp_path):
    """A file made here."""
    path = tmp_path / "made.nii.gz"
    path.write_bytes(os.urandom(SEGMENT_BYTES + 1000))
    return path


def put(path, *, tenant, name="volume.nii.gz"):
    return services.enter(
        services.store(path, organisation=tenant.organisation),
        case=tenant.case,
        by=tenant.user,
        name=name,
    )


def object_file(artifact):
    return Path(storage().path(artifact.stored.path))


def test_artifact_tells_its_size_checksum_and_type(made, tenant):
    artifact = put(made, tenant=tenant)
    assert artifact.size == made.stat().st_size
    assert artifact.sha256 == hashlib.sha256(made.read_bytes()).hexdigest()
    assert artifact.media_type == "application/x-nifti-gzip"
    assert not artifact.is_received


def test_fetched_file_is_the_stored_one_and_private(made, tenant, tmp_path):
    target = services.fetch(put(made, tenant=tenant), into=tmp_path, name="input")
    assert target == tmp_path / "input"
    assert target.read_bytes() == made.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_fetch_overwrites_nothing(made, tenant, tmp_path):
    (tmp_path / "input").write_text("mine")
    with pytest.raises(FileExistsError):
        services.fetch(put(made, tenant=tenant), into=tmp_path, name="input")
    assert (tmp_path / "input").read_text() == "mine"


def test_fetch_onto_a_full_disk_is_told_and_leaves_nothing(made, tenant, tmp_path):
    artifact = put(made, tenant=tenant)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(StorageFull):
            services.fetch(artifact, into=tmp_path, name="input")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not (tmp_path / "input").exists()


def test_fetch_stays_in_its_folder(made, tenant, tmp_path):
    (tmp_path / "scratch").mkdir()
    target = services.fetch(
        put(made, tenant=tenant), into=tmp_path / "scratch", name="../../escaped"
    )
    assert target == tmp_path / "scratch" / "escaped"


def test_plain_file_is_seekable(made, tenant):
    with services.open_plain(put(made, tenant=tenant)) as plain:
        plain.seek(SEGMENT_BYTES)
        assert plain.read(10) == made.read_bytes()[SEGMENT_BYTES : SEGMENT_BYTES + 10]


def test_stored_bytes_are_encrypted_and_private(tenant, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(files.CSV)
    artifact = put(path, tenant=tenant, name="table.csv")
    assert b"TP53" not in object_file(artifact).read_bytes()
    assert stat.S_IMODE(object_file(artifact).stat().st_mode) == 0o600
    assert "table" not in artifact.stored.path


def test_same_bytes_are_kept_once_in_an_organisation(made, tenant):
    first, second = put(made, tenant=tenant), put(made, tenant=tenant, name="again.nii.gz")
    assert first.pk != second.pk
    assert first.stored == second.stored
    assert StoredObject.objects.count() == 1


def test_organisations_share_nothing_and_cannot_be_compared(made, tenant, stranger):
    ours, theirs = put(made, tenant=tenant), put(made, tenant=stranger)
    assert ours.stored.keyed_hash != theirs.stored.keyed_hash
    assert object_file(ours).read_bytes() != object_file(theirs).read_bytes()


def test_kept_bytes_do_not_enter_a_case_of_another_organisation(made, tenant, stranger):
    kept = services.store(made, organisation=tenant.organisation)
    with pytest.raises(ValueError, match="organisation"):
        services.enter(kept, case=stranger.case, by=stranger.user, name="x")


def test_lost_object_is_healed_when_its_bytes_come_again(made, tenant, tmp_path):
    first = put(made, tenant=tenant)
    object_file(first).unlink()
    put(made, tenant=tenant)
    first.refresh_from_db()
    assert services.fetch(first, into=tmp_path, name="x").read_bytes() == made.read_bytes()


def test_empty_file_is_refused(tenant, tmp_path):
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        put(tmp_path / "empty", tenant=tenant)


def test_storing_leaves_an_audit_event(made, tenant):
    artifact = put(made, tenant=tenant)
    event = AuditEvent.objects.get(action="artifact.stored")
    assert (event.subject_id, event.case_id, event.actor_id) == (
        artifact.pk,
        tenant.case.pk,
        tenant.user.pk,
    )


@pytest.mark.parametrize("position", [10, 100, SEGMENT_BYTES + 100])
def test_changed_object_is_refused_and_nothing_stays(made, tenant, tmp_path, position):
    artifact = put(made, tenant=tenant)
    with object_file(artifact).open("r+b") as file:
        file.seek(position)
        byte = file.read(1)
        file.seek(position)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(StoredFileDamaged):
        services.fetch(artifact, into=tmp_path, name="x")
    assert not (tmp_path / "x").exists()


def test_cut_off_object_is_refused(made, tenant, tmp_path):
    artifact = put(made, tenant=tenant)
    os.truncate(object_file(artifact), SEGMENT_BYTES)
    with pytest.raises(StoredFileDamaged):
        services.fetch(artifact, into=tmp_path, name="x")


def test_lost_object_is_named(made, tenant, tmp_path):
    artifact = put(made, tenant=tenant)
    object_file(artifact).unlink()
    with pytest.raises(StoredFileDamaged):
        services.fetch(artifact, into=tmp_path, name="x")


def test_swapped_objects_are_refused(tenant, tmp_path):
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_bytes(files.CSV)
    two.write_bytes(files.CSV.replace(b"1.5", b"9.5"))
    first, second = put(one, tenant=tenant), put(two, tenant=tenant)
    object_file(second).rename(object_file(first))
    with pytest.raises(StoredFileDamaged):
        services.fetch(first, into=tmp_path, name="x")


def test_swapped_rows_are_refused(tenant, tmp_path):
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    one.write_bytes(files.CSV)
    two.write_bytes(files.CSV.replace(b"1.5", b"9.5"))
    first, second = put(one, tenant=tenant), put(two, tenant=tenant)
    StoredObject.objects.filter(pk=first.stored_id).update(wrapped_key=second.stored.wrapped_key)
    first.stored.refresh_from_db()
    with pytest.raises(StoredFileDamaged):
        services.open_plain(first)


def test_row_that_claims_another_checksum_is_refused(made, tenant, tmp_path):
    artifact = put(made, tenant=tenant)
    StoredObject.objects.update(sha256="0" * 64)
    artifact.stored.refresh_from_db()
    with pytest.raises(StoredFileDamaged):
        services.fetch(artifact, into=tmp_path, name="x")
    assert not (tmp_path / "x").exists()


def test_lost_master_key_is_named(made, tenant, settings):
    artifact = put(made, tenant=tenant)
    settings.KEYRING.unlink()
    opening.open_keys().forget(artifact.stored.organisation_id)
    with pytest.raises(MasterKeyMissing):
        services.open_plain(artifact)


@pytest.mark.parametrize(
    "values", [{"size": 0}, {"keyed_hash": "same", "organisation": "same"}], ids=["empty", "twice"]
)
def test_database_refuses_rows_that_cannot_be(made, tenant, values):
    stored = put(made, tenant=tenant).stored
    same = {"keyed_hash": stored.keyed_hash, "organisation": stored.organisation}
    row = {
        "organisation": stored.organisation,
        "keyed_hash": "0" * 64,
        "path": "elsewhere",
        "sha256": "0" * 64,
        "size": 1,
        "wrapped_key": b"",
        "key_id": "",
    }
    with pytest.raises(IntegrityError):
        StoredObject.objects.create(**{**row, **{k: same.get(k, v) for k, v in values.items()}})


def test_nothing_temporary_stays(made, tenant, home):
    put(made, tenant=tenant)
    put(made, tenant=tenant)
    assert list((home / "objects" / "incoming").iterdir()) == []
    assert Artifact.objects.count() == 2
