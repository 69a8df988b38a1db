"""Characters on their own stand upright; text that runs up the page is still read."""

import numpy as np
import pytest
from PIL import Image

from jindan.ocr.engines import local
from jindan.ocr.lines.choosing import chosen_direction, directions_of
from jindan.ocr.lines.reading import LineRead
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.pages.page import RawPage
from jindan.ocr.pages.upright import set_upright
from phantoms_documents import array, lines, page

ROWS = (
    ("검사항목", "전", "중", "후"),
    ("백혈구", "6", "9", "4"),
    ("적혈구", "7", "3", "5"),
    ("혈색소", "2", "8", "6"),
)


def _words(picture):
    upright = set_upright(RawPage(number=1, picture=array(picture), resolution_dpi=None))
    return [word.text for word in local.read([upright]).words()]


def test_a_digit_in_a_cell_of_its_own_is_not_read_on_its_side():
    """A 6 on its side is a 9 to the heads, and surely so."""
    read = [word for word in _words(page(rows=ROWS)) if word.isdigit()]
    assert read == [cell for row in ROWS[1:] for cell in row[1:]]


@pytest.mark.parametrize("text", ["합계", "혈압 120/80"])
def test_text_that_runs_up_the_page_is_read(text):
    drawn = lines([text]).crop((30, 20, 60 + 15 * len(text), 80))
    whole = Image.new("RGB", (960, 420), "white")
    whole.paste(page(), (100, 0))
    whole.paste(drawn.rotate(90, expand=True), (20, 120))
    assert set(text.split()) <= set(_words(whole))


def _box(width, height):
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


def _read(text, *, confidence):
    letters = tuple(Letter(text=letter, centre=0.0, confidence=confidence) for letter in text)
    return LineRead(hangul=letters, latin=(), width=100)


@pytest.mark.parametrize(("height", "directions"), [(30, 1), (40, 2), (90, 1)])
def test_only_a_box_that_may_hold_one_character_is_read_both_ways(height, directions):
    assert len(directions_of(_box(20, height))) == directions


@pytest.mark.parametrize(
    ("upright", "upwards", "direction"),
    [(("6", 0.9), ("9", 1.0), 0), (("ㅁ1", 0.4), ("합계", 0.9), 1), (("1", 0.9), ("ab", 0.5), 0)],
)
def test_upwards_is_used_only_for_several_surer_characters(upright, upwards, direction):
    reads = [_read(text, confidence=sure) for text, sure in (upright, upwards)]
    assert chosen_direction(reads) == direction
