"""An upload in pieces: what HEAD tells is kept, what is changed is refused, what is given up goes."""

import base64
import hashlib
import io
import os
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

import make
import phantoms_files as files
from jindan.server.artifacts import incoming, resumable, rotation, services
from jindan.server.artifacts.models import Artifact, ResumableUpload, StoredObject, UploadPiece
from jindan.server.audit.models import AuditEvent
from jindan.server.kit import keyring
from jindan.server.roles import Role
from outcomes import files_in, slug

PIECE = 4096
CONTENT = files.nifti() + os.urandom(5 * PIECE)
TUS = {"Tus-Resumable": "1.0.0"}


def packed(text):
    return base64.b64encode(text.encode()).decode()


def checksum(content):
    return "sha256 " + base64.b64encode(hashlib.sha256(content).digest()).decode()


@dataclass
class Sender:
    """Speaks tus as one person."""

    client: Client
    case: object

    def begin(self, length, *, name="scan.nii", sha256="", **headers):
        told = f"filename {packed(name)}" + (f",sha256 {packed(sha256)}" if sha256 else "")
        sent = {**TUS, "Upload-Length": str(length), "Upload-Metadata": told, **headers}
        return self.client.post(f"/api/v1/cases/{self.case.pk}/uploads", headers=sent)

    def begun(self, length=len(CONTENT), **told):
        answer = self.begin(length, **told)
        assert answer.status_code == 201, answer.content
        return answer["Location"]

    def patch(self, address, content, *, at, stated=None, kind=None, **headers):
        return self.client.generic(
            "PATCH",
            address,
            headers={**TUS, "Upload-Offset": str(at), **headers},
            CONTENT_TYPE=kind or "application/offset+octet-stream",
            CONTENT_LENGTH=str(stated or len(content)),
            **{"wsgi.input": io.BytesIO(content)},
        )

    def offset(self, address):
        answer = self.client.head(address, headers=TUS)
        return int(answer["Upload-Offset"]) if answer.status_code == 200 else answer.status_code


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch):
    monkeypatch.setattr(resumable, "PIECE_BYTES", PIECE)
    monkeypatch.setattr("jindan.server.artifacts.bodies.BLOCK_BYTES", 1000)


@pytest.fixture
def sender(tenant, client_of):
    return Sender(client_of(tenant.user), tenant.case)


@pytest.fixture
def nothing_left(nothing_stored):
    def check():
        assert ResumableUpload.objects.count() == UploadPiece.objects.count() == 0
        return nothing_stored()

    return check


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
    monkeypatch.setattr(resumable, "LOST", ())  # a killed server does nothing more
    sender.patch(address, CONTENT[: 2 * PIECE + 1500], at=0, stated=len(CONTENT))
    assert 2 * PIECE <= sender.offset(address) <= 2 * PIECE + 1500
    assert sender.offset(address) == sum(UploadPiece.objects.values_list("size", flat=True))


@pytest.mark.parametrize(
    ("arrived", "at"), [(0, 1), (100, 0), (100, 99), (100, 101), (100, 10**12)]
)
def test_a_wrong_offset_is_refused(sender, arrived, at):
    address = sender.begun()
    sender.patch(address, CONTENT[:arrived], at=0)
    assert slug(sender.patch(address, b"x", at=at)) == (409, "offset-mismatch")
    assert sender.offset(address) == arrived


def test_changed_content_is_refused_at_the_end(sender, nothing_left):
    address = sender.begun(sha256=hashlib.sha256(CONTENT).hexdigest())
    sender.patch(address, CONTENT[:PIECE], at=0)
    changed = bytes(len(CONTENT) - PIECE)
    assert slug(sender.patch(address, changed, at=PIECE)) == (460, "content-changed")
    assert nothing_left()
    assert sender.offset(address) == 404


@pytest.mark.parametrize("size", [100, 2 * PIECE, len(CONTENT)])
def test_bytes_that_fail_their_checksum_are_not_kept(sender, size):
    address = sender.begun()
    wrong = {"Upload-Checksum": checksum(b"other")}
    assert slug(sender.patch(address, CONTENT[:size], at=0, **wrong)) == (460, "checksum-mismatch")
    assert sender.offset(address) == 0
    right = {"Upload-Checksum": checksum(CONTENT[:size])}
    assert sender.patch(address, CONTENT[:size], at=0, **right).status_code == 204
    assert sender.offset(address) == size


