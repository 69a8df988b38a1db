"""Labels of specimens and answers of models are sealed for their rows, and anew under a new key."""

import uuid

import pytest

import make
import omics_answers
from jindan.server.assays import rotation
from jindan.server.assays.models import RiskScore
from jindan.server.assays.specimens import specimen_labelled
from jindan.server.jobs.models import Job
from jindan.server.keys import rotation as key_rotation
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal

pytestmark = pytest.mark.django_db
LABEL = "홍길동-1"


@pytest.fixture
def case():
    return make.case(by=make.user(organisation=make.organisation()))


@pytest.fixture
def score(case):
    return scored(case)


def scored(case, **wanted):
    job = Job.objects.create(
        kind="k",
        version="1",
        fingerprint=uuid.uuid4().hex,
        queue="cpu",
        case=case,
        organisation=case.organisation,
        requested_by=case.created_by,
        available_at=case.created_at,
    )
    wanted = {"label": LABEL, "assessment": omics_answers.answered()} | wanted
    return make.risk_score(case, job=job, **wanted)


def test_a_label_is_one_specimen_of_its_case(case, score):
    assert specimen_labelled(LABEL, case=case) == score.specimen
    assert specimen_labelled("2", case=case) != score.specimen
    assert specimen_labelled(LABEL, case=make.case(by=case.created_by)) != score.specimen
    assert case.specimens.count() == 2


def test_a_long_label_is_found_again(case):
    assert specimen_labelled("x" * 300, case=case) == specimen_labelled("x" * 300, case=case)


def test_label_and_answer_are_ciphertext(score):
    assert (score.specimen.label, score.assessment) == (LABEL, omics_answers.answered())
    assert LABEL.encode() not in bytes(score.specimen.sealed_label)
    assert b"probability" not in bytes(score.sealed_assessment)


def test_they_are_sealed_anew_and_read_as_before(score):
    key_rotation.add_keys()
    assert not keys.current_key_ids() & rotation.key_ids_in_use()
    assert (rotation.reseal(), rotation.reseal()) == (2, 0)
    assert rotation.key_ids_in_use() <= keys.current_key_ids()
    kept = RiskScore.objects.get(pk=score.pk)
    assert (kept.specimen.label, kept.assessment) == (LABEL, omics_answers.answered())


def test_neither_opens_in_another_row(case, score):
    other = scored(case, label="2")
    other.sealed_assessment, other.specimen.sealed_label = (
        score.sealed_assessment,
        score.specimen.sealed_label,
    )
    with pytest.raises(BrokenSeal):
        _ = other.assessment
    with pytest.raises(BrokenSeal):
        _ = other.specimen.label
