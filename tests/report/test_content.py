"""A report rests on findings that it holds, at places that exist; and a mark on one shows wherever it is named."""

import pytest
from pydantic import ValidationError

from jindan.findings.places import LinePlace
from jindan.report.blocks import FindingCell, Review, Statement, Verdict
from jindan.report.building import build
from jindan.report.content import Mark, ReportContent, ReportState, ReportStatus
from jindan.report.errors import (
    RepeatedIdentifier,
    StatementWithoutFinding,
    UnknownFinding,
    UnresolvedPlace,
)
from jindan.report.grounding import named_in
from jindan.report.wording import Verbatim, phrase
from phantoms_report import (
    AT,
    SOURCE,
    chapter,
    content,
    draft,
    findings,
    header,
    place,
    said,
    source,
)


def resting_on(*ids: str) -> Statement:
    return Statement(id=f"{SOURCE}/liver", words=phrase("organ-liver"), findings=ids)


def test_a_sentence_that_rests_on_nothing_is_refused():
    with pytest.raises(StatementWithoutFinding):
        draft(statements=(resting_on(),))


def test_a_sentence_on_an_unknown_finding_is_refused():
    with pytest.raises(UnknownFinding):
        draft(statements=(resting_on(f"{SOURCE}/liver/volume", f"{SOURCE}/heart/volume"),))


def test_removing_a_finding_refuses_what_names_it():
    for gone in findings():
        left = tuple(finding for finding in findings() if finding.id != gone.id)
        with pytest.raises(UnknownFinding):
            draft(findings=left)


@pytest.mark.parametrize("slice", [1, 79])
def test_a_slice_of_the_scan_is_a_place(slice):
    assert draft(findings=placed_at(place().model_copy(update={"slice": slice})))


@pytest.mark.parametrize(
    "nowhere",
    [
        place().model_copy(update={"slice": 80}),
        place("ct-2/v1"),
        place(""),
        LinePlace(source="doc-1/v1", page=1, line=1),
    ],
)
def test_a_place_that_is_in_no_source_is_refused(nowhere):
    with pytest.raises(UnresolvedPlace):
        draft(findings=placed_at(nowhere))


def placed_at(where):
    first, *rest = findings()
    return (first.model_copy(update={"place": where}), *rest)


def test_two_subjects_share_a_report_without_a_clash():
    second = chapter_of("ct-2/v1")
    whole = build(header(), [chapter(), second])
    assert len(whole.findings) == 2 * len(findings())
    with pytest.raises(RepeatedIdentifier):
        build(header(), [chapter(), chapter()])


def chapter_of(name):
    """The phantom's chapter as that of another subject."""
    written = draft().model_dump_json().replace(SOURCE, name)
    other = type(draft()).model_validate_json(written)
    return chapter(
        source=source().model_copy(update={"id": name}),
        findings=other.findings,
        statements=other.statements(),
        tables=(),
        pictures=(),
    )


def test_a_row_with_a_cell_too_few_is_refused():
    [table] = draft().tables()
    as_json = table.model_dump(mode="json")
    as_json["rows"][0]["cells"].pop()
    with pytest.raises(ValidationError):
        type(table).model_validate(as_json)


def test_withdrawing_a_finding_marks_each_part_that_names_it_and_no_other():
    marked = content().next_version(status=amended(), withdrawn=[f"{SOURCE}/liver/volume"])
    parts = {
        part: marked.mark_on(named)
        for section in marked.sections
        for block in section.blocks
        for part, named in named_in(block)
    }
    named = {part for part, mark in parts.items() if mark}
    assert named == {
        f"{SOURCE}/liver",  # the sentence and the row
        "axial", "coronal", "sagittal",
        f"{SOURCE}/liver/volume",  # the bar
        f"{SOURCE}/reported",  # the sentence that counts the volumes
    }  # fmt: skip
    assert set(parts.values()) == {None, Mark.WITHDRAWN}


def test_a_mark_passes_to_what_is_derived_from_its_finding_however_far():
    first, *rest = findings()
    mean = next(f for f in rest if f.id == f"{SOURCE}/spleen/attenuation-mean")
    spread = next(f for f in rest if f.id == f"{SOURCE}/spleen/attenuation-sd")
    chain = {
        mean.id: mean.model_copy(update={"derived_from": (spread.id,)}),
        spread.id: spread.model_copy(update={"derived_from": (f"{SOURCE}/liver/volume",)}),
    }
    changed = tuple(chain.get(finding.id, finding) for finding in (first, *rest))
    report = content().model_copy(update={"findings": changed})
    marked = report.next_version(status=amended(), withdrawn=[f"{SOURCE}/liver/volume"])
    assert marked.marks.keys() == {f"{SOURCE}/liver/volume", first.id, *chain}


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [
        (Verdict.REJECTED, Mark.WITHDRAWN),
        (Verdict.AMENDED, Mark.CORRECTED),
        (Verdict.ACCEPTED, None),
    ],
)
def test_a_verdict_on_a_sentence_marks_what_it_states(verdict, mark):
    is_accepted = verdict is Verdict.ACCEPTED
    review = Review(
        verdict=verdict, by="김민지", at=AT, reason="" if is_accepted else "움직임",
        words=Verbatim(text="1,500 mL") if verdict is Verdict.AMENDED else None,
    )  # fmt: skip
    reviewed = content().reviewed({said("liver").id: review})
    assert [reviewed.marks.get(id) for id in said("liver").findings] == [mark, mark]
    [sentence] = [s for s in reviewed.statements() if s.id == said("liver").id]
    assert sentence.review == review


def amended():
    return ReportStatus(state=ReportState.AMENDED, number=3, at=AT, by="김민지", reason="움직임")


@pytest.mark.parametrize(
    ("state", "by", "reason"),
    [
        (ReportState.PRELIMINARY, "Dr Kim", ""),
        (ReportState.FINAL, "", ""),
        (ReportState.FINAL, "Dr Kim", "why"),
        (ReportState.AMENDED, "Dr Kim", ""),
    ],
)
def test_a_status_without_its_who_and_why_is_refused(state, by, reason):
    with pytest.raises(ValidationError):
        ReportStatus(state=state, number=1, at="2026-11-22T14:05:00+09:00", by=by, reason=reason)


def test_content_survives_its_file():
    marked = content().next_version(status=amended(), withdrawn=[f"{SOURCE}/liver/volume"])
    assert ReportContent.model_validate_json(marked.model_dump_json()) == marked


def test_a_cell_names_a_finding_and_restates_none():
    [table] = draft().tables()
    assert all(isinstance(cell, FindingCell | None) for row in table.rows for cell in row.cells)
    assert "1482" not in table.model_dump_json()