def test_bytes_that_cannot_be_judged_any_more_are_not_kept(sender):
    address = sender.begun()
    stated = {"Upload-Checksum": checksum(CONTENT)}
    sender.patch(address, CONTENT[: 2 * PIECE], at=0, stated=len(CONTENT), **stated)
    assert sender.offset(address) == 0


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({"Tus-Resumable": "0.2.2"}, (412, "unsupported-tus-version")),
        ({"Upload-Length": "-1"}, (400, "malformed-tus-header")),
        ({"Upload-Length": ""}, (400, "malformed-tus-header")),
        ({"Upload-Length": "٣"}, (400, "malformed-tus-header")),
        ({"Upload-Length": "9" * 30}, (400, "malformed-tus-header")),
        ({"Upload-Length": str(2**40)}, (413, "upload-too-large")),
        ({"Upload-Length": "0"}, (422, "empty-file")),
        ({"Upload-Metadata": "filename not-base64!"}, (400, "malformed-tus-header")),
        ({"Upload-Metadata": "filename /w=="}, (400, "malformed-tus-header")),
        ({"Upload-Metadata": "a YQ==,a YQ=="}, (400, "malformed-tus-header")),
        ({"Upload-Metadata": f"sha256 {packed('abc')}"}, (400, "malformed-tus-header")),
    ],
)
def test_a_beginning_that_cannot_be_is_refused(sender, nothing_left, headers, problem):
    assert slug(sender.begin(10, **headers)) == problem
    assert nothing_left()


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"kind": "application/octet-stream"}, (415, "not-an-offset-stream")),
        ({"Tus-Resumable": "2.0.0"}, (412, "unsupported-tus-version")),
        ({"Upload-Offset": "x"}, (400, "malformed-tus-header")),
        ({"Upload-Checksum": "md5 YQ=="}, (400, "unknown-checksum")),
        ({"Upload-Checksum": "sha256 YQ=="}, (400, "malformed-tus-header")),
        ({"stated": len(CONTENT) + 1}, (413, "beyond-upload-length")),
    ],
)
def test_bytes_that_are_sent_wrongly_are_refused(sender, sent, problem):
    address = sender.begun()
    answer = sender.patch(address, b"x", at=0, **sent)
    assert slug(answer) == problem
    assert answer["Tus-Resumable"] == "1.0.0"
    assert sender.offset(address) == 0


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("x.csv", files.REFUSED["html"], (415, "unsupported-content")),
        ("x.pdf", files.PNG, (415, "name-and-content-disagree")),
        ("x.dcm", files.DISGUISED["program in a DICOM preamble"], (415, "disguised-content")),
    ],
)
def test_a_file_that_cannot_be_kept_ends_its_upload(sender, nothing_left, name, content, problem):
    address = sender.begun(len(content), name=name)
    sender.patch(address, content[:5], at=0)
    assert slug(sender.patch(address, content[5:], at=5)) == problem
    assert nothing_left()


def test_more_bytes_than_announced_are_refused_without_a_length_too(sender):
    address = sender.begun(100)
    answer = sender.client.generic(
        "PATCH", address,
        headers={**TUS, "Upload-Offset": "0"},
        CONTENT_TYPE="application/offset+octet-stream",
        CONTENT_LENGTH="",
        **{"wsgi.input": io.BytesIO(CONTENT), "wsgi.input_terminated": True},
    )  # fmt: skip
    assert slug(answer) == (413, "beyond-upload-length")
    assert sender.offset(address) == 0


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


def test_pieces_follow_a_new_master_key(sender):
    address = sender.begun()
    sender.patch(address, CONTENT[: 2 * PIECE], at=0)
    keyring.add_key()
    rotation.rewrap()
    assert rotation.key_ids_in_use() == {keyring.newest_key_id()}
    answer = sender.patch(address, CONTENT[2 * PIECE :], at=2 * PIECE)
    assert Artifact.objects.get(pk=answer["Jindan-Artifact"]).size == len(CONTENT)


def test_bytes_are_encrypted_from_the_first(sender, home):
    address = sender.begun()
    sender.patch(address, CONTENT[: 2 * PIECE], at=0)
    assert not any(CONTENT[352:400] in file.read_bytes() for file in files_in(home / "objects"))


@pytest.mark.parametrize("who", ["stranger", "colleague"])
def test_an_upload_is_its_own_persons(sender, tenant, stranger, client_of, who):
    address = sender.begun()
    user = stranger.user if who == "stranger" else make.user(organisation=tenant.organisation)
    other = Sender(client_of(user), tenant.case)
    assert other.offset(address) == 404
    assert slug(other.client.get(address)) == (404, "not-found")
    assert slug(other.patch(address, CONTENT, at=0)) == (404, "not-found")
    assert slug(other.client.delete(address, headers=TUS)) == (404, "not-found")
    if who == "stranger":
        assert slug(other.begin(10)) == (404, "not-found")
    assert sender.offset(address) == 0


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_upload_may_not_resume(tenant, client_of, role):
    other = Sender(client_of(tenant.colleague(role)), tenant.case)
    assert slug(other.begin(10)) == (403, "role-not-allowed")
    assert other.offset(f"/api/v1/uploads/{uuid4()}") == 403
