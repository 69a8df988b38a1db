"""One table as a file of each format that is read: `FORMATS[name](folder, made)` gives its bytes."""

import io
from dataclasses import dataclass

import h5py
import numpy as np
import openpyxl
import pyarrow
from pyarrow import parquet


@dataclass(frozen=True, kw_only=True)
class Made:
    """Specimens × features of several views, as numbers."""

    specimens: tuple
    names: tuple
    values: np.ndarray

    def turned_about(self, *, seed):
        """The same table with its rows and columns in another order and two columns that nobody uses."""
        chance = np.random.default_rng(seed)
        rows = chance.permutation(len(self.specimens))
        further = chance.normal(size=(len(rows), 2))
        columns = chance.permutation(len(self.names) + 2)
        names = (*self.names, "unused", "notes")
        return Made(
            specimens=tuple(self.specimens[row] for row in rows),
            names=tuple(names[column] for column in columns),
            values=np.hstack([self.values[rows], further])[:, columns],
        )

    def lines(self):
        """Header and rows as cells."""
        rows = zip(self.specimens, self.values, strict=True)
        return [["sample", *self.names], *([name, *map(float, row)] for name, row in rows)]


def delimited(delimiter, *, encoding="utf-8", end="\n", specimen="sample"):
    def made_file(_, made):
        lines = [delimiter.join(map(str, cells)) for cells in made.lines()]
        return (end.join(lines) + end).replace("sample", specimen, 1).encode(encoding)

    return made_file


def xlsx(_, made):
    book = openpyxl.Workbook()
    for cells in made.lines():
        book.active.append(cells)
    return saved(book.save)


def as_parquet(_, made):
    columns = dict(zip(made.names, made.values.T, strict=True))
    table = pyarrow.table({"sample": [*made.specimens]} | columns)
    return saved(lambda stream: parquet.write_table(table, stream))


def h5ad(folder, made, *, is_sparse=False):
    path = folder / "made.h5ad"
    with h5py.File(path, "w") as stored:
        fill(stored, made, range(len(made.names)), is_sparse=is_sparse)
    return path.read_bytes()


def csr(folder, made):
    return h5ad(folder, made, is_sparse=True)


def h5mu(folder, made):
    """Two modalities: the names of each begin with its letter; what begins otherwise goes with the first."""
    path = folder / "made.h5mu"
    second = [n for n, name in enumerate(made.names) if name.startswith("G")]
    first = [n for n in range(len(made.names)) if n not in second]
    with h5py.File(path, "w") as stored:
        fill(stored.create_group("mod/proteins"), made, first)
        fill(stored.create_group("mod/genes"), made, second)
    return path.read_bytes()


def fill(group, made, columns, *, is_sparse=False):
    values = made.values[:, list(columns)]
    if is_sparse:
        matrix = group.create_group("X")
        matrix.attrs["encoding-type"] = "csr_matrix"
        rows, found = np.nonzero(values)
        ends = np.searchsorted(rows, np.arange(len(values) + 1))
        matrix["indptr"], matrix["indices"], matrix["data"] = ends, found, values[rows, found]
    else:
        group["X"] = values
    for axis, labels in (("obs", made.specimens), ("var", [made.names[n] for n in columns])):
        frame = group.create_group(axis)
        frame.attrs["_index"] = "_index"
        frame.create_dataset("_index", data=[*labels], dtype=h5py.string_dtype())


def saved(save):
    written = io.BytesIO()
    save(written)
    return written.getvalue()


FORMATS = {
    "csv": delimited(","),
    "tsv": delimited("\t"),
    "semicolon": delimited(";"),
    "utf-16": delimited(",", encoding="utf-16"),
    "bom": delimited(",", encoding="utf-8-sig"),
    "cp949": delimited(",", encoding="cp949", specimen="검체번호"),
    "crlf": delimited(",", end="\r\n"),
    "xlsx": xlsx,
    "parquet": as_parquet,
    "h5ad": h5ad,
    "csr": csr,
    "h5mu": h5mu,
}
