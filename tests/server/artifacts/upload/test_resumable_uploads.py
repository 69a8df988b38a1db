"""An upload in pieces: what HEAD tells is kept, and what is given up goes."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

import phantoms_files as files
from jindan.server.artifacts import services
from jindan.server.artifacts.models import Artifact, ResumableUpload, StoredObject, UploadPiece
from jindan.server.artifacts.storage import incoming, rotation
from jindan.server.artifacts.upload import resumable
from jindan.server.audit.models import AuditEvent
from jindan.server.keys import rotation as key_rotation
from jindan.server.keys import services as keys
from outcomes import files_in, slug
from tus_sender import CONTENT, PIECE, TUS


def test_what_the_server_can_do_is_told(sender, settings):
    answer = sender.client.options(f"/api/v1/cases/{sender.case.pk}/uploads")
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation", "checksum", "expiration", "termination",
    }  # fmt: skip
    assert answer["Tus-Checksum-Algorithm"] == "sha256"
    assert int(answer["Tus-Max-Size"]) == settings.MAX_UPLOAD_BYTES


def test_pieces_become_one_artifact(sender, home):
    digest = hashlib.sha256(CONTENT).hexdigest()
    address = sender.begun(name="../표.nii", sha256=digest)
    sizes = (1, PIECE, 3 * PIECE + 17)
    for at, size in zip((0, 1, 1 + PIECE), sizes, strict=True):
        answer = sender.patch(address, CONTENT[at : at + size], at=at)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(at + size))
        assert "Jindan-Artifact" not in answer
    at = sum(sizes)
    last = sender.patch(address, CONTENT[at:], at=at)
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(CONTENT)))
    artifact = Artifact.objects.get(pk=last["Jindan-Artifact"])
    assert (artifact.name, artifact.media_type) == ("표.nii", "application/x-nifti")
    assert (artifact.sha256, artifact.size) == (digest, len(CONTENT))
    assert artifact.is_received
    with services.open_plain(artifact) as plain:
        assert plain.read() == CONTENT
    assert UploadPiece.objects.count() == 0
    assert len(files_in(home / "objects")) == StoredObject.objects.count() == 1


def test_a_small_upload_in_one_request_is_sealed_once(sender):
    address = sender.begun(len(files.CSV), name="a.csv")
    answer = sender.patch(address, files.CSV, at=0)
    assert Artifact.objects.get(pk=answer["Jindan-Artifact"]).sha256 == (
        hashlib.sha256(files.CSV).hexdigest()
    )


def test_the_answer_may_be_asked_for_again(sender):
    address = sender.begun()
    artifact = sender.patch(address, CONTENT, at=0)["Jindan-Artifact"]
    again = sender.client.head(address, headers=TUS)
    assert (again["Jindan-Artifact"], again["Upload-Offset"]) == (artifact, str(len(CONTENT)))
    assert "no-store" in again["Cache-Control"]
    told = sender.client.get(address).json()
    assert (told["artifact_id"], told["offset"]) == (artifact, told["length"])
    assert sender.patch(address, b"", at=len(CONTENT)).status_code == 204


@pytest.mark.parametrize("sixty", [0.1, 0.6, 0.99])
def test_a_lost_connection_goes_on_where_it_stopped(sender, sixty):
    address = sender.begun(sha256=hashlib.sha256(CONTENT).hexdigest())
    cut = int(len(CONTENT) * sixty)
    answer = sender.patch(address, CONTENT[:cut], at=0, stated=len(CONTENT))
    assert slug(answer) == (422, "resumable-upload-cut-off")
    assert answer["Tus-Resumable"] == "1.0.0"
    assert sender.offset(address) == cut
    answer = sender.patch(address, CONTENT[cut:], at=cut)
    assert Artifact.objects.get(pk=answer["Jindan-Artifact"]).size == len(CONTENT)


def test_a_server_killed_on_the_way_has_counted_whole_pieces_only(sender, monkeypatch):
    address = sender.begun()
    monkeypatch.setattr(resumable, "CONNECTION_LOST", ())  # a killed server does nothing more
    sender.patch(address, CONTENT[: 2 * PIECE + 1500], at=0, stated=len(CONTENT))
    assert 2 * PIECE <= sender.offset(address) <= 2 * PIECE + 1500
    assert sender.offset(address) == sum(UploadPiece.objects.values_list("size", flat=True))


def test_of_two_at_once_one_is_counted(sender, tenant, home):
    address = sender.begun()
    upload = ResumableUpload.objects.get()
    behind = ResumableUpload.objects.get()
    resumable.append(upload, iter([CONTENT[: 2 * PIECE]]), start=0)
    kept = files_in(home / "objects")
    with pytest.raises(resumable.OffsetMismatch):
        resumable.append(behind, iter([CONTENT[:PIECE]]), start=0)
    assert files_in(home / "objects") == kept
    with pytest.raises(resumable.OffsetMismatch):  # also at the last piece
        resumable.append(behind, iter([CONTENT]), start=0)
    assert (Artifact.objects.count(), sender.offset(address)) == (0, 2 * PIECE)


def test_an_upload_that_was_given_up_meanwhile_keeps_nothing(sender, nothing_left):
    address = sender.begun()
    upload = ResumableUpload.objects.get()
    assert sender.client.delete(address, headers=TUS).status_code == 204
    with pytest.raises(resumable.pieces.NotFound):
        resumable.append(upload, iter([CONTENT[:PIECE]]), start=0)
    assert nothing_left()
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert {"upload.begun", "upload.ended"} <= set(actions)


def test_a_full_disk_is_told_and_keeps_what_came_before(sender, monkeypatch, home):
    address = sender.begun()
    sender.patch(address, CONTENT[:PIECE], at=0)
    kept = files_in(home / "objects")
    monkeypatch.setattr(incoming, "RESERVE_BYTES", 2**62)
    assert slug(sender.patch(address, CONTENT[PIECE:], at=PIECE)) == (507, "storage-full")
    assert slug(sender.begin(10)) == (507, "storage-full")
    assert files_in(home / "objects") == kept
    assert sender.offset(address) == PIECE


def test_an_upload_that_nobody_finishes_is_forgotten(sender, nothing_left):
    address = sender.begun()
    sender.patch(address, CONTENT[: 3 * PIECE], at=0)
    assert services.sweep_strays() == 0
    ResumableUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert slug(sender.client.get(address)) == (410, "upload-expired")
    assert slug(sender.patch(address, b"x", at=3 * PIECE)) == (410, "upload-expired")
    assert services.sweep_strays() == 3
    assert nothing_left()


def test_an_artifact_stays_when_its_upload_is_forgotten(sender):
    address = sender.begun()
    sender.patch(address, CONTENT, at=0)
    ResumableUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert services.sweep_strays() == 0
    assert (Artifact.objects.count(), ResumableUpload.objects.count()) == (1, 0)


def test_pieces_follow_a_new_key(sender):
    address = sender.begun()
    sender.patch(address, CONTENT[: 2 * PIECE], at=0)
    key_rotation.add_keys()
    rotation.rewrap()
    assert rotation.key_ids_in_use() == keys.current_key_ids()
    answer = sender.patch(address, CONTENT[2 * PIECE :], at=2 * PIECE)
    assert Artifact.objects.get(pk=answer["Jindan-Artifact"]).size == len(CONTENT)


def test_bytes_are_encrypted_from_the_first(sender, home):
    address = sender.begun()
    sender.patch(address, CONTENT[: 2 * PIECE], at=0)
    assert not any(CONTENT[352:400] in file.read_bytes() for file in files_in(home / "objects"))
