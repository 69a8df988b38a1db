"""Bytes come back to those who may have them: whole, in ranges, and inert."""

import hashlib
import os
from pathlib import Path

import pytest

from jindan.server.artifacts import services
from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.storage.encryption import SEGMENT_BYTES
from jindan.server.artifacts.storage.objects import storage
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role

SIZE = 2 * SEGMENT_BYTES + 777


@pytest.fixture
def content():
    return os.urandom(SIZE)


@pytest.fixture
def artifact(tenant, tmp_path, content):
    path = tmp_path / "made"
    path.write_bytes(content)
    return services.enter(
        services.store(path, organisation=tenant.organisation),
        case=tenant.case,
        by=tenant.user,
        name="영상 1.nii.gz",
    )


@pytest.fixture
def get(artifact, tenant, client_of):
    answers = []

    def ask(*, user=tenant.user, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"/api/v1/artifacts/{artifact.pk}/content"
        answers.append(client_of(user).get(address, headers=headers))
        return answers[-1]

    yield ask
    for answer in answers:
        answer.close()


def body(answer):
    return b"".join(answer.streaming_content)


def test_whole_content_comes_back(get, content, artifact):
    answer = get()
    assert body(answer) == content
    assert answer.status_code == 200
    assert answer["Content-Length"] == str(SIZE)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, SIZE),
        ("bytes=100-199", 100, 200),
        (f"bytes={SEGMENT_BYTES - 100}-{SEGMENT_BYTES + 99}", SEGMENT_BYTES - 100, SEGMENT_BYTES + 100),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE),
        (f"bytes=5-{SIZE * 9}", 5, SIZE),
        ("bytes=-1", SIZE - 1, SIZE),
        ("bytes=-700000", SIZE - 700_000, SIZE),
        (f"bytes=-{SIZE * 9}", 0, SIZE),
        ("Bytes = 3 - 7", 3, 8),
    ],
)  # fmt: skip
def test_range_is_sent(get, content, asked, start, stop):
    answer = get(Range=asked)
    assert body(answer) == content[start:stop]
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0"])
def test_range_outside_is_refused(get, asked):
    answer = get(Range=asked)
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{SIZE}"
    assert answer.json()["type"] == "/problems/range-not-satisfiable"


@pytest.mark.parametrize(
    "asked",
    ["bytes=", "bytes=-", "bytes=5-3", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "bytes=٣-٤"],
)
def test_range_that_cannot_be_read_gives_the_whole(get, content, asked):
    answer = get(Range=asked)
    assert answer.status_code == 200
    assert body(answer) == content


def test_number_of_any_length_is_no_fault(get):
    answer = get(Range=f"bytes={'9' * 5000}-")
    assert answer.status_code == 416


def test_download_goes_on_only_with_the_same_content(get, artifact):
    same, other = f'"{artifact.sha256}"', '"0000"'
    assert get(Range="bytes=1-", If_Range=same).status_code == 206
    assert get(Range="bytes=1-", If_Range=other).status_code == 200


def test_name_is_offered_in_ascii_and_in_full(get):
    assert get()["Content-Disposition"] == (
        "attachment; filename=\"__ 1.nii.gz\"; filename*=UTF-8''%EC%98%81%EC%83%81%201.nii.gz"
    )


def test_content_is_inert_and_not_cached(get):
    answer = get()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_page_may_run_its_script_and_reach_nothing(get, artifact):
    Artifact.objects.filter(pk=artifact.pk).update(media_type="text/html")
    policy = get()["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts;")
    assert "allow-same-origin" not in policy
    assert "connect-src 'none'" in policy
    assert "http" not in policy


def test_each_read_is_audited(get, artifact, tenant):
    get(Range="bytes=0-1")
    event = AuditEvent.objects.get(action="artifact.downloaded")
    assert (event.subject_id, event.actor_id) == (artifact.pk, tenant.user.pk)


def test_others_find_nothing(get, stranger):
    assert get(user=stranger.user).status_code == 404
    assert get(user=None).status_code == 401
    assert not AuditEvent.objects.filter(action="artifact.downloaded").exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_roles_that_see_no_patients_find_nothing(get, tenant, role):
    assert get(user=tenant.colleague(role)).status_code == 403


def test_clerk_sees_what_was_received_and_not_what_was_found(get, artifact, tenant):
    clerk = tenant.colleague(Role.CLERK)
    assert get(user=clerk).status_code == 404
    Artifact.objects.filter(pk=artifact.pk).update(is_received=True)
    assert get(user=clerk).status_code == 200


def test_description_follows_the_same_rule(artifact, tenant, stranger, client_of):
    address = f"/api/v1/artifacts/{artifact.pk}"
    assert client_of(tenant.user).get(address).json()["name"] == "영상 1.nii.gz"
    assert client_of(stranger.user).get(address).status_code == 404


def test_damage_at_the_start_is_told_instead_of_bytes(get, artifact):
    with Path(storage().path(artifact.stored.path)).open("r+b") as file:
        file.seek(100)
        file.write(b"xx")
    answer = get()
    assert answer.status_code == 500
    assert answer.json()["type"] == "/problems/stored-file-damaged"


def test_damage_further_on_breaks_the_answer_off(get, artifact):
    with Path(storage().path(artifact.stored.path)).open("r+b") as file:
        file.seek(SEGMENT_BYTES + 100)
        file.write(b"xx")
    with pytest.raises(StoredFileDamaged):
        body(get())


def open_files():
    return {os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_client_that_goes_away_leaves_no_file_open(get, artifact):
    kept = os.path.realpath(storage().path(artifact.stored.path))
    answer = get()
    next(iter(answer.streaming_content))
    assert kept in open_files()
    answer.close()
    assert kept not in open_files()
