"""Reading order: columns one after the other, tables by cells, drawn rules with their spans."""

import numpy as np
from PIL import Image, ImageDraw

from jindan.ocr.layout.blocks import blocks_of
from jindan.ocr.layout.ruling import tables_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Word


def _line(text, left, top, *, height=20, letter=14):
    words = []
    for word in text.split():
        right = left + letter * len(word)
        quad = ((left, top), (right, top), (right, top + height), (left, top + height))
        words.append(Word(text=word, quad=quad, confidence=0.99))
        left = right + 8
    return Line(words=tuple(words))


def _blocks(*lines, flat=None):
    white = np.full((900, 900), 255, np.uint8) if flat is None else flat
    page = UprightPage(
        number=1, picture=np.repeat(white[..., None], 3, 2), flat=white, boxes=(),
        turned_degrees=0, skew_degrees=0.0, resolution_dpi=None,
    )  # fmt: skip
    return blocks_of(page, lines=lines)


def test_two_columns_are_read_one_after_the_other():
    left = [_line(f"왼쪽 글의 문장 가운데 {n}", 40, 100 + 30 * n) for n in range(4)]
    right = [_line(f"오른쪽 글의 문장 가운데 {n}", 480, 100 + 30 * n) for n in range(4)]
    blocks = _blocks(*(line for pair in zip(left, right, strict=True) for line in pair))
    assert [block.kind for block in blocks] == ["text", "text"]
    assert blocks[0].text.splitlines() == [line.text for line in left]
    assert blocks[1].text.splitlines() == [line.text for line in right]


def test_a_table_without_rules_keeps_its_rows():
    rows = (("항목", "결과", "단위"), ("혈당", "98", "mg/dL"), ("혈색소", "13.2", "g/dL"))
    lines = [
        _line(text, 40 + 200 * column, 100 + 40 * row)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    (table,) = _blocks(*lines)
    assert table.kind == "table"
    assert table.text == "\n".join("\t".join(row) for row in rows)


def test_a_higher_line_alone_is_a_heading():
    body = [_line("본문의 한 줄입니다", 40, 150 + 28 * n) for n in range(3)]
    heading, text = _blocks(_line("제목", 300, 80, height=34), *body)
    assert (heading.kind, text.kind) == ("heading", "text")


def test_a_merged_cell_spans_its_columns():
    drawn = Image.new("L", (900, 900), 255)
    pen = ImageDraw.Draw(drawn)
    for box in ((100, 100, 500, 150), (100, 150, 300, 200), (300, 150, 500, 200)):
        pen.rectangle(box, outline=0, width=2)
    (table,) = tables_of(np.asarray(drawn))
    places = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table]
    assert places == [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_words_of_one_line_go_to_the_cells_that_hold_them():
    drawn = Image.new("L", (900, 900), 255)
    pen = ImageDraw.Draw(drawn)
    for box in ((40, 90, 140, 140), (140, 90, 400, 140), (40, 140, 140, 190), (140, 140, 400, 190)):
        pen.rectangle(box, outline=0, width=2)
    (table,) = _blocks(_line("혈당은 98", 50, 105, letter=28), flat=np.asarray(drawn))
    assert [cell.text for cell in table.cells[:2]] == ["혈당은", "98"]
