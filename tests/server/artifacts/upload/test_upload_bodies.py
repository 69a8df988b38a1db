"""Bodies of every framing are read to their end, or refused: short, long, broken, malformed, hostile."""

import io
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

import phantoms_files as files
from jindan.server.roles import Role
from outcomes import slug


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
