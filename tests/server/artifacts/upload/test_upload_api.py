"""Files arrive whole and accepted, or leave nothing behind."""

import hashlib
import json
import resource

import pytest

import phantoms_files as files
from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.storage import incoming
from jindan.server.artifacts.upload import single_request
from jindan.server.audit.models import AuditEvent
from jindan.server.config.api import api
from outcomes import slug


def test_file_is_stored_and_described(send, tenant):
    answer = send(("표.csv", files.CSV))
    assert answer.status_code == 201
    (out,) = answer.json()
    assert out["sha256"] == hashlib.sha256(files.CSV).hexdigest()
    assert (out["name"], out["media_type"], out["size"]) == ("표.csv", "text/csv", len(files.CSV))
    assert out["is_received"] is True
    assert out["case_id"] == str(tenant.case.pk)


def test_files_of_one_request_are_answered_in_their_order(send):
    names = [f"{n:03d}.dcm" for n in range(79)]
    answer = send(*[(name, files.dicom(pixels=name.encode() * 2)) for name in names])
    assert [out["name"] for out in answer.json()] == names
    assert StoredObject.objects.count() == 79


def test_same_bytes_twice_in_one_request_are_one_object(send):
    answer = send(("a.csv", files.CSV), ("b.csv", files.CSV))
    assert len(answer.json()) == 2
    assert StoredObject.objects.count() == 1


def test_one_bad_file_refuses_the_request_and_is_named(send, nothing_stored):
    answer = send(("a.csv", files.CSV), ("b.csv", files.REFUSED["html"]), ("c.csv", files.CSV))
    assert slug(answer) == (415, "unsupported-content")
    assert "2" in answer.json()["title"]
    assert nothing_stored()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("x.pdf", files.PNG, (415, "name-and-content-disagree")),
        ("x.png", files.REFUSED["html"], (415, "unsupported-content")),
        ("x.dcm", files.REFUSED["windows program"], (415, "unsupported-content")),
        ("x.dcm", files.DISGUISED["program in a DICOM preamble"], (415, "disguised-content")),
        ("x.pdf", files.DISGUISED["pdf that is a page"], (415, "disguised-content")),
        ("x.csv", b"", (422, "empty-file")),
    ],
)
def test_file_that_is_not_what_it_seems_is_refused(send, nothing_stored, name, content, problem):
    assert slug(send((name, content))) == problem
    assert nothing_stored()


def test_problem_is_said_in_korean(send):
    answer = send(("x.csv", b""), headers={"Accept-Language": "ko"})
    assert answer.json()["title"] == "1번째 파일이 비어 있습니다"


@pytest.mark.parametrize(("size", "status"), [(999, 201), (1000, 201), (1001, 413)])
def test_limit_is_kept_to_the_byte(send, settings, size, status):
    settings.MAX_UPLOAD_BYTES = 1000
    content = (files.CSV * 100)[: size - 1] + b"\n"
    assert send(("x.csv", content)).status_code == status


def test_limit_is_for_all_files_of_a_request(send, settings, nothing_stored):
    settings.MAX_UPLOAD_BYTES = len(files.CSV) * 2 - 1
    answer = send(("a.csv", files.CSV), ("b.csv", files.CSV))
    assert slug(answer) == (413, "upload-too-large")
    assert nothing_stored()


def test_too_many_files_are_refused(send, monkeypatch, nothing_stored):
    monkeypatch.setattr(single_request, "MOST_FILES", 2)
    answer = send(*[(f"{n}.csv", files.CSV) for n in range(3)])
    assert slug(answer) == (413, "too-many-files")
    assert nothing_stored()


def test_upload_leaves_one_event_for_each_file(send, tenant):
    send(("a.csv", files.CSV), ("b.csv", files.CSV))
    events = AuditEvent.objects.filter(action="artifact.stored", case_id=tenant.case.pk)
    assert events.count() == 2


def test_full_disk_is_told_and_leaves_nothing(send, monkeypatch, nothing_stored):
    monkeypatch.setattr(incoming, "RESERVE_BYTES", 2**62)
    assert slug(send(("x.csv", files.CSV))) == (507, "storage-full")
    assert nothing_stored()


@pytest.fixture
def files_up_to_1_mib():
    """What a full disk or an exhausted quota does: no file of this process grows further."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * 1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("count", [1, 3])
def test_disk_that_fills_up_on_the_way_is_told_and_leaves_nothing(
    send, files_up_to_1_mib, nothing_stored, count
):
    large = files.nifti() + bytes(3 * 1024 * 1024)
    sent = [("small.csv", files.CSV)] * (count - 1) + [("large.nii", large)]
    assert slug(send(*sent)) == (507, "storage-full")
    assert nothing_stored()


def test_accepted_types_are_told_in_the_language_asked_for(tenant, client_of, settings):
    answer = client_of(tenant.user).get("/api/v1/artifact-types", headers={"Accept-Language": "ko"})
    out = answer.json()
    assert out["max_bytes"] == settings.MAX_UPLOAD_BYTES
    assert "PDF 문서" in {kind["title"] for kind in out["types"]}


def test_case_lists_its_artifacts_newest_first(send, tenant, client_of, address):
    send(("1.csv", files.CSV))
    send(("2.csv", files.CSV))
    names = [out["name"] for out in client_of(tenant.user).get(address).json()["items"]]
    assert names == ["2.csv", "1.csv"]


def test_openapi_describes_both_ways_to_send():
    described = api.get_openapi_schema(path_prefix="/")
    path = described["paths"]["/cases/{case_id}/artifacts"]["post"]
    assert set(path["requestBody"]["content"]) == {
        "multipart/form-data",
        "application/octet-stream",
    }
    assert {411, 413, 415, 507} <= set(map(int, path["responses"]))
    json.dumps(path)
