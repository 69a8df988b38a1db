"""What is read by the block is read as it is line by line: the same numbers, the same problems, one block at a time."""

import random

import numpy as np
import pytest

from jindan.omics.errors import BrokenText, RaggedTable, TableRefused
from jindan.omics.manifest import Feature, View
from jindan.omics.names import NameKind
from jindan.omics.tables import reading
from jindan.omics.tables.formats import text
from jindan.omics.tables.joining import blocks_of
from jindan.omics.tables.opening import open_tables
from jindan.omics.tables.reading import find_panels
from jindan.omics.tables.sheet import in_blocks, number_in
from omics.made_files import FORMATS, Made

COLUMNS = ("a", "b", "c")
PLAIN = [f"S{n},{n}.25,-{n}e-3,{n * 7}" for n in range(40)]


def view_of(name):
    features = [
        Feature(name=name + each, keys=(name + each,), low=0.0, high=1.0) for each in COLUMNS
    ]
    return View(name=name, kind=NameKind.OTHER, features=tuple(features), min_coverage=0.5)


@pytest.fixture
def by_the_block(monkeypatch):
    """Files of any size are read by the block."""
    monkeypatch.setattr(text, "LARGE", 0)


def read(folder, lines, *, encoding="utf-8", head="sample,a,b,c", size=8):
    """The same lines with care, and by blocks of so many."""
    path = folder / "made.csv"
    path.write_bytes("\n".join([head, *lines, ""]).encode(encoding))
    [sheet] = open_tables(path)
    assert sheet.fast_blocks is not None
    careful = list(sheet.rows([0, 1, 2, 3]))
    blocks = list(sheet.blocks(words=[0], numbers=[1, 2, 3], size=size))
    return careful, blocks


def assert_same(careful, blocks):
    assert [row for block in blocks for row in block.rows] == [row for row, _ in careful]
    assert [name for block in blocks for name in block.words[0]] == [c[0] for _, c in careful]
    told = np.concatenate([block.numbers for block in blocks])
    assert [block.unreadable for block in blocks] == [None] * len(blocks)
    expected = [[number_in(cell) for cell in cells[1:]] for _, cells in careful]
    np.testing.assert_array_equal(told, np.array(expected))


@pytest.mark.usefixtures("by_the_block")
@pytest.mark.parametrize(
    "change",
    [
        {},
        {3: "S3,,NA,1"},
        {3: "S3,미측정,2,1"},
        {3: "S3, 1.5 ,+2,1"},
        {3: '"S3",1,2,3', 4: '"S,4",1,2,3'},
        {3: '"S\n3",1,2,3'},
        {3: "", 9: ",,,"},
        {5: "검체5,1,2,3"},
    ],
    ids=["plain", "gaps", "korean gap", "spaces", "quoted", "line break", "empty rows", "korean"],
)
def test_blocks_hold_what_lines_hold(tmp_path, change):
    assert_same(*read(tmp_path, [change.get(n, line) for n, line in enumerate(PLAIN)]))


@pytest.mark.usefixtures("by_the_block")
def test_korean_encodings_are_read_by_the_block(tmp_path):
    lines = [line.replace("S", "검체") for line in PLAIN]
    assert_same(*read(tmp_path, lines, encoding="cp949", head="검체번호,a,b,c"))


@pytest.mark.usefixtures("by_the_block")
@pytest.mark.parametrize("cell", ["1,5", "<0.1", "1_0", "８", "inf", "=1", "1.2.3", "0x10"])
def test_a_cell_that_is_no_number_is_found_in_its_block(tmp_path, cell):
    lines = [*PLAIN]
    lines[21] = f'S21,0,"{cell}",1'
    _, blocks = read(tmp_path, lines, size=10)
    assert [block.unreadable for block in blocks] == [None, None, (1, 1), None]


@pytest.mark.usefixtures("by_the_block")
@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"S9,1,2", RaggedTable),
        (b"S9,1,2,3,4", RaggedTable),
        (b'"S9"x,1,2,3', RaggedTable),
        (b'"S9,1,2,3', RaggedTable),
        (b"S\xff9,1,2,3", BrokenText),
    ],
)
def test_a_damaged_line_is_refused_with_its_row(tmp_path, line, problem):
    path = tmp_path / "made.csv"
    lines = [each.encode() for each in PLAIN]
    path.write_bytes(b"\n".join([b"sample,a,b,c", *lines[:9], line, b"S10,1,2,3"]))
    [sheet] = open_tables(path)
    with pytest.raises(problem) as refused:
        list(sheet.blocks(words=[0], numbers=[1, 2, 3], size=4))
    assert refused.value.values["row"] in {11, 12}


