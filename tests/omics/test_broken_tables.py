"""Each of the broken tables is refused, or warned of, with row and column; nothing is left behind."""

from dataclasses import replace

import numpy as np
import pytest

from jindan.analysis import Workspace
from jindan.omics.assessment import RiskParams
from jindan.omics.engine import storing
from jindan.omics.errors import TableTooLarge, WrongUnit
from jindan.omics.manifest import View
from jindan.omics.names import NameKind, keys_of
from jindan.omics.predicting import assess
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.fitting import Plan, fit
from jindan.omics.training.recipe import ViewRecipe
from jindan.problems import Problem, slug_of
from omics.broken_tables import GENES, GOOD, NAME, endless, gene_cohort, tables
from omics_phantoms import features, model


@pytest.fixture(scope="module")
def models():
    return {
        "urinary-panel": storing.load("urinary-panel", assets=storing.Path("/nowhere")),
        "genes": genes(),
    }


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    return tables(tmp_path_factory.mktemp("broken"))


def genes():
    """A model of sixteen genes on a logarithmic scale."""
    truth, table = gene_cohort()
    made = tuple(
        each.model_copy(update={"name": name, "keys": keys_of(name, kind=NameKind.GENE)})
        for each, name in zip(features("genes", table, count=16), GENES, strict=True)
    )
    cohort = Cohort(
        specimens=tuple(map(str, range(80))),
        truth=truth,
        groups=np.arange(80),
        values={"genes": table},
        columns={},
    )
    plan = Plan(
        recipe=ViewRecipe(name="genes", table="", kind=NameKind.GENE),
        features=made,
        classes=("a", "b"),
    )
    fitted = fit(cohort, plans=[plan], seed=1)
    phantom = model()
    views = (View(name="genes", kind=NameKind.GENE, features=made, min_coverage=0.9),)
    manifest = phantom.manifest.model_copy(
        update={"views": views, "classes": ("a", "b"), "positive": "b"}
    )
    return replace(
        phantom,
        manifest=manifest,
        views=fitted.views,
        fusions=fitted.fusions,
        reference_truth=np.zeros(0),
    )


def asked(path, folder, loaded):
    space = Workspace(inputs={"table-001": path}, outputs=folder, assets=folder)
    return assess(space, RiskParams(model="any"), model=loaded)


def test_the_good_table_is_answered(tmp_path, models):
    path = tmp_path / "good.csv"
    path.write_text(GOOD)
    found = asked(path, tmp_path, models["urinary-panel"])
    assert found.scores
    assert {note.code for note in found.notes} <= {"omics-undecided"}


@pytest.mark.parametrize("head", ["age (years)", "age(세)", "age [a]", "Age (YEARS)"])
def test_years_may_be_written_as_people_write_them(tmp_path, models, head):
    path = tmp_path / "good.csv"
    path.write_text(GOOD.replace("age", head), encoding="utf-8")
    assert asked(path, tmp_path, models["urinary-panel"]).scores


@pytest.mark.parametrize(("language", "unit"), [("ko", "세(만 나이)"), ("en", "needs years")])
def test_an_age_in_another_unit_is_refused_in_words(tmp_path, models, language, unit):
    path = tmp_path / "months.csv"
    path.write_text(GOOD.replace("age", "age (months)"))
    with pytest.raises(WrongUnit) as refused:
        asked(path, tmp_path, models["urinary-panel"])
    assert unit in refused.value.in_language(language)


BROKEN = 52


def test_each_broken_table_is_tried(broken):
    assert len({each.name for each in broken}) == BROKEN


def test_an_endless_line_is_refused_without_reading_it(tmp_path, models):
    with pytest.raises(TableTooLarge) as refused:
        asked(endless(tmp_path), tmp_path, models["urinary-panel"])
    assert refused.value.values == {"row": 2, "column": "A"}


@pytest.mark.parametrize("number", range(BROKEN))
def test_a_broken_table_is_named_with_row_and_column(number, tmp_path, models, broken):
    each = broken[number]
    path = tmp_path / "table"
    path.write_bytes(each.content)
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    try:
        found = asked(path, outputs, models[each.model])
    except Problem as error:
        assert slug_of(type(error)) == each.expected, each.name
        places = [error.values]
        assert error.in_language("ko") != error.in_language("en")
    else:
        told = [*found.notes, *found.abstentions]
        assert each.expected in {note.code for note in told}, each.name
        places = [note.values for note in told if note.code == each.expected]
    assert (each.row, each.column) in {(place["row"], place["column"]) for place in places}, (
        each.name
    )
    assert NAME not in str(places)
    assert not list(outputs.iterdir())
