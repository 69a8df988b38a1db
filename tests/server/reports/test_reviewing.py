"""Each sentence of a preliminary report is accepted, amended or rejected, and the signed report says so."""

import pytest
from django.db import IntegrityError, transaction

from jindan.report.blocks import Verdict
from jindan.report.content import Mark
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.audit.models import AuditEvent
from jindan.server.reports import reading, services
from jindan.server.reports.contents import content_of
from jindan.server.reports.errors import NoSuchStatement, ReportAlreadySigned, ReviewsUnseen
from jindan.server.reports.models import StatementReview
from jindan.server.reports.reviewing import review

LIVER = "ct-1/v1/liver"
PASSWORD = ProofMethod.PASSWORD
pytestmark = pytest.mark.django_db


def statements(version):
    return {each.id: each for each in content_of(version).statements()}


def test_the_newest_verdict_stands_in_the_signed_report(report, clinician):
    review(report, statement=LIVER, verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    review(report, statement=LIVER, verdict=Verdict.ACCEPTED, by=clinician)
    version = services.sign(report, reviews=2, by=clinician, proof=PASSWORD)
    review_of_liver = statements(version)[LIVER].review
    assert (review_of_liver.verdict, review_of_liver.by) == (Verdict.ACCEPTED, clinician.email)
    assert not content_of(version).marks
    assert StatementReview.objects.count() == 2
    assert AuditEvent.objects.filter(action="report.reviewed").count() == 2


def test_what_was_rejected_is_withdrawn_and_the_preliminary_version_stays_as_it_was(
    report, clinician
):
    review(report, statement=LIVER, verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    version = services.sign(report, reviews=1, by=clinician, proof=PASSWORD)
    stated = statements(version)[LIVER].findings
    rests_on_them = "ct-1/v1/structures-reported"
    assert content_of(version).marks == dict.fromkeys((*stated, rests_on_them), Mark.WITHDRAWN)
    assert not content_of(report.versions.get(number=1)).marks


def test_a_verdict_entered_since_the_reading_is_not_signed_unseen(report, clinician):
    _, seen = reading.read(report, by=clinician)
    review(report, statement=LIVER, verdict=Verdict.REJECTED, reason="움직임", by=clinician)
    with pytest.raises(ReviewsUnseen):
        services.sign(report, reviews=seen.count, by=clinician, proof=PASSWORD)
    assert report.versions.count() == 1
    _, seen = reading.read(report, by=clinician)
    assert services.sign(report, reviews=seen.count, by=clinician, proof=PASSWORD).number == 2


def test_nothing_is_reviewed_after_the_signature(report, clinician):
    services.sign(report, by=clinician, proof=PASSWORD)
    with pytest.raises(ReportAlreadySigned):
        review(report, statement=LIVER, verdict=Verdict.ACCEPTED, by=clinician)


def test_a_sentence_that_is_not_there_is_not_reviewed(report, clinician):
    with pytest.raises(NoSuchStatement):
        review(report, statement="moon", verdict=Verdict.ACCEPTED, by=clinician)


def test_the_database_wants_a_reason_and_words(report, clinician):
    row = {"report": report, "statement": LIVER, "by": clinician, "at": report.created_at}
    for verdict, reason, words in (
        ("rejected", b"", b""),
        ("amended", b"x", b""),
        ("accepted", b"x", b""),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementReview.objects.create(
                verdict=verdict, sealed_reason=reason, sealed_words=words, **row
            )
