"""A report on a risk score: a number with its interval, or plainly none; every sentence leads to a row."""

import pytest

import make
import omics_answers
from jindan.server.assays.report import Findings, draft_of
from jindan.server.assays.risk import omics_risk
from jindan.typesetting.wording import words

pytestmark = pytest.mark.django_db


def sentences(hospital, found, *, language="en"):
    case = make.case(by=make.user(organisation=hospital))
    draft = draft_of(
        Findings(job=make.job(omics_risk, case=case, model="phantom"), assessment=found)
    )
    return [words(statement.words, language=language) for statement in draft.statements()]


@pytest.fixture(autouse=True)
def _with_input(monkeypatch, tmp_path):
    original = make.job

    def job(analysis, *, case, **params):
        table = make.artifact(tmp_path, case=case, content=b"a,b\n1,2\n", name="t.csv")
        return original(analysis, case=case, inputs={"table-001": table}, **params)

    monkeypatch.setattr(make, "job", job)


def test_a_score_is_said_with_its_interval_and_reason(hospital):
    said = sentences(hospital, omics_answers.answered())
    assert said[0] == "pancreatic cancer: probability 62.0% (95 % interval 46.0% to 76.0%)."
    assert "only one class is possible" in said[1]
    assert "row 2, column E" in said[2]


def test_an_abstention_is_said_plainly_and_has_no_number(hospital):
    said = sentences(hospital, omics_answers.abstained(), language="ko")
    assert said[0] == "모델이 이 검체에 대해 답하지 않습니다. 확률을 제시하지 않습니다."
    assert "2행 B열" in said[1]
