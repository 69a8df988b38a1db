"""Subjects of a case: numbered by construction, with findings that only this row's seal opens."""

import uuid

import pytest
from django.db import IntegrityError, transaction

import make
import omics_answers
import phantoms_report
from jindan.findings.finding import MadeBy
from jindan.omics.findings import findings_of as of_assessment
from jindan.server.findings import queries, services
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.findings.sealing import unseal
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db
MODEL = MadeBy(name="m", version="1")


@pytest.fixture
def case(hospital):
    return make.case(by=make.user(organisation=hospital))


def added(case, kind, of=None):
    return services.add_subject(case, kind=kind, of=of or uuid.uuid4(), at=None)


def test_each_thing_has_a_number_of_its_kind_and_each_version_of_it_a_version(case):
    scan, other = uuid.uuid4(), uuid.uuid4()
    subjects = [
        added(case, SubjectKind.SERIES, of=scan),
        added(case, SubjectKind.SERIES, of=other),
        added(case, SubjectKind.DOCUMENT),
        added(case, SubjectKind.SERIES, of=scan),
        added(case, SubjectKind.RISK_SCORE),
    ]
    assert [subject.source for subject in subjects] == [
        "ct-1/v1", "ct-2/v1", "doc-1/v1", "ct-1/v2", "omics-1/v1",
    ]  # fmt: skip


def test_two_documents_never_share_an_id(case):
    first, second = added(case, SubjectKind.DOCUMENT), added(case, SubjectKind.DOCUMENT)
    findings = of_assessment(omics_answers.answered())
    ids = [
        finding.id
        for subject in (first, second)
        for finding in services.record(subject, findings=findings, made_by=MODEL)
    ]
    assert len(ids) == len(set(ids)) == 2 * len(findings)


@pytest.mark.parametrize(
    "findings",
    [
        of_assessment(omics_answers.answered()),
        of_assessment(omics_answers.abstained()),
        phantoms_report.findings(),
        (),
    ],
)
def test_what_was_recorded_is_read_back_whole(case, findings):
    subject = added(case, SubjectKind.SERIES)
    recorded = services.record(subject, findings=findings, made_by=MODEL)
    again = Subject.objects.get(pk=subject.pk)
    assert queries.findings_of(again) == recorded


def test_no_value_is_legible_in_the_row_and_no_other_row_opens_it(case):
    subject, other = added(case, SubjectKind.SERIES), added(case, SubjectKind.SERIES)
    services.record(subject, findings=phantoms_report.findings(), made_by=MODEL)
    sealed = bytes(Subject.objects.get(pk=subject.pk).sealed_findings)
    assert b"liver" not in sealed and b"1482" not in sealed
    Subject.objects.filter(pk=other.pk).update(sealed_findings=sealed)
    with pytest.raises(BrokenSeal):
        unseal(Subject.objects.get(pk=other.pk))


def test_a_new_key_seals_them_anew(case):
    subject = added(case, SubjectKind.SERIES)
    recorded = services.record(subject, findings=phantoms_report.findings(), made_by=MODEL)
    rotation.add_keys()
    assert services.reseal() == 1
    assert services.reseal() == 0
    again = Subject.objects.get(pk=subject.pk)
    assert services.key_ids_in_use() == keys.current_key_ids()
    assert queries.findings_of(again) == recorded


def test_the_database_refuses_two_of_one_source(case):
    subject = added(case, SubjectKind.SERIES)
    subject.pk, subject.of = uuid.uuid4(), uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        subject.save(force_insert=True)


def test_only_roles_that_read_findings_see_subjects_and_of_their_hospital_only(case, hospital):
    added(case, SubjectKind.SERIES)
    elsewhere = make.user(organisation=make.organisation())
    for person, seen in (
        (make.user(organisation=hospital), 1),
        (make.user(organisation=hospital, role=Role.CLERK), 0),
        (elsewhere, 0),
    ):
        assert queries.visible_to(person).count() == seen


def test_a_newer_version_supersedes_what_the_earlier_one_stated(case):
    scan = uuid.uuid4()
    first = added(case, SubjectKind.SERIES, of=scan)
    services.record(first, findings=phantoms_report.findings(), made_by=MODEL)
    added(case, SubjectKind.SERIES, of=scan)
    statuses = {f.status for f in queries.findings_of(Subject.objects.get(pk=first.pk))}
    assert statuses == {"superseded", "withheld"}
