"""A reading as Markdown (CommonMark with tables): headings, paragraphs and tables, with a rule between pages."""

import re

from jindan.ocr.reading import Block, Cell, Reading

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
LIST_LIKE = re.compile(r"^(\d*)([-+.)])(?=\s)")


def markdown(reading: Reading) -> str:
    """Return the text in reading order. The document's own characters are escaped, so that none is markup."""
    pages = ["\n\n".join(_block(block) for block in page.blocks) for page in reading.pages]
    return "\n\n---\n\n".join(pages) + "\n"


def _block(block: Block) -> str:
    if block.cells:
        return _table(block.cells)
    if block.kind == "heading":
        return f"## {_escaped(' '.join(line.text for line in block.lines))}"
    return "  \n".join(_escaped(line.text) for line in block.lines)


def _table(cells: tuple[Cell, ...]) -> str:
    """Return a table. A cell over several columns fills the first of them, since Markdown has no spans."""
    width = max(cell.column + cell.column_span for cell in cells)
    height = max(cell.row + cell.row_span for cell in cells)
    grid = [[""] * width for _ in range(height)]
    for cell in cells:
        grid[cell.row][cell.column] = _escaped(cell.text)
    head, *rest = (f"| {' | '.join(row)} |" for row in grid)
    return "\n".join([head, f"|{' --- |' * width}", *rest])


def _escaped(text: str) -> str:
    return LIST_LIKE.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
