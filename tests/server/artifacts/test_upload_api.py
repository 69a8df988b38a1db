"""Files arrive whole and accepted, or leave nothing behind."""

import hashlib
import io
import json
import resource
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import phantoms_files as files
from artifacts_api import api, files_in
from jindan.server.artifacts import incoming, uploads
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role


@pytest.fixture
def address(tenant):
    return f"/api/v1/cases/{tenant.case.pk}/artifacts"


@pytest.fixture
def send(address, tenant, client_of):
    """Send contents by name, as one form."""

    def post(*named, headers=None):
        parts = [SimpleUploadedFile(name, content) for name, content in named]
        return client_of(tenant.user).post(address, {"file": parts}, headers=headers)

    return post


@pytest.fixture
def nothing_stored(home):
    """Checked after a refusal."""

    def check():
        assert Artifact.objects.count() == StoredObject.objects.count() == 0
        assert files_in(home / "objects") == []
        return True

    return check


def raw(client, address, body, *, name="x.csv", length=None, **environ):
    """One file as the whole body, with any headers."""
    length = (
        {} if length is False else {"CONTENT_LENGTH": str(len(body) if length is None else length)}
    )
    return client.generic(
        "POST",
        address,
        headers={"Content-Disposition": f"attachment; filename={name}"},
        content_type="application/octet-stream",
        **{"wsgi.input": io.BytesIO(body), **length, **environ},
    )


def slug(answer):
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


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
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    answer = send(*[(f"{n}.csv", files.CSV) for n in range(3)])
    assert slug(answer) == (413, "too-many-files")
    assert nothing_stored()


def test_request_that_states_too_much_is_refused_before_it_is_read(
    address, tenant, client_of, settings
):
    settings.MAX_UPLOAD_BYTES = 1000
    body = Untouchable()
    answer = client_of(tenant.user).generic(
        "POST", address, **{"wsgi.input": body, "CONTENT_LENGTH": str(2**40)}
    )
    assert slug(answer) == (413, "upload-too-large")


class Untouchable(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, size=-1):
        raise AssertionError


@pytest.mark.parametrize("who", ["nobody", "stranger", "auditor", "administrator"])
def test_body_is_not_read_before_the_person_may_send_it(address, tenant, stranger, client_of, who):
    user = {
        "nobody": None,
        "stranger": stranger.user,
        "auditor": tenant.colleague(Role.AUDITOR),
        "administrator": tenant.colleague(Role.ADMINISTRATOR),
    }[who]
    answer = client_of(user).generic(
        "POST", address, **{"wsgi.input": Untouchable(), "CONTENT_LENGTH": "100"}
    )
    expected = {"nobody": 401, "stranger": 404, "auditor": 403, "administrator": 403}
    assert answer.status_code == expected[who]


def test_one_file_may_be_the_whole_body(address, tenant, client_of):
    answer = raw(
        client_of(tenant.user), address, files.CSV, name="x; filename*=UTF-8''%ED%91%9C.csv"
    )
    assert answer.json()[0]["name"] == "표.csv"


def test_body_whose_end_the_server_marks_needs_no_length(address, tenant, client_of):
    answer = raw(
        client_of(tenant.user),
        address,
        files.CSV,
        length=False,
        **{"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code == 201


def test_form_whose_end_the_server_marks_needs_no_length(address, tenant, client_of):
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile("x.csv", files.CSV)})
    environ = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = client_of(tenant.user).generic(
        "POST", address, **environ, CONTENT_TYPE=MULTIPART_CONTENT
    )
    assert answer.status_code == 201


