import pytest
from pydantic import ValidationError

from jindan.typesetting.blocks import Evidence, Section, Statement, Statements
from jindan.typesetting.content import ReportContent, ReportState, Status
from jindan.typesetting.errors import (
    RepeatedIdentifier,
    StatementWithoutEvidence,
    UnknownEvidence,
    UnresolvedEvidence,
)
from phantoms_report import content, evidence, phrase, statements, table


def saying(*said: Statement, **changes) -> ReportContent:
    blocks = (Statements(statements=said), table())
    return content(
        sections=(Section(id="s", heading=phrase("ct-report-findings"), blocks=blocks),), **changes
    )


def resting_on(*ids: str) -> Statement:
    return Statement(id="liver", words=phrase("organ-liver"), evidence=ids)


def pointing(kind: str, target: str) -> tuple[Evidence, ...]:
    return (Evidence(id="place", kind=kind, target=target, label=phrase("organ-liver")),)


def test_a_sentence_that_rests_on_nothing_is_refused():
    with pytest.raises(StatementWithoutEvidence):
        saying(resting_on())


def test_a_sentence_that_cites_unknown_evidence_is_refused():
    with pytest.raises(UnknownEvidence):
        saying(resting_on("liver-volume", "nowhere"))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("slice", "ct-1/1"),
        ("slice", "ct-1/79"),
        ("table-row", "organs/pancreas"),
        ("measurement", "organs/liver/volume"),
        ("document-line", "ct-1/3"),
    ],
)
def test_evidence_that_exists_is_accepted(kind, target):
    assert saying(resting_on("place"), evidence=pointing(kind, target))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("slice", "ct-1/0"),
        ("slice", "ct-1/80"),
        ("slice", "ct-2/1"),
        ("slice", "ct-1"),
        ("slice", "organs/liver"),
        ("table-row", "organs/heart"),
        ("measurement", "organs/liver/weight"),
        ("measurement", "organs/pancreas/volume"),  # withheld: there is no number to rest on
        ("measurement", "organs/liver"),
    ],
)
def test_evidence_that_leads_nowhere_is_refused(kind, target):
    with pytest.raises(UnresolvedEvidence):
        saying(resting_on("place"), evidence=pointing(kind, target))


def test_removing_the_measured_row_refuses_the_sentence_about_it():
    without_liver = table().model_copy(update={"rows": table().rows[1:]})
    blocks = (statements(), without_liver)
    with pytest.raises(UnresolvedEvidence):
        content(sections=(Section(id="s", heading=phrase("ct-report-findings"), blocks=blocks),))


def test_identifiers_are_used_once():
    with pytest.raises(RepeatedIdentifier):
        content(evidence=(*evidence(), evidence()[0]))


def test_a_quantity_in_another_unit_than_its_column_is_refused():
    as_json = table().model_dump(mode="json")
    as_json["columns"][0]["unit"] = "L"
    with pytest.raises(ValidationError):
        type(table()).model_validate(as_json)


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
        Status(state=state, number=1, at="2026-11-22T14:05:00+09:00", by=by, reason=reason)


def test_content_survives_its_file():
    assert ReportContent.model_validate_json(content().model_dump_json()) == content()
