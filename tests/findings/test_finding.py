"""One vocabulary: what the types alone promise of every finding."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from jindan.analysis import Note
from jindan.findings.codes import ICD10, LOINC, OWN, VOLUME
from jindan.findings.finding import Finding, FindingStatus, Focus, FocusKind, MadeBy
from jindan.findings.places import CellPlace, LinePlace, Place, SlicePlace, address_of
from jindan.findings.values import CodedValue, Coding, Concept, Probability, Quantity

LIVER = Focus(kind=FocusKind.STRUCTURE, name="liver", key="organ-liver")
PATIENT = Focus(kind=FocusKind.PATIENT, name="patient", key="focus-patient")
SPECIMEN = Focus(kind=FocusKind.SPECIMEN, name="specimen", text="U1")
NETWORK = MadeBy(name="obelisk-unet", version="1", sha256="0" * 64)
SLICE = SlicePlace(slice=31, voxel=(1, 2, 30), ras_mm=(1.0, 2.0, 3.0))
WHY = Note(code="organ-withheld", values={"confidence": 6})
WITHHELD = {"value": None, "status": "withheld", "reason": WHY}


def liver(**changes):
    given = {
        "id": "liver/volume",
        "focus": LIVER,
        "code": VOLUME.concept,
        "value": VOLUME.of(1322.2),
    }
    return Finding(**(given | changes))


CUT = Note(code="organ-cut", values={"edge": "below"})
PDAC = Coding(system="urn:jindan:model:urinary-panel", code="pdac")
CA_19_9 = Concept(name="ca-19-9", coding=Coding(system=LOINC, code="24108-3"), text="CA 19-9")
K86_2 = Concept(name="K86.2", coding=Coding(system=ICD10, code="K86.2"), text="K86.2")
ANSWER = Concept(name="answer", coding=Coding(system=OWN, code="answer"), key="omics-answer")
EIGHT = {
    "the plain case": liver(place=SLICE, confidence=0.93),
    "a bound": liver(value=VOLUME.of(172.7, comparator=">="), notes=(CUT,)),
    "withheld": liver(**WITHHELD),
    "a probability": Finding(
        id="class-1",
        focus=SPECIMEN,
        code=Concept(name="pdac", coding=PDAC, text="PDAC"),
        value=Probability(value=0.621, low=0.456, high=0.761),
        place=CellPlace(table=1, row=2, column="E"),
    ),
    "a model that abstained": Finding(id="answer", focus=SPECIMEN, code=ANSWER, **WITHHELD),
    "a result of a laboratory": Finding(
        id="lab-1",
        focus=PATIENT,
        code=CA_19_9,
        value=Quantity(value=48.5, decimals=1, unit="U/mL"),
        at=date(2026, 3, 2),
        place=LinePlace(page=1, line=19),
        status=FindingStatus.TO_CHECK,
        reason=Note(code="low-confidence"),
        interpretation="H",
        reference="0-37",
    ),
    "a diagnosis": Finding(
        id="diagnosis-2",
        focus=PATIENT,
        code=Concept(name="diagnosis", key="field-diagnosis"),
        value=CodedValue(concept=K86_2),
        place=LinePlace(page=1, line=4),
    ),
    "a sum of others": liver(
        id="structures-reported",
        derived_from=("liver/volume",),
        value=Quantity(value=7, decimals=0),
    ),
}


@pytest.mark.parametrize("finding", EIGHT.values(), ids=EIGHT.keys())
def test_each_kind_survives_its_file(finding):
    assert Finding.model_validate_json(finding.model_dump_json()) == finding


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"status": "withheld", "reason": Note(code="organ-withheld")},
        {"value": None, "status": "withheld"},
        {"value": None, "status": "reported", "reason": Note(code="organ-withheld")},
    ],
)
def test_withheld_means_no_value_and_a_reason(wrong):
    with pytest.raises(ValidationError):
        liver(**wrong)


def test_within_a_case_its_id_its_place_and_what_it_sums_up_name_the_source():
    finding = EIGHT["a sum of others"].model_copy(update={"place": SLICE})
    placed = finding.within("ct-1/v2", at=date(2026, 3, 3), made_by=NETWORK)
    assert placed.id == "ct-1/v2/structures-reported"
    assert placed.derived_from == ("ct-1/v2/liver/volume",)
    assert address_of(placed.place) == "ct-1/v2/slice-31"
    assert (placed.at, placed.made_by) == (date(2026, 3, 3), NETWORK)


def test_a_date_of_its_own_stays():
    placed = EIGHT["a result of a laboratory"].within(
        "doc-1/v1", at=date(2026, 11, 28), made_by=NETWORK
    )
    assert placed.at == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [(0.93, 0.93), (0.9299, 0.92), (0.29, 0.29), (0.57, 0.57), (1.0, 1.0), (0.999, 0.99)],
)
def test_a_confidence_is_rounded_down_to_hundredths_once(stated, kept):
    assert liver(confidence=stated).confidence == kept


@pytest.mark.parametrize(
    "id", ["", "Liver/volume", "liver//volume", "/liver", "a" * 161, "간/volume"]
)
def test_an_id_is_made_of_plain_letters(id):
    with pytest.raises(ValidationError):
        liver(id=id)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (SLICE, "/slice-31"),
        (
            CellPlace(source="omics-1/v1", table=1, row=2, column="E"),
            "omics-1/v1/table-1/row-2/column-E",
        ),
        (LinePlace(source="doc-2/v3", page=1, line=19), "doc-2/v3/page-1/line-19"),
    ],
)
def test_a_place_has_one_address_and_keeps_its_kind(place, address):
    assert address_of(place) == address
    adapter = TypeAdapter(Place)
    assert adapter.validate_json(adapter.dump_json(place)) == place
