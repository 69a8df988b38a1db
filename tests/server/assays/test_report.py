"""A report on a risk score: a number with its interval, or plainly none; every sentence leads to a row."""

import pytest

import make
import omics_answers
from jindan.omics.findings import findings_of, made_by
from jindan.report.wording import words
from jindan.server.assays.report import chapter_of
from jindan.server.assays.risk import omics_risk
from jindan.server.findings import services as subjects

pytestmark = pytest.mark.django_db


def chapter(hospital, assessment):
    case = make.case(by=make.user(organisation=hospital))
    job = make.job(omics_risk, case=case, model="phantom")
    subject = make.subject(case, kind="risk-score")
    findings = subjects.record(
        subject, findings=findings_of(assessment), made_by=made_by(assessment)
    )
    return chapter_of(job, subject=subject, assessment=assessment, findings=findings)


def sentences(hospital, assessment, *, language="en"):
    return [
        words(statement.words, language=language)
        for statement in chapter(hospital, assessment).statements
    ]


@pytest.fixture(autouse=True)
def _with_input(monkeypatch, tmp_path):
    original = make.job

    def job(analysis, *, case, **params):
        table = make.artifact(tmp_path, case=case, content=b"a,b\n1,2\n", name="t.csv")
        return original(analysis, case=case, inputs={"table-001": table}, **params)

    monkeypatch.setattr(make, "job", job)


def test_a_score_is_said_with_its_interval_and_reason(hospital):
    said = sentences(hospital, omics_answers.answered())
    assert said[0] == "pancreatic cancer: probability 62.0% (95% interval 46.0% to 76.0%)."
    assert "only one class is possible" in said[1]
    assert "row 2, column E" in said[2]


def test_an_abstention_is_said_plainly_and_has_no_number(hospital):
    said = sentences(hospital, omics_answers.abstained(), language="ko")
    assert said[0] == "모델이 이 검체에 대해 답하지 않습니다. 확률을 제시하지 않습니다."
    assert "2행 B열" in said[1]


def test_what_names_a_class_rests_on_its_probability_and_that_on_what_was_measured(hospital):
    """Else a withdrawn probability would leave the sentence on the possible classes as it was."""
    answered = omics_answers.answered()
    made = chapter(hospital, answered)
    origins = {finding.id: finding.derived_from for finding in made.findings}
    classes = [id for id in origins if "/class-" in id]
    measured = [id for id in origins if id.endswith("/measured-value")]
    stated = {one.id.rsplit("/")[-1]: one.findings for one in made.statements}
    assert [origins[id] for id in stated["possible"]] == [tuple(classes)]
    likeliest = classes[answered.scores.index(answered.likeliest)]
    assert [origins[id] for id in stated["reason-1"]] == [(measured[0], likeliest)]
    assert {origins[id] for id in classes} == {tuple(measured)}


@pytest.mark.parametrize("name", ["answer", "contribution", "likeness", "measured-value"])
def test_a_class_may_have_the_name_of_a_measure(hospital, name):
    answered = omics_answers.answered()
    first, second = answered.scores
    scores = (first, second.model_copy(update={"name": name}))
    risk, *_ = sentences(hospital, answered.model_copy(update={"scores": scores, "positive": name}))
    assert risk.startswith(f"{name}: probability 62.0%")


def test_the_row_of_a_long_table_is_named_as_its_program_numbers_it(hospital):
    answered = omics_answers.answered()
    [part] = answered.contributions
    parts = (part.model_copy(update={"row": 12345, "column": "AB"}),)
    said = sentences(hospital, answered.model_copy(update={"contributions": parts}))
    assert "row 12345, column AB" in said[2]