NASTY = (
    *(
        "",
        "NA",
        "nan",
        "-nan",
        " 7",
        "8 ",
        "+1",
        "1_0",
        "inf",
        "infinity",
        "0x1",
        "1,5",
        '"2,5"',
        "-",
    ),
    *(
        '"NA"',
        "미측정",
        "８",
        "1e400",
        "1e-400",
        ".5",
        "5.",
        '"a',
        'b"',
        '"x""y"',
        "\t1",
        "1\r",
        "1e",
    ),
    *("00012", "1.7976931348623157e308", "4.9e-324", "0.1234567890123456789"),
)


def drawn_table(chance):
    """Some lines of cells, most of them plain numbers; now and then one cell more, or nothing at all."""
    lines = []
    for number in range(chance.randint(1, 8)):
        cells = [f"S{number}", *(str(chance.random()) for _ in COLUMNS)]
        cells = [chance.choice(NASTY) if chance.random() < 0.08 else cell for cell in cells]
        odd = chance.random()
        lines.append("" if odd < 0.03 else ",".join([*cells, "1"] if odd > 0.97 else cells))
    return chance.choice(["\n", "\r\n"]).join(["sample,a,b,c", *lines, ""])


def all_of(blocks):
    """Rows, words, numbers and the first cell that is none; or the problem with its place."""
    rows, words, numbers, unreadable = [], [], [], []
    try:
        for block in blocks:
            rows += block.rows
            words += block.words[0]
            numbers += map(repr, block.numbers.tolist())
            if block.unreadable:
                unreadable.append((block.rows[block.unreadable[0]], block.unreadable[1]))
    except TableRefused as refused:
        return type(refused), refused.values
    return rows, words, numbers, unreadable[:1]


@pytest.mark.slow
@pytest.mark.usefixtures("by_the_block")
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_odd_tables_are_read_and_refused_as_line_by_line(encoding, tmp_path):
    chance = random.Random(5)  # noqa: S311  # tables, no secrets
    path = tmp_path / "made.csv"
    answers = []
    for _ in range(300):
        path.write_bytes(drawn_table(chance).encode(encoding))
        [sheet] = open_tables(path)
        careful = all_of(in_blocks(sheet.rows([0, 1, 2, 3]), words=1, size=3))
        assert all_of(sheet.blocks(words=[0], numbers=[1, 2, 3], size=3)) == careful
        answers.append(len(careful))
    assert {2, 4} == set(answers)  # both problems and tables were among them


@pytest.mark.usefixtures("by_the_block")
def test_a_file_is_read_one_block_after_the_other(tmp_path):
    path = tmp_path / "made.csv"
    path.write_text("\n".join(["sample,a,b,c", *PLAIN, "S40,1", ""]))
    [sheet] = open_tables(path)
    blocks = sheet.blocks(words=[0], numbers=[1, 2, 3], size=16)
    assert [len(next(blocks).rows), len(next(blocks).rows)] == [16, 16]
    with pytest.raises(RaggedTable):  # the damage at the end was not come to before
        list(blocks)


@pytest.mark.usefixtures("by_the_block")
def test_a_block_is_bounded_in_bytes_too(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "AT_ONCE", 100)
    _, blocks = read(tmp_path, PLAIN, size=1000)
    assert max(len(block.rows) for block in blocks) < 16


@pytest.mark.parametrize("name", ["parquet", "h5ad", "csr"])
def test_binary_formats_are_read_by_the_block(name, tmp_path):
    values = np.arange(120.0).reshape(40, 3)
    values[4, 1] = np.nan
    made = Made(specimens=tuple(f"S{n}" for n in range(40)), names=COLUMNS, values=values)
    path = tmp_path / "table"
    path.write_bytes(FORMATS[name](tmp_path, made))
    [sheet] = open_tables(path)
    blocks = list(sheet.blocks(words=[0], numbers=[3, 1], size=16))
    assert [len(block.rows) for block in blocks] == [16, 16, 8]
    assert [name for block in blocks for name in block.words[0]] == [*made.specimens]
    told = np.concatenate([block.numbers for block in blocks])
    np.testing.assert_array_equal(told, values[:, [2, 0]])


def test_tables_are_joined_by_the_block(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CELLS_AT_ONCE", 30)
    files = {}
    for view, order in (("one", range(40)), ("two", range(39, 4, -1))):
        heads = ",".join(f"{view}{column}" for column in COLUMNS)
        rows = "".join(f"S{n},{n},{n}.5,{n}\n" for n in order)
        files[view] = tmp_path / view
        files[view].write_text(f"sample,{heads}\n{rows}")
    views = [view_of(view) for view in files]
    panels = find_panels(files, views=views, orientation="auto")
    blocks = list(blocks_of(panels, scratch=tmp_path))
    assert max(len(block["one"].specimens) for block in blocks) == 5
    for view, first in (("one", 0), ("two", 5)):
        told = np.concatenate([block[view].values for block in blocks])
        assert told[first:, 1].tolist() == [n + 0.5 for n in range(first, 40)]
        assert np.isnan(told[:first]).all()
    assert not list(tmp_path.glob(".joining-*"))