def test_limit_holds_without_a_length(address, tenant, client_of, settings, nothing_stored):
    settings.MAX_UPLOAD_BYTES = 1000
    answer = raw(
        client_of(tenant.user),
        address,
        files.CSV * 1000,
        **{"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert slug(answer) == (413, "upload-too-large")
    assert nothing_stored()


def test_body_without_length_or_end_is_refused(address, tenant, client_of, nothing_stored):
    answer = raw(client_of(tenant.user), address, files.CSV, **{"CONTENT_LENGTH": ""})
    assert slug(answer) == (411, "length-required")
    assert nothing_stored()


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", "٣"])
def test_length_that_is_no_number_is_refused(address, tenant, client_of, length, nothing_stored):
    answer = raw(client_of(tenant.user), address, files.CSV, length=length)
    assert slug(answer) == (422, "malformed-upload")
    assert nothing_stored()


def test_file_shorter_than_its_stated_length_is_refused(address, tenant, client_of, nothing_stored):
    answer = raw(client_of(tenant.user), address, files.CSV, length=len(files.CSV) + 1)
    assert slug(answer) == (422, "upload-cut-off")
    assert nothing_stored()


@pytest.mark.parametrize("lost", [1, 3, 10, 60, 200])
def test_form_that_breaks_off_is_refused(address, tenant, client_of, nothing_stored, lost):
    form = {"file": [SimpleUploadedFile(f"{n}.csv", files.CSV) for n in range(2)]}
    body = encode_multipart(BOUNDARY, form)
    short = len(body) - lost - 2  # the last line break is not needed
    answer = client_of(tenant.user).generic(
        "POST", address, body[:short], content_type=MULTIPART_CONTENT
    )
    assert slug(answer) == (422, "upload-cut-off")
    assert nothing_stored()


class Breaking(io.BytesIO):
    """A connection that is reset on the way."""

    def read(self, size=-1):
        if self.tell() > 0:
            raise ConnectionResetError
        return super().read(size)


def test_broken_connection_leaves_nothing(address, tenant, client_of, nothing_stored):
    answer = client_of(tenant.user).generic(
        "POST",
        address,
        content_type="application/octet-stream",
        **{
            "wsgi.input": Breaking(files.CSV * 100_000),
            "CONTENT_LENGTH": str(len(files.CSV) * 100_000),
        },
    )
    assert slug(answer) == (422, "upload-cut-off")
    assert nothing_stored()


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=b", b"no boundary here"),
        (
            "multipart/form-data; boundary=b",
            b"--b\r\nContent-Disposition: form-data; name=other; filename=x\r\n\r\na\r\n--b--\r\n",
        ),
        ("multipart/form-data; boundary=b", b"--b\r\n\r\na\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X: " + b"a" * 99999 + b"\r\n\r\n"),
    ],
)
def test_malformed_form_is_refused(address, tenant, client_of, nothing_stored, content_type, body):
    answer = client_of(tenant.user).generic("POST", address, body, content_type=content_type)
    assert slug(answer) == (422, "malformed-upload")
    assert nothing_stored()


def test_form_without_a_file_is_refused(address, tenant, client_of, nothing_stored):
    answer = client_of(tenant.user).generic(
        "POST", address, b"--b--\r\n", content_type="multipart/form-data; boundary=b"
    )
    assert slug(answer)[0] == 422
    assert nothing_stored()


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../x.csv", "x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        (unicodedata.normalize("NFD", "진단서.csv"), "진단서.csv"),
        ("a\u202eb.csv", "ab.csv"),
        ("x%0D%0ASet-Cookie: a=b.csv", "xSet-Cookie_ a=b.csv"),
    ],
)
def test_hostile_names_are_shown_harmless(address, tenant, client_of, sent, shown):
    body = (
        f'--b\r\nContent-Disposition: form-data; name="file"; filename="{sent}"\r\n\r\n'.encode()
        + files.CSV
        + b"\r\n--b--\r\n"
    )
    answer = client_of(tenant.user).generic(
        "POST", address, body, content_type="multipart/form-data; boundary=b"
    )
    assert answer.json()[0]["name"] == shown


def test_upload_leaves_one_event_for_each_file(send, tenant):
    send(("a.csv", files.CSV), ("b.csv", files.CSV))
    events = AuditEvent.objects.filter(action="stored", case_id=tenant.case.pk)
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
