"""Every format gives the same answer; order of rows and columns and columns that nobody uses change nothing."""

import io

import h5py
import numpy as np
import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

from jindan.analysis import Workspace
from jindan.omics.errors import SpecimensDiffer, TransposedTable
from jindan.omics.findings import RiskParams
from jindan.omics.names import Kind, keys_of, split_unit
from jindan.omics.predicting import assess
from jindan.omics.tables.sheet import column_letter
from omics_phantoms import cohort, csv_of, features, model

MADE = cohort()


@pytest.fixture(scope="module")
def phantom():
    return model(MADE)


def ask(folder, phantom, contents, **params):
    inputs = {}
    for number, content in enumerate(contents, start=1):
        path = folder / f"{number}"
        path.write_bytes(content)
        inputs[f"table-{number:03d}"] = path
    space = Workspace(inputs=inputs, outputs=folder, assets=folder)
    return assess(space, RiskParams(model="phantom", **params), model=phantom)


def probability(found):
    return [round(each.probability, 12) for each in found.scores]


@pytest.fixture(scope="module")
def expected(phantom, tmp_path_factory):
    return probability(ask(tmp_path_factory.mktemp("csv"), phantom, [csv_of(MADE).encode()]))


def names():
    return [f.name for view, table in MADE.values.items() for f in features(view, table)]


def values():
    return np.hstack([*MADE.values.values()])[0]


def xlsx():
    book = openpyxl.Workbook()
    book.active.append(["sample", *names()])
    book.active.append(["S0", *map(float, values())])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_parquet():
    written = io.BytesIO()
    columns = {"sample": ["S0"]} | {n: [float(v)] for n, v in zip(names(), values(), strict=True)}
    parquet.write_table(pyarrow.table(columns), written)
    return written.getvalue()


def h5ad(folder, *, is_sparse=False):
    path = folder / "made.h5ad"
    with h5py.File(path, "w") as stored:
        fill(stored, names(), values(), is_sparse=is_sparse)
    return path.read_bytes()


def fill(group, heads, row, *, is_sparse=False):
    if is_sparse:
        matrix = group.create_group("X")
        matrix.attrs["encoding-type"] = "csr_matrix"
        matrix["indptr"], matrix["indices"], matrix["data"] = (
            [0, len(row)],
            np.arange(len(row)),
            row,
        )
    else:
        group["X"] = row[None]
    for axis, labels in (("obs", ["S0"]), ("var", heads)):
        frame = group.create_group(axis)
        frame.attrs["_index"] = "_index"
        frame.create_dataset("_index", data=labels, dtype=h5py.string_dtype())


def h5mu(folder):
    path = folder / "made.h5mu"
    with h5py.File(path, "w") as stored:
        for view, table in MADE.values.items():
            fill(
                stored.create_group(f"mod/{view}"),
                [f.name for f in features(view, table)],
                table[0],
            )
    return path.read_bytes()


@pytest.mark.parametrize(
    "made",
    [
        lambda _: csv_of(MADE, delimiter="\t").encode(),
        lambda _: csv_of(MADE, delimiter=";").encode(),
        lambda _: csv_of(MADE).encode("utf-16"),
        lambda _: csv_of(MADE).encode("utf-8-sig"),
        lambda _: csv_of(MADE, extra=True).replace("note", "비고").encode("cp949"),
        lambda _: csv_of(MADE).replace("\n", "\r\n").encode(),
        lambda _: xlsx(),
        lambda _: as_parquet(),
        h5ad,
        lambda folder: h5ad(folder, is_sparse=True),
        h5mu,
    ],
    ids=[
        "tsv",
        "semicolon",
        "utf-16",
        "bom",
        "cp949",
        "crlf",
        "xlsx",
        "parquet",
        "h5ad",
        "csr",
        "h5mu",
    ],
)
def test_every_format_gives_the_same_answer(made, tmp_path, phantom, expected):
    assert probability(ask(tmp_path, phantom, [made(tmp_path)])) == expected


def test_order_and_unused_columns_change_nothing(tmp_path, phantom, expected):
    order = np.random.default_rng(0).permutation(12)
    turned = csv_of(MADE, rows=5, order=order, extra=True)
    head, *rows = turned.splitlines()
    content = "\n".join([head, *rows[::-1]]).encode()
    assert probability(ask(tmp_path, phantom, [content], specimen="S0")) == expected


def test_two_tables_of_one_specimen_are_joined(tmp_path, phantom, expected):
    halves = []
    for view, table in MADE.values.items():
        heads = ",".join(f.name for f in features(view, table))
        halves.append(f"sample,{heads}\nS0,{','.join(repr(float(v)) for v in table[0])}\n".encode())
    found = ask(tmp_path, phantom, halves)
    assert probability(found) == expected
    assert {view.table for view in found.views} == {1, 2}
    with pytest.raises(SpecimensDiffer):
        ask(tmp_path, phantom, [halves[0], halves[1].replace(b"S0", b"S1")])


def test_a_turned_table_is_read_when_that_is_confirmed(tmp_path, phantom, expected):
    rows = [line.split(",") for line in csv_of(MADE).splitlines()]
    turned = "\n".join(",".join(cells) for cells in zip(*rows, strict=True)).encode()
    with pytest.raises(TransposedTable):
        ask(tmp_path, phantom, [turned])
    found = ask(tmp_path, phantom, [turned], orientation="features-in-rows")
    assert probability(found) == expected
    assert {(part.row, part.column) for part in found.contributions} == {
        (n, "B") for n in range(2, 14)
    }


@pytest.mark.parametrize("name", ["ENSG00000133800.9", "Q9Y5Y7", "lyve1 "])
def test_other_names_of_a_gene_are_known(name):
    assert "LYVE1" in keys_of(name, kind=Kind.GENE) or keys_of(name, kind=Kind.GENE)[0] in keys_of(
        "LYVE1", kind=Kind.GENE
    )


def test_units_and_letters():
    assert split_unit("creatinine (mg/mL)") == ("creatinine", "mg/mL")
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
