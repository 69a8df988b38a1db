"""Each sentence of a preliminary report is accepted, amended or rejected, and the signed report says so."""

import pytest
from django.db import IntegrityError, transaction

from jindan.server.audit.models import AuditEvent
from jindan.server.reports import services
from jindan.server.reports.contents import content_of
from jindan.server.reports.errors import NoSuchStatement, ReportAlreadySigned, ReviewsUnseen
from jindan.server.reports.models import StatementReview
from jindan.server.reports.reviewing import review
from jindan.typesetting.blocks import Verdict

pytestmark = pytest.mark.django_db


def statements(version):
    return {each.id: each for each in content_of(version).statements()}


def test_the_newest_verdict_stands_in_the_signed_report(report, clinician):
    review(report, statement="liver", verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    review(report, statement="liver", verdict=Verdict.ACCEPTED, by=clinician)
    version = services.sign(report, reviews=2, by=clinician)
    liver = statements(version)["liver"]
    assert (liver.withdrawn, liver.review.verdict, liver.review.by) == (
        False,
        Verdict.ACCEPTED,
        clinician.email,
    )
    assert StatementReview.objects.count() == 2
    assert AuditEvent.objects.filter(action="report.reviewed").count() == 2


def test_what_was_rejected_is_withdrawn_and_the_preliminary_version_stays_as_it_was(
    report, clinician
):
    review(report, statement="liver", verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    version = services.sign(report, reviews=1, by=clinician)
    assert statements(version)["liver"].withdrawn
    assert not statements(report.versions.get(number=1))["liver"].withdrawn


def test_a_verdict_entered_since_the_reading_is_not_signed_unseen(report, clinician):
    _, seen = services.read(report, by=clinician)
    review(report, statement="liver", verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    with pytest.raises(ReviewsUnseen):
        services.sign(report, reviews=seen.entered, by=clinician)
    assert report.versions.count() == 1
    _, seen = services.read(report, by=clinician)
    assert services.sign(report, reviews=seen.entered, by=clinician).number == 2


def test_nothing_is_reviewed_after_the_signature(report, clinician):
    services.sign(report, by=clinician)
    with pytest.raises(ReportAlreadySigned):
        review(report, statement="liver", verdict=Verdict.ACCEPTED, by=clinician)


def test_a_sentence_that_is_not_there_is_not_reviewed(report, clinician):
    with pytest.raises(NoSuchStatement):
        review(report, statement="moon", verdict=Verdict.ACCEPTED, by=clinician)


def test_the_database_wants_a_reason_and_words(report, clinician):
    row = {"report": report, "statement": "liver", "by": clinician, "at": report.created_at}
    for verdict, reason, words in (
        ("rejected", "", ""),
        ("amended", "x", ""),
        ("accepted", "x", ""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementReview.objects.create(verdict=verdict, reason=reason, words=words, **row)
