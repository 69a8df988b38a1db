"""What a resumable upload refuses: wrong places, wrong bytes, wrong words, and other people."""

import hashlib
import io
from uuid import uuid4

import pytest

import make
import phantoms_files as files
from jindan.server.roles import Role
from outcomes import slug
from tus_sender import CONTENT, PIECE, TUS, Sender, checksum, packed


@pytest.mark.parametrize(
    ("arrived", "at"), [(0, 1), (100, 0), (100, 99), (100, 101), (100, 10**12)]
)
def test_a_wrong_offset_is_refused(sender, arrived, at):
    address = sender.begun()
    sender.patch(address, CONTENT[:arrived], at=0)
    assert slug(sender.patch(address, b"x", at=at)) == (409, "offset-mismatch")
    too_long = sender.patch(address, b"x", at=at, stated=2 * len(CONTENT))
    assert slug(too_long) == (409, "offset-mismatch")  # the first thing that is wrong with it
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
