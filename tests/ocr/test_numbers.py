"""What numbers look like, and which no patient has."""

import pytest

from jindan.ocr.numbers.grammar import is_misshapen, is_parted_power, repaired_unit, skeleton
from jindan.ocr.numbers.plausibility import with_flags
from jindan.ocr.numbers.ranges import implausible
from jindan.ocr.reading import Block, Line, ReadPage, Word

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@pytest.mark.parametrize(
    "text", ["13,2", "1O.5", "l.2", "0)6", "13..2", ".5", "+.000", "1,2345", "10°/μL", "3.+", "1+5"]
)
def test_what_no_number_looks_like_is_flagged(text):
    assert is_misshapen(text)


@pytest.mark.parametrize(
    "text",
    [
        "13.2", "1,234", "1,234,567", "2026-03-01", "2026.03.01", "2026.03.01.", "3.", "0.05mg", "+1.2",
        "I10", "5/50mg", "(12.5%)", "980515-1234567", "2+", "3+/3+",
    ],
)  # fmt: skip
def test_what_documents_print_is_not_flagged(text):
    assert not is_misshapen(text)


def test_only_what_must_not_be_misread_is_compared():
    assert skeleton("13.2 g/dL") == skeleton("13.2g/dl") == "13.2"
    assert skeleton("13.2") != skeleton("132")
    assert skeleton("-1.5") != skeleton("1.5")
    assert skeleton("1O.5", like="10.5") == skeleton("10.5")


def test_a_unit_misread_by_a_look_alike_is_repaired():
    assert repaired_unit("μlU/mL") == "μIU/mL"
    assert repaired_unit("mg/dL") == "mg/dL"
    assert repaired_unit("혈당") == "혈당"


def test_a_lost_point_makes_a_value_no_patient_has():
    at, known = implausible(["Hemoglobin", "132", "g/dL", "13.0", "-", "17.0"])
    assert at == 1
    assert (known.low, known.high) == (2, 25)
    assert implausible(["Hemoglobin", "13.2", "g/dL"]) is None


def test_without_its_unit_nothing_is_said_about_a_value():
    assert implausible(["Hemoglobin", "132"]) is None


def test_an_implausible_value_is_marked_on_its_page():
    words = tuple(
        Word(text=text, quad=SQUARE, confidence=0.99) for text in ("혈색소", "132", "g/dL")
    )
    block = Block(kind="text", lines=(Line(words=words),), quad=SQUARE)
    page = ReadPage(
        number=1, width=1, height=1, turned_degrees=0, skew_degrees=0, resolution_dpi=None, blocks=(block,)
    )  # fmt: skip
    flags = [word.flags for word in with_flags(page).words()]
    assert [[flag.code for flag in found] for found in flags] == [[], ["number-implausible"], []]
    assert "2~25 g/dL" in flags[1][0].in_language("ko")


@pytest.mark.parametrize(
    ("text", "follows"),
    [("10", "/μL"), ("10", "3/μL"), ("×10", "/uL"), ("10", "^/μL"), ("10", "³/μL")],
)
def test_a_ten_without_its_exponent_is_no_number(text, follows):
    assert is_parted_power(text, follows=follows)


@pytest.mark.parametrize("text", ["10³/μL", "×10⁶/μL", "10⁹/L", "10¹²/L"])
def test_a_power_with_its_exponent_is_whole(text):
    assert not is_misshapen(text)
    assert not is_parted_power(text, follows="")


@pytest.mark.parametrize("text", ["10/μL", "10□/μL", "x10/uL", "10/L"])
def test_a_power_that_lost_its_exponent_is_misshapen(text):
    assert is_misshapen(text)


@pytest.mark.parametrize(("text", "follows"), [("10", "mg/dL"), ("10", ""), ("110", "/μL")])
def test_a_ten_that_is_a_value_is_one(text, follows):
    assert not is_parted_power(text, follows=follows)
