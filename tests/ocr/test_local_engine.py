"""The local engine on one drawn page: every word, table cell and number, whichever way the page lies."""

import numpy as np
import pytest

from jindan.analysis import Workspace
from jindan.ocr.engines import local
from jindan.ocr.engines.choice import choose
from jindan.ocr.errors import EngineUnknown
from jindan.ocr.lines.words import spans_of
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.pages.page import RawPage
from jindan.ocr.pages.upright import set_upright
from jindan.ocr.reading import ReadingParams
from jindan.ocr.reading_documents import read_document
from phantoms_documents import ROWS, TITLE, array, lines, page, saved


def _raw(picture):
    return RawPage(number=1, picture=picture, resolution_dpi=None)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("read")
    path = saved(page(), folder / "a.png")
    workspace = Workspace(inputs={"document": path}, outputs=folder, assets=folder)
    return read_document(workspace, ReadingParams()), folder


def test_a_page_is_read_whole(read):
    found, _ = read
    heading, table = found.reading.pages[0].blocks
    assert (heading.kind, heading.text) == ("heading", TITLE)
    assert (table.kind, table.text) == ("table", "\n".join("\t".join(row) for row in ROWS))


def test_each_cell_knows_its_row_and_column(read):
    table = read[0].reading.pages[0].blocks[1]
    assert {(cell.row, cell.column) for cell in table.cells} == {
        (r, c) for r in range(4) for c in range(4)
    }


def test_the_picture_of_the_page_is_kept_in_the_pixels_of_the_words(read):
    found, folder = read
    only = found.reading.pages[0]
    assert [image.file for image in found.images] == ["page-0001.webp"]
    assert (folder / "page-0001.webp").is_file()
    assert (only.width, only.height) == (860, 420)


def test_words_stand_where_they_were_drawn(read):
    value = next(word for word in read[0].reading.words() if word.text == "13.2")
    (left, top), _, (right, bottom), _ = value.quad
    assert 260 < left < 285 < right < 400
    assert 180 < top < 205 < bottom < 240


def test_a_clean_page_leaves_no_number_flagged(read):
    assert [word.text for word in read[0].reading.words() if word.flags] == []


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_set_upright(quarters):
    turned = np.ascontiguousarray(np.rot90(array(page()), -quarters))
    upright = set_upright(_raw(turned))
    assert upright.turned_degrees == 90 * quarters
    assert (upright.width, upright.height) == (860, 420)


def test_a_tilted_page_is_levelled():
    tilted = page(height=460).rotate(-3, fillcolor="white")
    upright = set_upright(_raw(array(tilted)))
    assert upright.skew_degrees == pytest.approx(3, abs=0.3)


def test_an_unclear_point_is_never_lost_silently():
    """Points too faint for one look are flagged or read; none is dropped without a mark."""
    texts = [f"혈색소 {value} g/dL" for value in ("13.2", "8.95", "0.25")]
    picture = array(lines(texts, size=18, ink=90))
    small = picture[::2, ::2]
    upright = set_upright(_raw(np.ascontiguousarray(small)))
    words = list(local.read([upright]).words())
    for value in ("13.2", "8.95", "0.25"):
        is_read = any(value in word.text for word in words)
        is_flagged = any(word.flags for word in words)
        assert is_read or is_flagged


def test_an_unknown_engine_is_refused():
    with pytest.raises(EngineUnknown):
        choose("crystal-ball")


def test_a_stretch_in_which_only_a_gap_was_read_holds_no_word():
    gap = Letter(text=" ", centre=20.0, confidence=0.9)
    assert spans_of([gap], np.full((48, 80), 255, np.uint8)) == []
    assert spans_of([], np.full((48, 80), 255, np.uint8)) == []
