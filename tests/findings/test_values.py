import re
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

import jindan.omics
from jindan.findings.codes import MEASURES, VOLUME, measured
from jindan.findings.values import Concept, Quantity, amount, figures, percent, unit_as_read
from jindan.ocr.fields import units


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1482.26, 1, "1,482.3"),
        (-0.04, 1, "0.0"),
        (-12.34, 1, "-12.3"),
        (79, 0, "79"),
        (0.5, 2, "0.50"),
    ],
)
def test_figures_are_rounded_in_one_place(value, decimals, shown):
    assert figures(Quantity(value=value, decimals=decimals)) == shown


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("mL", "5.0\u00a0mL"), ("[hnsf'U]", "5.0\u00a0HU"), ("%", "5.0%"), ("1", "5.0")],
)
def test_units_are_read_as_people_write_them(unit, shown):
    assert amount(Quantity(value=5, decimals=1, unit=unit), language="ko") == shown


@pytest.mark.parametrize(
    ("value", "unit", "korean", "english"),
    [
        (70, "a", "70세", "70\u00a0years"),
        (1, "a", "1세", "1\u00a0year"),
        (2, "{tablet}", "2정", "2\u00a0tablets"),
        (1, "[drp]", "1방울", "1\u00a0drop"),
    ],
)
def test_a_unit_that_is_a_word_is_said_in_the_language(value, unit, korean, english):
    quantity = Quantity(value=value, decimals=0, unit=unit)
    assert amount(quantity, language="ko") == korean
    assert amount(quantity, language="en") == english


RAW = re.compile(r"[\[\]{}*]|^a$|^1$|u[gmLI]|^Cel$")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_unit_that_is_measured_or_read_is_shown_as_a_code(language):
    """UCUM's brackets, braces, stars and ASCII letters for symbols are for programs."""
    models = Path(jindan.omics.__file__).parents[1].glob("models/omics/*/manifest.toml")
    of_models = {
        feature["unit"]
        for model in models
        for view in tomllib.loads(model.read_text(encoding="utf-8"))["views"]
        for feature in view["features"]
    }
    of_measures = {measure.unit for measure in MEASURES.values()}
    for unit in of_models | of_measures | set(units.UCUM.values()):
        assert not RAW.search(unit_as_read(unit, language=language)), unit


@pytest.mark.parametrize(
    ("comparator", "shown"), [(">=", "≥\u00a05"), ("<=", "≤\u00a05"), ("<", "<\u00a05"), ("", "5")]
)
def test_a_bound_is_printed_with_its_sign(comparator, shown):
    assert figures(Quantity(value=5, decimals=0, comparator=comparator)) == shown


def test_a_share_is_printed_in_per_cent():
    assert amount(percent(0.6213), language="en") == "62.1%"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.0, "0.0%"), (0.00004, "<\u00a00.1%"), (0.0006, "0.1%"),
        (0.9994, "99.9%"), (0.99996, ">\u00a099.9%"), (1.0, "100.0%"),
    ],
)  # fmt: skip
def test_only_certainty_is_printed_as_certain(share, shown):
    assert amount(percent(share), language="en") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (4.80, "4.8"),
        (210.5, "210.5"),
        (0.9, "0.9"),
        (67.0, "67"),
        (0.012345, "0.0123"),
        (12345.6, "12,346"),
        (-3.25, "-3.25"),
    ],
)
def test_a_number_of_a_table_has_four_digits_and_no_zeros_at_its_end(value, shown):
    assert figures(measured(value, unit="")) == shown


def test_a_measure_knows_its_unit_and_rounding():
    assert amount(VOLUME.of(1322.24, comparator=">="), language="en") == "≥\u00a01,322.2\u00a0mL"


def test_every_measure_has_words_in_both_languages():
    from jindan.catalogue import knows

    assert all(knows(measure.concept.key) for measure in MEASURES.values())
    assert all(knows(f"method-{measure.method}") for measure in MEASURES.values())


@pytest.mark.parametrize("words", [{}, {"key": "organ-liver", "text": "Liver"}])
def test_a_concept_has_words_from_one_place(words):
    with pytest.raises(ValidationError):
        Concept(name="liver", **words)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (4e-7, "<\u00a00.000001\u00a0ng/mL"),
        (-4e-7, ">\u00a0-0.000001\u00a0ng/mL"),
        (0.0, "0\u00a0ng/mL"),
    ],
)
def test_a_number_too_small_to_print_does_not_become_zero(value, shown):
    assert amount(measured(value, unit="ng/mL"), language="en") == shown


@pytest.mark.parametrize(
    ("value", "comparator", "shown"),
    [
        (172.66, ">=", "≥\u00a0172.6"),
        (172.6, ">=", "≥\u00a0172.6"),
        (0.31, "<", "<\u00a00.4"),
        (0.3, "<", "<\u00a00.3"),
        (172.66, "", "172.7"),
    ],
)
def test_a_bound_is_not_made_stronger_by_rounding(value, comparator, shown):
    assert figures(Quantity(value=value, decimals=1, comparator=comparator)) == shown
