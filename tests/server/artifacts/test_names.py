"""Names from outside become harmless, stay readable, and come back whole at a download."""

import unicodedata

import pytest
from django.utils.http import parse_header_parameters
from hypothesis import given
from hypothesis import strategies as st

from jindan.server.artifacts.names import LONGEST_BYTES, content_disposition, display_name

HOSTILE = {
    "../../x.pdf": "x.pdf",
    "..\\..\\x.pdf": "x.pdf",
    "/etc/passwd": "passwd",
    "C:\\Users\\a\\x.pdf": "x.pdf",
    "C:x.pdf": "C_x.pdf",
    "a\0b.pdf": "ab.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie_ x=1.pdf",
    "CON.pdf": "_CON.pdf",
    "con": "_con",
    "lpt1.tar.gz": "_lpt1.tar.gz",
    "console.pdf": "console.pdf",
    "report\u202efdp.exe": "reportfdp.exe",
    "a\u200b\ufeffb.pdf": "ab.pdf",
    "a\u00a0b\u3000c.pdf": "a b c.pdf",
    ".": "unnamed",
    "..": "unnamed",
    "": "unnamed",
    "   ": "unnamed",
    ".pdf": "pdf",
    "name.": "name",
    "noextension": "noextension",
    'a"b<c>d|e?f*g.pdf': "a_b_c_d_e_f_g.pdf",
    "😀 사진.png": "😀 사진.png",
    "👩\u200d⚕\ufe0f.png": "👩\u200d⚕\ufe0f.png",
    unicodedata.normalize("NFD", "진단서.pdf"): "진단서.pdf",
    "진단서 (최종).pdf": "진단서 (최종).pdf",
    "a\ud800b.pdf": "ab.pdf",
    "%2e%2e%2fx.pdf": "%2e%2e%2fx.pdf",
    "a\u2028b.pdf": "ab.pdf",
}


@pytest.mark.parametrize("given", HOSTILE)
def test_hostile_name_becomes_harmless(given):
    assert display_name(given) == HOSTILE[given]


@pytest.mark.parametrize("stem", ["가" * 300, "a" * 300, "😀" * 100])
def test_long_name_keeps_its_suffix_and_whole_characters(stem):
    name = display_name(f"{stem}.nii.gz")
    assert len(name.encode()) <= LONGEST_BYTES
    assert name.endswith(".gz")
    assert set(name.removesuffix(".gz").removesuffix(".nii")) == {stem[0]}


def test_endless_suffix_is_cut():
    assert len(display_name("a." + "b" * 400).encode()) == LONGEST_BYTES


@given(st.text())
def test_any_name_is_short_one_segment_and_stays_as_it_is(given):
    name = display_name(given)
    assert 0 < len(name.encode()) <= LONGEST_BYTES
    assert not set(name) & set('/\\\0\r\n\t"<>:|?*')
    assert display_name(name) == name


@given(st.text())
def test_header_is_one_ascii_line_that_gives_the_name_back(given):
    name = display_name(given)
    header = content_disposition(name)
    assert header.isascii() and header.isprintable()
    assert parse_header_parameters(header.split(";")[0] + ";" + header.split(";")[-1])[1] == {
        "filename": name
    }


def test_header_has_a_plain_name_for_old_clients_and_the_real_one():
    assert content_disposition("진단 1.pdf") == (
        "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%EC%A7%84%EB%8B%A8%201.pdf"
    )
