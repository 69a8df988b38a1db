"""What a report says of organs that were measured, cut by the scan, and withheld."""

import pytest

import make
from jindan.analysis import Remark
from jindan.ct.findings import (
    Comparator,
    Examination,
    Kind,
    Measurement,
    Method,
    Picture,
    Place,
    Provenance,
    Segment,
    Unit,
    WeightFile,
)
from jindan.ct.imported import ImportedSeries
from jindan.server.imaging.report import COLUMNS, Findings, draft_of
from jindan.server.imaging.segmentation import ct_segmentation
from jindan.server.roles import Role
from jindan.typesetting.wording import phrase, words

pytestmark = pytest.mark.django_db

HEIGHT_MM = -12.5
WITHHELD = Remark(code="organ-withheld", values={"confidence": 9})
CUT = Remark(code="organ-cut", values={"edge": "below"})
UNITS = {"volume": Unit.MILLILITRE, "mean-hu": Unit.HOUNSFIELD, "sd-hu": Unit.HOUNSFIELD}
SIZES = {"volume", "diameter", "extent"}


def segment(name, label, *, remarks=(), abstained=False):
    confidence = 0.09 if abstained else 0.9
    return Segment(
        name=name, label=label, snomed="123456", disagreement=0.1, confidence=confidence,
        abstained=abstained, remarks=remarks,
    )  # fmt: skip


def measurements(name, *, is_cut):
    place = Place(voxel=(10, 10, 37), slice_index=37, ras_mm=(0.0, 0.0, HEIGHT_MM))
    for column, (quantity, _) in COLUMNS.items():
        is_bound = is_cut and column in SIZES
        yield Measurement(
            segment=name, quantity=quantity, value=172.66, unit=UNITS.get(column, Unit.MILLIMETRE),
            comparator=Comparator.AT_LEAST if is_bound else Comparator.EQUAL,
            method=Method.VOXEL_COUNT, place=place,
        )  # fmt: skip


def pictures():
    for kind in (Kind.AXIAL, Kind.CORONAL, Kind.SAGITTAL, Kind.VOLUMES):
        yield Picture(
            name=f"{kind}.en.png", kind=kind, media_type="image/png", language="en",
            caption=Remark(code="picture-volumes"), position_mm=None, slice_index=None,
        )  # fmt: skip


def examination():
    return Examination(
        segments=(
            segment("spleen", 1),
            segment("left-kidney", 2, remarks=(CUT,)),
            segment("stomach", 4),
            segment("pancreas", 3, remarks=(WITHHELD,), abstained=True),
        ),
        measurements=(
            *measurements("spleen", is_cut=False),
            *measurements("left-kidney", is_cut=True),
            *measurements("stomach", is_cut=False),
        ),
        pictures=tuple(pictures()),
        remarks=(Remark(code="no-lesion-claim"),),
        network=Provenance(
            network="obelisk-unet", version="1", weights=(WeightFile(file="f", sha256="0" * 64),),
            runtime="onnxruntime", runtime_version="1", is_demonstration=False,
            citation="c", licence="MIT",
        ),
    )  # fmt: skip


def series():
    return ImportedSeries(
        source="dicom", modality="CT", study_uid="1.2", series_uid="1.3", frame_of_reference_uid="1.4",
        sex="M", age_years=61, manufacturer=None, model=None, kernel=None, phase="unknown",
        shape=(512, 512, 79), spacing_mm=(1.07, 1.07, 3.0), orientation="LPS", instances=79,
        z_extent_mm=237.0, chosen_because=Remark(code="nifti-has-no-series"), other_series=(),
        remarks=(), removed=(),
    )  # fmt: skip


@pytest.fixture
def draft(tmp_path):
    clinician = make.user(organisation=make.organisation(), role=Role.CLINICIAN)
    case = make.case(by=clinician)
    volume = make.artifact(tmp_path, case=case)
    job = make.job(ct_segmentation, case=case, inputs={"volume": volume}, network="obelisk-unet")
    return draft_of(Findings(job=job, series=series(), examination=examination()))


def said(draft, *, language):
    return {each.id: words(each.words, language=language) for each in draft.statements()}


def test_cut_organ_is_said_to_be_at_least_that_large(draft):
    assert "at least 172.7" in said(draft, language="en")["left-kidney"]
    assert "172.7\N{NO-BREAK SPACE}mL 이상" in said(draft, language="ko")["left-kidney"]
    assert "at least" not in said(draft, language="en")["spleen"]


def test_attenuation_of_gas_and_food_is_not_told_of_an_organ(draft):
    assert said(draft, language="en")["stomach"] == (
        "Stomach: volume 172.7\N{NO-BREAK SPACE}mL, contents included."
    )


def test_table_marks_sizes_of_a_cut_organ_and_not_its_attenuation(draft):
    [table] = draft.tables()
    cells = {row.id: row.cells for row in table.rows}
    signs = dict(zip(COLUMNS, (cell.comparator for cell in cells["left-kidney"]), strict=True))
    assert {column for column, sign in signs.items() if sign} == SIZES
    assert not any(cell.comparator for cell in cells["spleen"])


def test_withheld_organ_has_its_reason_and_no_number(draft):
    [table] = draft.tables()
    [row] = [row for row in table.rows if row.id == "pancreas"]
    assert not row.cells
    assert row.withheld == phrase("remark-organ-withheld", confidence=9)
    sentence = said(draft, language="en")["pancreas"]
    assert "no measurement" in sentence
    assert "mL" not in sentence


def test_cited_slice_is_named_by_its_place_in_the_patient(draft):
    [evidence] = [each for each in draft.evidence if each.id == "spleen-slice"]
    assert words(evidence.label, language="en") == "CT 1, no. 38 (I 12.5\N{NO-BREAK SPACE}mm)"
