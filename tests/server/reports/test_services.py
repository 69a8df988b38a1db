"""A report is preliminary until a clinician signs it, and never changes afterwards."""

import uuid

import pytest
from django.db import IntegrityError, transaction

import make
import phantoms_report
from jindan.report.content import Mark, ReportState
from jindan.report.wording import phrase
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.accounts.services import rename
from jindan.server.audit.models import AuditEvent
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job, JobState
from jindan.server.reports import queries, reading, services
from jindan.server.reports.contents import content_of
from jindan.server.reports.errors import (
    NoSuchFinding,
    ReportAlreadySigned,
    ReportNotRendered,
    ReportNotSigned,
    ReportOutdated,
    ReportSuperseded,
)
from jindan.server.reports.models import ReportVersion
from jindan.server.reports.rendering import report_rendering
from jindan.server.roles import Role, RoleNotAllowed

VOLUME = "ct-1/v1/liver/volume"
COUNT = "ct-1/v1/structures-reported"
"""It rests on every volume."""
PASSWORD = ProofMethod.PASSWORD
pytestmark = pytest.mark.django_db


def renderings(report):
    """The jobs that render the report's versions, oldest first."""
    return Job.objects.filter(case=report.case, inputs__role="content").order_by("created_at")


def states(report):
    return list(report.versions.order_by("number").values_list("number", "state"))


def test_a_draft_is_preliminary_signed_by_nobody_and_waits_for_its_pdf(report):
    version = queries.current(report)
    assert (version.number, version.state, version.signed_by) == (1, ReportState.PRELIMINARY, None)
    assert content_of(version).id == str(report.pk)
    job = renderings(report).get()
    assert set(job.inputs.values_list("role", flat=True)) == {
        "content",
        "axial",
        "coronal",
        "sagittal",
    }
    with pytest.raises(ReportNotRendered):
        queries.pdf(version, language="ko")


def test_a_signature_makes_it_final_and_leaves_the_preliminary_as_it_was(report, clinician):
    before = content_of(queries.current(report))
    version = services.sign(report, by=clinician, proof=PASSWORD)
    assert (version.state, version.signed_by) == (ReportState.FINAL, clinician)
    assert content_of(version).status.by == clinician.email
    assert content_of(report.versions.get(number=1)) == before
    assert renderings(report).count() == 2


def test_a_signature_bears_the_name_of_its_person(report, clinician):
    rename(clinician, name="김민지", by=None)
    version = services.sign(report, by=clinician, proof=PASSWORD)
    assert content_of(version).status.by == "김민지"


@pytest.mark.parametrize(("kind", "is_refused"), [("document", True), ("series", False)])
def test_a_report_on_an_earlier_version_of_a_document_is_not_signed(
    case, clinician, pictures, kind, is_refused
):
    of = uuid.uuid4()
    first, second = (
        services.draft(
            make.job(report_rendering, case=case),
            title=phrase("ct-report-title"),
            facts=(),
            chapters=[phantoms_report.chapter()],
            subjects=[make.subject(case, kind=kind, of=of)],
            pictures=pictures,
        )
        for _ in range(2)
    )
    if is_refused:
        with pytest.raises(ReportSuperseded):
            services.sign(first, by=clinician, proof=PASSWORD)
    else:
        services.sign(first, by=clinician, proof=PASSWORD)
    services.sign(second, by=clinician, proof=PASSWORD)


def test_it_is_signed_once(report, clinician):
    services.sign(report, by=clinician, proof=PASSWORD)
    with pytest.raises(ReportAlreadySigned):
        services.sign(report, by=clinician, proof=PASSWORD)


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.CLERK, Role.ADMINISTRATOR, Role.AUDITOR])
def test_only_a_clinician_signs_and_amends(report, clinician, role):
    other = make.user(organisation=clinician.organisation, role=role)
    with pytest.raises(RoleNotAllowed):
        services.sign(report, by=other, proof=PASSWORD)
    with pytest.raises(RoleNotAllowed):
        services.amend(report, reason="why", addendum="words", by=other, proof=PASSWORD)


def test_what_was_not_read_is_not_signed(report, clinician):
    services.sign(report, number=1, by=clinician, proof=PASSWORD)
    with pytest.raises(ReportOutdated):
        services.amend(
            report, number=1, reason="why", addendum="words", by=clinician, proof=PASSWORD
        )


