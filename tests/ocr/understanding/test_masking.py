"""Numbers that identify a person never leave the reading, however the engine cut or misread them."""

import numpy as np
import pytest
from PIL import Image

import phantoms_pages as phantoms
from jindan.ocr.understanding.masking import mask
from jindan.ocr.understanding.redaction import redact
from jindan.ocr.understanding.sensitive import (
    SensitiveKind,
    holds_check_digit,
    holds_luhn,
    masked,
    spans_in,
)


def checked(first_twelve):
    """A resident number with its check digit."""
    return next(f"{first_twelve}{d}" for d in range(10) if holds_check_digit(f"{first_twelve}{d}"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("800102-1234567", "800102-1******"),
        ("주민번호 8001021234567 끝", "주민번호 8001021****** 끝"),
        ("800102 - 1234567", "800102 - 1******"),
        ("8OO1O2-l234567", "8OO1O2-l******"),
        ("210315-5123456", "210315-5******"),
        ("010-1234-5678", "010-****-5678"),
        ("02) 312-4567", "02) ***-4567"),
        ("+82 10 1234 5678", "+82 10 **** 5678"),
        ("1588-1234", "1588-****"),
        ("5555-5555-5555-4444", "****-****-****-4444"),
        ("4111111111111111", "************1111"),
        ("계좌번호 110-234-567890", "계좌번호 ***-***-***890"),
        ("11-23-456789-01", "11-23-******-**"),
        ("여권번호 M12345678", "여권번호 M********"),
    ],
)
def test_a_sensitive_number_is_masked(written, shown):
    assert masked(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "800102-1******",
        "2026-03-02",
        "2026-03-02 10:30",
        "120-81-47521",
        "WBC 11.2 10^3/uL 4.0-10.0",
        "등록번호 00123456",
        "4111111111111112",
        "제2026-0301-1234호",
    ],
)
def test_other_numbers_stay(written):
    assert masked(written) == written


def test_an_old_resident_number_is_told_by_its_check_digit():
    old = checked("800102123456")
    [span] = spans_in(f"{old[:6]}-{old[6:]}")
    assert span.kind is SensitiveKind.RESIDENT
    assert span.is_checked


def test_a_number_given_out_since_2020_has_no_check_digit_and_is_hidden_all_the_same():
    old = checked("800102123456")
    new = f"{old[:12]}{(int(old[12]) + 1) % 10}"
    [span] = spans_in(new)
    assert not span.is_checked


def test_a_foreigner_s_number_has_a_check_digit_of_its_own():
    foreign = checked("900505512345")
    assert spans_in(foreign)[0].is_checked


@pytest.mark.parametrize(
    ("number", "holds"), [("4111111111111111", True), ("79927398713", True), ("79927398710", False)]
)
def test_luhn(number, holds):
    assert holds_luhn(number) is holds


def test_a_number_cut_into_words_is_hidden_in_each():
    seen, hidden = mask(phantoms.reading("번호 800102 - 12 34567"))
    assert seen.text == "번호 800102 - 1* *****"
    assert [each.kind for each in hidden] == [SensitiveKind.RESIDENT] * 2


def test_masking_again_changes_nothing():
    once, hidden = mask(phantoms.reading(phantoms.LAB_REPORT))
    assert hidden
    assert mask(once) == (once, ())


def test_only_the_hidden_digits_are_blacked_out(tmp_path):
    reading = phantoms.reading("800102-1234567")
    page = reading.pages[0]
    path = tmp_path / "page.png"
    Image.new("L", (page.width, page.height), 255).save(path)
    redact(path, masked=mask(reading)[1])
    drawn = np.asarray(Image.open(path))
    left, right = phantoms.LEFT, phantoms.LEFT + 14 * phantoms.EM // 2
    middle = phantoms.TOP + phantoms.EM // 2
    assert (drawn[middle, left : left + 7 * phantoms.EM // 2] == 255).all()
    assert (drawn[middle, left + 8 * phantoms.EM // 2 : right] == 0).all()
