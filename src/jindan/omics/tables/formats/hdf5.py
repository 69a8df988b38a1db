"""AnnData (`.h5ad`) and MuData (`.h5mu`), read as plain arrays. No link out of a file is followed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from jindan.omics.errors import NotATable, SoftwareMissing, TableTooLarge, UnsafeTable
from jindan.omics.tables.sheet import MOST_CELLS, MOST_COLUMNS, Row, RowBlock, Sheet, infinite

AT_ONCE = 256
"""Rows of a block that are read as cells."""
CELLS_AT_ONCE = 4_000_000
"""Numbers of a block at most, over all features: 32 MB."""


def read_hdf5(path: Path) -> list[Sheet]:
    """Return the table of an AnnData file, or one for each modality of MuData.

    Raises NotATable, TableTooLarge, and UnsafeTable where a link or an array is outside the file.
    """
    try:
        import h5py
    except ModuleNotFoundError:
        raise SoftwareMissing(name="h5py") from None
    try:
        stored = h5py.File(path, "r")
    except OSError:
        raise NotATable(row=1, column="A") from None
    _check_links(stored, h5py)
    if "mod" in stored:
        return [_sheet(stored["mod"][name], name=name, h5py=h5py) for name in stored["mod"]]
    return [_sheet(stored, name="", h5py=h5py)]


def _check_links(group, h5py) -> None:  # type: ignore[no-untyped-def]  # h5py has no types
    """Raise UnsafeTable where a link or an array is outside the file."""
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise UnsafeTable(row=1, column="A")
        member = group[name]
        if isinstance(member, h5py.Group):
            _check_links(member, h5py)
        elif isinstance(member, h5py.Dataset) and (member.external or member.is_virtual):
            raise UnsafeTable(row=1, column="A")


def _sheet(group, *, name: str, h5py) -> Sheet:  # type: ignore[no-untyped-def]
    try:
        specimens, features = _names(group["obs"]), _names(group["var"])
        matrix = group["X"]
    except KeyError:
        raise NotATable(row=1, column="A") from None
    if len(features) > MOST_COLUMNS or len(features) * len(specimens) > MOST_CELLS:
        raise TableTooLarge(row=1, column="A")
    read = _sparse_block if isinstance(matrix, h5py.Group) else _dense_block

    def blocks(*, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[RowBlock]:
        at_once = max(1, min(size, CELLS_AT_ONCE // max(1, len(features))))
        for start in range(0, len(specimens), at_once):
            end = min(start + at_once, len(specimens))
            values = read(matrix, start, end, width=len(features))
            chosen = values[:, [column - 1 for column in numbers]]
            yield RowBlock(
                rows=range(start + 2, end + 2),
                words=[values[:, c - 1].tolist() if c else specimens[start:end] for c in words],
                numbers=chosen,
                unreadable=infinite(chosen),
            )

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        for block in blocks(words=columns, numbers=(), size=AT_ONCE):
            yield from zip(block.rows, zip(*block.words, strict=True), strict=True)

    header = ["", *features]
    return Sheet(
        name=name, header=header, rows=rows, fast_blocks=blocks, is_certain=True, header_row=1
    )


def _names(frame) -> list[str]:  # type: ignore[no-untyped-def]
    """Return the index of a data frame of AnnData, whose column the attribute `_index` names."""
    key = frame.attrs.get("_index", "_index")
    return [str(name) for name in frame[key].asstr()[:]]


def _dense_block(matrix, start: int, end: int, *, width: int):  # type: ignore[no-untyped-def]
    return np.asarray(matrix[start:end], dtype=np.float64).reshape(-1, width)


def _sparse_block(matrix, start: int, end: int, *, width: int):  # type: ignore[no-untyped-def]
    """Return rows of a compressed sparse row matrix. Raises NotATable for compressed columns."""
    if matrix.attrs.get("encoding-type") != "csr_matrix":
        raise NotATable(row=1, column="A")
    pointers = matrix["indptr"][start : end + 1]
    first, last = int(pointers[0]), int(pointers[-1])
    block = np.zeros((end - start, width))
    rows = np.repeat(np.arange(end - start), np.diff(pointers))
    block[rows, matrix["indices"][first:last]] = matrix["data"][first:last]
    return block