def test_looks_of_one_sitting_are_one_event_and_an_export_is_another(report, clinician):
    for _ in range(3):
        reading.read(report, by=clinician)
    with pytest.raises(ReportNotRendered):
        reading.read_pdf(report, language="ko", number=None, is_saved=True, by=clinician)
    looks = AuditEvent.objects.filter(subject_id=report.pk, action="report.read")
    assert looks.count() == 1
    colleague = make.user(organisation=clinician.organisation)
    reading.read(report, by=colleague)
    assert looks.count() == 2


def test_an_amendment_says_why_and_keeps_the_sentences(report, clinician):
    services.sign(report, by=clinician, proof=PASSWORD)
    services.amend(
        report,
        reason="간 상부 누락",
        addendum="MRI 권함",
        withdrawn=[VOLUME],
        by=clinician,
        proof=PASSWORD,
    )
    content = content_of(queries.current(report))
    assert content.status.reason == "간 상부 누락"
    assert [added.text.text for added in content.addenda] == ["MRI 권함"]
    assert content.marks == dict.fromkeys((VOLUME, COUNT), Mark.WITHDRAWN)
    services.amend(report, reason="오기 정정", addendum="둘째", by=clinician, proof=PASSWORD)
    assert states(report) == [(1, "preliminary"), (2, "final"), (3, "amended"), (4, "amended")]
    last = content_of(queries.current(report))
    assert [added.text.text for added in last.addenda] == ["MRI 권함", "둘째"]
    assert last.marks == dict.fromkeys((VOLUME, COUNT), Mark.WITHDRAWN)


def test_a_preliminary_report_is_not_amended(report, clinician):
    with pytest.raises(ReportNotSigned):
        services.amend(report, reason="why", addendum="words", by=clinician, proof=PASSWORD)


def test_a_finding_that_is_not_there_cannot_be_withdrawn(report, clinician):
    services.sign(report, by=clinician, proof=PASSWORD)
    with pytest.raises(NoSuchFinding):
        services.amend(
            report, reason="why", withdrawn=["ct-1/v1/heart/volume"], by=clinician, proof=PASSWORD
        )
    assert states(report) == [(1, "preliminary"), (2, "final")]


def test_of_two_signatures_at_once_one_is_refused_and_leaves_nothing(
    report, clinician, monkeypatch
):
    stale = queries.current(report)
    services.sign(report, by=clinician, proof=PASSWORD)
    jobs = Job.objects.count()
    monkeypatch.setattr(queries, "current", lambda report: stale)
    with pytest.raises(ReportOutdated):
        services.sign(report, by=clinician, proof=PASSWORD)
    assert states(report) == [(1, "preliminary"), (2, "final")]
    assert Job.objects.count() == jobs


def test_each_step_leaves_an_audit_event(report, clinician):
    reading.read(report, by=clinician)
    services.sign(report, by=clinician, proof=PASSWORD)
    services.amend(report, reason="why", addendum="words", by=clinician, proof=PASSWORD)
    actions = AuditEvent.objects.filter(subject_id=report.pk).values_list("action", flat=True)
    steps = ["report.amended", "report.drafted", "report.read", "report.signed"]
    assert sorted(actions) == [*steps, *["signature.proved-by-password"] * 2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1, "state": "final"},
        {"number": 3, "state": "final"},
        {"number": 3, "state": "amended", "sealed_reason": b""},
        {"number": 2, "state": "final", "signed_by": None},
        {"number": 2, "state": "final", "sealed_reason": b"why"},
        {"number": 1, "state": "preliminary", "signed_by": None},
    ],
)
def test_the_database_refuses_a_version_out_of_order(report, clinician, tmp_path, wrong):
    content = make.artifact(tmp_path, case=report.case)
    given = {
        "content": content,
        "signed_by": clinician,
        "sealed_reason": b"",
        "issued_at": report.created_at,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportVersion.objects.create(report=report, **(given | wrong))


@pytest.mark.slow
def test_the_engine_renders_each_version_in_both_languages(report, clinician, tmp_path):
    services.sign(report, by=clinician, proof=PASSWORD)
    for job in renderings(report):
        engine.execute(job.pk)
        job.refresh_from_db()
        assert (job.state, job.problem) == (JobState.COMPLETED, None)
    for version in report.versions.all():
        for language in ("ko", "en"):
            artifact = queries.pdf(version, language=language)
            assert artifact.media_type == "application/pdf"
            assert artifact.name == f"report.{language}.pdf"
