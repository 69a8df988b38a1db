"""Titles of cases: a line that clinicians read, and no person's number."""

import pytest

from jindan.server.patients import services
from jindan.server.patients.errors import IdentifyingTitle
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinician(hospital, person_of):
    return person_of(hospital, Role.CLINICIAN)[0]


@pytest.fixture
def patient(clinician):
    return services.create_patient(by=clinician, code="P-1")


@pytest.mark.parametrize(
    "title", ["홍길동 900101-1234567", "연락처 010-1234-5678", "홍길동 900101-\u200b1234567"]
)
def test_a_title_does_not_hold_a_persons_number(patient, clinician, title):
    with pytest.raises(IdentifyingTitle):
        services.create_case(patient, by=clinician, title=title)


def test_a_title_is_one_line_of_what_is_seen(patient, clinician):
    case = services.create_case(patient, by=clinician, title="췌장\u202e\n낭종")
    assert case.title == "췌장 낭종"
    services.retitle_case(case, by=clinician, title="\u200b\u3164")
    assert case.title == ""
