"""What the head learns from: result tables as they are printed, raised digits as they are set."""

import random

import pytest
from PIL import ImageFont

from jindan.fonts import korean_font
from jindan.ocr.characters import CHARACTERS, LEVEL_OF
from jindan.ocr.fields.units import ucum_of
from jindan.ocr.numbers.grammar import is_misshapen
from jindan.ocr.training import results
from jindan.ocr.training.raising import bounds_of, set_raised

MAKERS = (
    results.value, results.limits, results.bound, results.power, results.age, results.moment, results.dose
)  # fmt: skip


def _drawn(seed):
    return random.Random(seed)  # noqa: S311 - no secret


def _face(size):
    return ImageFont.truetype(korean_font(), size)


def test_every_character_of_a_result_line_can_be_learnt():
    drawn = _drawn(7)
    kinds = results.cells(names=("WBC", "혈색소"), units=("g/dL", "10³/μL"))
    lines = [results.line(drawn, kinds) for _ in range(500)]
    assert set("".join(lines)) <= {" ", *CHARACTERS}
    assert any("⁹" in line for line in lines)
    assert any(" - " in line for line in lines)


@pytest.mark.parametrize("make", MAKERS)
def test_cells_are_drawn_by_their_seed(make):
    assert make(_drawn(3)) == make(_drawn(3))


def test_drawn_powers_are_whole_to_the_grammar():
    drawn = _drawn(11)
    assert not any(is_misshapen(results.power(drawn)) for _ in range(200))
    assert ucum_of("10⁹/L") == ucum_of("×10³/μL") == "10*3/uL"


def test_raised_digits_are_small_high_and_in_line():
    large, small = _face(40), _face(24)
    ten, nine, litre = set_raised("10⁹/L", face=large, small=small, lift=0.1)
    assert [piece.text for piece in (ten, nine, litre)] == ["10", LEVEL_OF["⁹"], "/L"]
    assert nine.face is small
    assert ten.x < nine.x < litre.x
    top = nine.y + small.getbbox("9")[1]
    assert top == pytest.approx(large.getbbox("0")[1] - 4, abs=1.5)


def test_the_bounds_hold_all_pieces():
    pieces = set_raised("10⁹/L", face=_face(40), small=_face(24), lift=0.5)
    left, top, right, bottom = bounds_of(pieces)
    plain = _face(40).getbbox("10")
    assert top < plain[1]
    assert right > plain[2]
    assert left <= plain[0]
    assert bottom >= plain[3]
