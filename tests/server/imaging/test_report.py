"""What a report says of organs that were measured, cut by the scan, and withheld."""

from datetime import date

import pytest

import make
from jindan.analysis import Note
from jindan.ct.examination import (
    Examination,
    NetworkUsed,
    Picture,
    PictureKind,
    Segment,
    WeightFile,
)
from jindan.ct.findings import findings_of, made_by
from jindan.ct.imported import ImportedSeries
from jindan.ct.measurements import organ
from jindan.findings.codes import SIZES
from jindan.findings.finding import Finding
from jindan.findings.places import SlicePlace
from jindan.report.building import build
from jindan.report.content import Header
from jindan.report.phrases import place_of, summary_of
from jindan.report.wording import Verbatim, phrase, words
from jindan.server.findings import services as subjects
from jindan.server.findings.models import SubjectKind
from jindan.server.imaging.report import COLUMNS, chapter_of, facts_of
from jindan.server.imaging.segmentation import ct_segmentation
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db

HEIGHT_MM = -12.5
WITHHELD = Note(code="organ-withheld", values={"confidence": 9})
CUT = Note(code="organ-cut", values={"edge": "below"})
HOLLOW = {"attenuation-mean", "attenuation-sd"}


def segment(name, label, *, notes=(), is_withheld=False):
    confidence = 0.09 if is_withheld else 0.9
    return Segment(
        name=name, label=label, snomed="123456", disagreement=0.1, confidence=confidence,
        is_withheld=is_withheld, notes=notes,
    )  # fmt: skip


def measured(structure, *, is_cut=False, without=()):
    place = SlicePlace(slice=38, voxel=(10, 10, 37), ras_mm=(0.0, 0.0, HEIGHT_MM))
    for measure in COLUMNS:
        if measure.name not in without:
            comparator = ">=" if is_cut and measure.name in SIZES else ""
            yield Finding(
                id=f"{structure.name}/{measure.name}", focus=organ(structure), code=measure.concept,
                value=measure.of(172.66, comparator=comparator), place=place,
                notes=structure.notes, confidence=structure.confidence,
            )  # fmt: skip


def withheld(structure):
    return Finding(
        id=f"{structure.name}/volume", focus=organ(structure), code=COLUMNS[0].concept, value=None,
        status="withheld", reason=WITHHELD, confidence=structure.confidence,
    )  # fmt: skip


def examination():
    spleen, kidney = segment("spleen", 1), segment("left-kidney", 2, notes=(CUT,))
    stomach = segment("stomach", 4)
    pancreas = segment("pancreas", 3, notes=(WITHHELD,), is_withheld=True)
    return Examination(
        segments=(spleen, kidney, stomach, pancreas),
        findings=(
            *measured(spleen),
            *measured(kidney, is_cut=True),
            *measured(stomach, without=HOLLOW),
            withheld(pancreas),
        ),
        pictures=tuple(
            Picture(
                name=f"{kind}.en.png", kind=kind, media_type="image/png", language="en",
                caption=Note(code="picture-volumes"), position_mm=None, slice_index=None,
            )
            for kind in PictureKind
        ),
        notes=(Note(code="no-lesion-claim"),),
        network=NetworkUsed(
            network="obelisk-unet", version="1", weights=(WeightFile(file="f", sha256="0" * 64),),
            runtime="onnxruntime", runtime_version="1", is_demonstration=False,
            citation="c", licence="MIT",
        ),
    )  # fmt: skip


def series():
    return ImportedSeries(
        source="dicom", modality="CT", study_uid="1.2", series_uid="1.3", frame_of_reference_uid="1.4",
        acquired_on=date(2026, 3, 3), sex="M", age_years=61, manufacturer=None, model=None, kernel=None,
        phase="unknown", shape=(512, 512, 79), spacing_mm=(1.07, 1.07, 3.0), orientation="LPS",
        instances=79, z_extent_mm=237.0, chosen_because=Note(code="nifti-has-no-series"),
        other_series=(), notes=(), removed=(),
    )  # fmt: skip


@pytest.fixture
def draft(tmp_path):
    clinician = make.user(organisation=make.organisation(), role=Role.CLINICIAN)
    case = make.case(by=clinician)
    volume = make.artifact(tmp_path, case=case)
    job = make.job(ct_segmentation, case=case, inputs={"volume": volume}, network="obelisk-unet")
    subject = subjects.add_subject(case, kind=SubjectKind.SERIES, of=volume.pk, at=date(2026, 3, 3))
    found = examination()
    findings = subjects.record(subject, findings=findings_of(found), made_by=made_by(found.network))
    plain = Verbatim(text="x")
    header = Header(
        title=phrase("ct-report-title"), organisation=plain, patient_code=plain, case=plain,
        facts=facts_of(series()),
    )  # fmt: skip
    chapter = chapter_of(
        job, subject=subject, series=series(), examination=found, findings=findings
    )
    return build(header, [chapter])


def said(draft, *, language):
    return {
        statement.id.rsplit("/", 1)[1]: words(statement.words, language=language)
        for statement in draft.statements()
    }


def row_of(draft, name):
    [table] = draft.tables()
    [row] = [row for row in table.rows if row.id == f"ct-1/v1/{name}"]
    return row


def signs(draft, name):
    """The comparator of each cell of an organ's row, by the name of its code; none where it has no number."""
    findings = draft.by_id()
    cells = [findings[cell.finding] for cell in row_of(draft, name).cells if cell]
    return {cell.code.name: cell.quantity.comparator for cell in cells}


def test_cut_organ_is_said_to_be_at_least_that_large(draft):
    assert "at least 172.6" in said(draft, language="en")["left-kidney"]
    assert "172.6\N{NO-BREAK SPACE}mL 이상" in said(draft, language="ko")["left-kidney"]
    assert "at least" not in said(draft, language="en")["spleen"]


def test_attenuation_of_gas_and_food_is_not_reported_of_an_organ(draft):
    assert said(draft, language="en")["stomach"] == (
        "Stomach: volume 172.7\N{NO-BREAK SPACE}mL, contents included."
    )
    assert not HOLLOW & signs(draft, "stomach").keys()


def test_table_marks_sizes_of_a_cut_organ_and_not_its_attenuation(draft):
    marked = {code for code, sign in signs(draft, "left-kidney").items() if sign}
    assert marked == SIZES & {measure.name for measure in COLUMNS}
    assert not any(signs(draft, "spleen").values())


def test_withheld_organ_has_its_reason_and_no_number(draft):
    summary = summary_of(row_of(draft, "pancreas"), draft.findings)
    assert summary.withheld == phrase("note-organ-withheld", confidence=9)
    assert summary.confidence == 0.09
    sentence = said(draft, language="en")["pancreas"]
    assert "no measurement" in sentence
    assert "mL" not in sentence


def test_place_is_named_as_a_radiologist_finds_it(draft):
    place = draft.by_id()["ct-1/v1/spleen/volume"].place
    [source] = draft.provenance.sources
    named = words(place_of(place, source=source), language="en")
    assert named == "CT 1, no. 38 (I 12.5\N{NO-BREAK SPACE}mm)"


def test_findings_are_of_the_day_of_the_scan_and_say_what_made_them(draft):
    assert {finding.at for finding in draft.findings} == {date(2026, 3, 3)}
    assert {finding.made_by.name for finding in draft.findings} == {"obelisk-unet"}
    assert words(draft.header.facts[0].value, language="ko") == "2026-03-03"
