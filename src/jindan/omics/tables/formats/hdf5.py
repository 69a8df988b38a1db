"""AnnData (`.h5ad`) and MuData (`.h5mu`), read as plain arrays: nothing that a file may link to is followed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from jindan.omics.errors import NotATable, SoftwareMissing, TableTooLarge, UnsafeTable
from jindan.omics.tables.sheet import MOST_CELLS, MOST_COLUMNS, Block, Row, Sheet, infinite

AT_ONCE = 256
CELLS_AT_ONCE = 4_000_000


def read_hdf5(path: Path) -> list[Sheet]:
    """The table of an AnnData file, or one for each modality of MuData.

    Raises NotATable, TableTooLarge, and UnsafeTable where anything lies outside the file.
    """
    try:
        import h5py
    except ModuleNotFoundError:
        raise SoftwareMissing(name="h5py") from None
    try:
        stored = h5py.File(path, "r")
    except OSError:
        raise NotATable(row=1, column="A") from None
    _check(stored, h5py)
    if "mod" in stored:
        return [_sheet(stored["mod"][name], name=name, h5py=h5py) for name in stored["mod"]]
    return [_sheet(stored, name="", h5py=h5py)]


def _check(group, h5py) -> None:  # type: ignore[no-untyped-def]  # h5py has no types
    """Let pass a file that is whole in itself."""
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            raise UnsafeTable(row=1, column="A")
        found = group[name]
        if isinstance(found, h5py.Group):
            _check(found, h5py)
        elif isinstance(found, h5py.Dataset) and (found.external or found.is_virtual):
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

    def blocks(*, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[Block]:
        at_once = max(1, min(size, CELLS_AT_ONCE // max(1, len(features))))
        for start in range(0, len(specimens), at_once):
            end = min(start + at_once, len(specimens))
            values = read(matrix, start, end, width=len(features))
            chosen = values[:, [column - 1 for column in numbers]]
            yield Block(
                rows=range(start + 2, end + 2),
                words=[values[:, c - 1].tolist() if c else specimens[start:end] for c in words],
                numbers=chosen,
                unreadable=infinite(chosen),
            )

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        for block in blocks(words=columns, numbers=(), size=AT_ONCE):
            yield from zip(block.rows, zip(*block.words, strict=True), strict=True)

    header = ["", *features]
    return Sheet(name=name, header=header, rows=rows, swift=blocks, is_certain=True, header_row=1)


def _names(frame) -> list[str]:  # type: ignore[no-untyped-def]
    key = frame.attrs.get("_index", "_index")
    return [str(each) for each in frame[key].asstr()[:]]


def _dense_block(matrix, start: int, end: int, *, width: int):  # type: ignore[no-untyped-def]
    return np.asarray(matrix[start:end], dtype=np.float64).reshape(-1, width)


def _sparse_block(matrix, start: int, end: int, *, width: int):  # type: ignore[no-untyped-def]
    """Rows of a compressed sparse row matrix."""
    if matrix.attrs.get("encoding-type") != "csr_matrix":
        raise NotATable(row=1, column="A")
    pointers = matrix["indptr"][start : end + 1]
    first, last = int(pointers[0]), int(pointers[-1])
    found = np.zeros((end - start, width))
    rows = np.repeat(np.arange(end - start), np.diff(pointers))
    found[rows, matrix["indices"][first:last]] = matrix["data"][first:last]
    return found
