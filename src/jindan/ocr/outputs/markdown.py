"""A reading as Markdown (CommonMark with tables): headings, paragraphs, tables; pages set apart by a rule."""

import re

from jindan.ocr.reading import Block, Cell, Reading

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
LIST_LIKE = re.compile(r"^(\d*)([-+.)])(?=\s)")


def markdown(reading: Reading) -> str:
    """The text in reading order; what a person wrote is escaped, so that it is never read as markup."""
    pages = ["\n\n".join(_block(block) for block in page.blocks) for page in reading.pages]
    return "\n\n---\n\n".join(pages) + "\n"


def _block(block: Block) -> str:
    if block.cells:
        return _table(block.cells)
    if block.kind == "heading":
        return f"## {_escaped(' '.join(line.text for line in block.lines))}"
    return "  \n".join(_escaped(line.text) for line in block.lines)


def _table(cells: tuple[Cell, ...]) -> str:
    """A cell over several columns fills the first of them; Markdown knows no wider one."""
    width = max(cell.column + cell.column_span for cell in cells)
    height = max(cell.row + cell.row_span for cell in cells)
    grid = [[""] * width for _ in range(height)]
    for cell in cells:
        grid[cell.row][cell.column] = _escaped(cell.text)
    head, *rest = (f"| {' | '.join(row)} |" for row in grid)
    return "\n".join([head, f"|{' --- |' * width}", *rest])


def _escaped(text: str) -> str:
    return LIST_LIKE.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
