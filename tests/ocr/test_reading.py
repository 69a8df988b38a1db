"""The values of a reading: text in order, and confidence that hides no unreadable line."""

from jindan.ocr.reading import Block, Cell, Line, Reading, ReadPage, Word

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def _line(*texts, confidence=0.99):
    return Line(words=tuple(Word(text=text, quad=SQUARE, confidence=confidence) for text in texts))


def _reading(*blocks):
    page = ReadPage(
        number=1, width=10, height=10, turned_degrees=0, skew_degrees=0.0, resolution_dpi=None, blocks=blocks
    )  # fmt: skip
    return Reading(engine="local", engine_version="1", pages=(page,))


def _block(*lines):
    return Block(kind="text", lines=lines, quad=SQUARE)


def test_blocks_are_set_apart_and_lines_stand_below_each_other():
    reading = _reading(_block(_line("가", "나"), _line("다")), _block(_line("라")))
    assert reading.text == "가 나\n다\n\n라"


def test_a_row_of_a_table_is_a_line_with_tabs():
    cells = tuple(
        Cell(row=row, column=column, row_span=1, column_span=1, lines=(_line(f"{row}{column}"),))
        for row in range(2)
        for column in range(2)
    )
    table = Block(kind="table", lines=(), quad=SQUARE, cells=cells)
    assert table.text == "00\t01\n10\t11"


def test_t26_one_unreadable_dose_shows_in_the_lowest_confidence():
    reading = _reading(_block(_line(*"가나다라마바사아자차"), _line("0.25mg", confidence=0.31)))
    assert reading.lowest_confidence == 0.31
    assert reading.low_percentile_confidence == 0.31


def test_t26_a_blank_page_has_no_confidence_rather_than_a_perfect_one():
    assert _reading().lowest_confidence is None
    assert _reading().low_percentile_confidence is None


def test_a_changed_line_of_a_table_changes_in_its_cell_too():
    old, new = (_line(text) for text in ("13.2", "12.3"))
    cell = Cell(row=0, column=0, row_span=1, column_span=1, lines=(old,))
    table = Block(kind="table", lines=(old,), quad=SQUARE, cells=(cell,))
    page = _reading(table).pages[0]
    changed = page.with_lines(lambda line: new if line == old else line)
    assert changed.blocks[0].lines == changed.blocks[0].cells[0].lines == (new,)
