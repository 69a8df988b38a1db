"""Every format gives the same answer; order of rows and columns and columns that nobody uses change nothing."""

import numpy as np
import pytest

from jindan.analysis import Workspace
from jindan.omics.assessment import RiskParams
from jindan.omics.errors import SpecimensDiffer, TransposedTable
from jindan.omics.names import NameKind, keys_of, split_unit
from jindan.omics.predicting import assess
from jindan.omics.tables.sheet import column_letter
from omics.made_files import FORMATS, Made
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


def table(*, rows):
    names = [f.name for view, values in MADE.values.items() for f in features(view, values)]
    values = np.hstack([*MADE.values.values()])[:rows]
    return Made(specimens=MADE.specimens[:rows], names=tuple(names), values=values)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_answer(name, tmp_path, phantom, expected):
    content = FORMATS[name](tmp_path, table(rows=1))
    assert probability(ask(tmp_path, phantom, [content])) == expected


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", range(3))
def test_order_and_unused_columns_change_nothing(name, seed, tmp_path, phantom, expected):
    content = FORMATS[name](tmp_path, table(rows=5).turned_about(seed=seed))
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
    assert "LYVE1" in keys_of(name, kind=NameKind.GENE) or keys_of(name, kind=NameKind.GENE)[
        0
    ] in keys_of("LYVE1", kind=NameKind.GENE)


def test_units_and_letters():
    assert split_unit("creatinine (mg/mL)") == ("creatinine", "mg/mL")
    assert [column_letter(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
