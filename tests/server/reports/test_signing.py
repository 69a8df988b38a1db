"""A signature is proved at that moment, for that report in that state, and nothing else passes for the proof."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.utils import timezone

import make
from jindan.report.content import SignatureProof
from jindan.server.accounts.models import Tally
from jindan.server.accounts.proofs import assertions
from jindan.server.accounts.tallies import OWN
from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of
from passkeys import ORIGIN, Passkey, enrol
from people import Caller, is_problem, totp
from server.reports.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _at_its_address(settings):
    settings.PASSKEY_ORIGIN = ORIGIN
    cache.clear()


@pytest.fixture
def signer(clinician):
    return Caller(user=clinician, password=PASSWORD).sign_in()


@pytest.fixture
def passkey(signer):
    return enrol(signer, Passkey(counts=False))


def begun(caller, report, *, number=1, reviews=0):
    body = {"number": number, "reviews": reviews}
    answer = caller.post(f"/reports/{report.pk}/sign/begin", body)
    assert answer.status_code == 200, answer.content
    return answer.json()


def sign(caller, report, proof, *, number=1, reviews=0):
    body = {"number": number, "reviews": reviews, "proof": proof}
    return caller.post(f"/reports/{report.pk}/sign", body)


def answered(passkey, challenge):
    return {
        "passkey": {
            "ticket": challenge["ticket"],
            "credential": passkey.answer(challenge["options"]),
        }
    }


def is_unsigned(report):
    return queries.current(report).number == 1


def test_a_token_alone_signs_nothing(signer, report):
    answer = signer.post(f"/reports/{report.pk}/sign", {"number": 1})
    assert is_problem(answer, "invalid-request", 422)
    assert is_unsigned(report)


@pytest.mark.parametrize("proof", [{}, {"password": PASSWORD, "code": "123456"}, {"code": "12345"}])
def test_a_proof_is_exactly_one(signer, report, proof):
    assert sign(signer, report, proof).status_code == 422


def test_the_password_proves_it(signer, report):
    assert sign(signer, report, {"password": PASSWORD}).status_code == 200
    version = queries.current(report)
    assert version.proof == content_of(version).status.proof == SignatureProof.PASSWORD
    proved = AuditEvent.objects.get(action="signature.proved-by-password")
    assert (proved.subject_id, proved.case_id) == (report.pk, report.case_id)


def test_a_code_proves_it_and_is_good_once(signer, report):
    TOTP.activate(signer.user, SECRET)
    code = totp(SECRET)
    assert sign(signer, report, {"code": code}).status_code == 200
    body = {"number": 2, "reason": "x", "addendum": "y", "proof": {"code": code}}
    assert is_problem(signer.post(f"/reports/{report.pk}/amend", body), "proof-refused", 403)
    assert queries.current(report).proof == "code"


def test_a_passkey_proves_it(signer, report, passkey):
    answer = sign(signer, report, answered(passkey, begun(signer, report)))
    assert answer.status_code == 200, answer.content
    assert answer.json()["versions"][1]["proof"] == "passkey"


def test_a_passkey_proves_an_amendment(signer, report, passkey):
    sign(signer, report, {"password": PASSWORD})
    body = {"number": 2, "reason": "정정", "addendum": "덧붙임"}
    challenge = signer.post(f"/reports/{report.pk}/amend/begin", body).json()
    other = body | {"addendum": "다른 말", "proof": answered(passkey, challenge)}
    answer = signer.post(f"/reports/{report.pk}/amend", other)
    assert is_problem(answer, "proof-not-of-this", 403)
    same = body | {"proof": answered(passkey, challenge)}
    assert (
        signer.post(f"/reports/{report.pk}/amend", same).json()["versions"][2]["proof"] == "passkey"
    )


def test_the_ways_of_a_person_are_said_the_strongest_first(signer, passkey):
    assert signer.get("/auth/proofs").json() == {"methods": ["passkey", "password"]}


def test_a_wrong_password_is_refused_and_audited(signer, report):
    assert is_problem(sign(signer, report, {"password": "guess"}), "proof-refused", 403)
    assert is_unsigned(report)
    event = AuditEvent.objects.get(action="signature.refused")
    assert (event.actor_id, event.outcome) == (signer.user.pk, EventOutcome.REFUSED)


def test_each_failure_delays_the_next_attempt_longer(signer, report):
    def waited():
        Tally.objects.update(closed_until=timezone.now())

    for _ in range(OWN.free + 4):
        sign(signer, report, {"password": "guess"})
        waited()
    delays = []
    for _ in range(2):
        sign(signer, report, {"password": "guess"})
        early = sign(signer, report, {"password": PASSWORD})
        assert is_problem(early, "too-many-proofs", 429)
        delays.append(int(early["Retry-After"]))
        waited()
    assert delays[1] > delays[0]
    assert sign(signer, report, {"password": PASSWORD}).status_code == 200
    assert not Tally.objects.filter(failures__gt=0).exists()


def test_an_answer_is_not_used_again(signer, report, passkey):
    challenge = begun(signer, report)
    proof = answered(passkey, challenge)
    assert sign(signer, report, proof).status_code == 200
    report.versions.filter(number=2).delete()  # as if it had never been signed
    assert is_problem(sign(signer, report, proof), "proof-not-of-this", 403)


def test_an_answer_for_another_report_is_refused(signer, report, twin, passkey):
    proof = answered(passkey, begun(signer, twin))
    assert is_problem(sign(signer, report, proof), "proof-not-of-this", 403)
    assert is_unsigned(report)


def test_tickets_of_two_windows_are_not_exchanged(signer, report, twin, passkey):
    here, there = begun(signer, report), begun(signer, twin)
    swapped = answered(passkey, {"options": here["options"], "ticket": there["ticket"]})
    assert is_problem(sign(signer, twin, swapped), "passkey-refused", 403)
    assert sign(signer, report, answered(passkey, here)).status_code == 200
    assert sign(signer, twin, answered(passkey, there)).status_code == 200


def test_anothers_passkey_and_anothers_ticket_are_refused(signer, report, passkey):
    colleague = make.user(organisation=signer.user.organisation)
    colleague.set_password(PASSWORD)
    colleague.save()
    other = Caller(user=colleague, password=PASSWORD).sign_in()
    theirs = enrol(other, Passkey(counts=False))
    challenge = begun(signer, report)
    assert is_problem(sign(signer, report, answered(theirs, challenge)), "passkey-refused", 403)
    assert is_problem(
        sign(signer, report, answered(passkey, begun(other, report))), "proof-not-of-this", 403
    )
    assert is_unsigned(report)


@pytest.mark.parametrize(
    "cheat",
    [{"origin": "https://evil.test"}, {"origin": "https://a.jindan.example"}, {"verifies": False}],
)
def test_a_cheating_browser_or_authenticator_is_refused(signer, report, passkey, cheat):
    challenge = begun(signer, report)
    for name, value in cheat.items():
        setattr(passkey, name, value)
    assert is_problem(sign(signer, report, answered(passkey, challenge)), "passkey-refused", 403)
    assert is_unsigned(report)


def test_an_old_challenge_is_refused(signer, report, passkey, monkeypatch):
    challenge = begun(signer, report)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + assertions.TICKET_S)
    proof = answered(passkey, challenge)
    assert is_problem(sign(signer, report, proof), "proof-not-of-this", 403)


def test_a_copied_passkey_signs_nothing(signer, report, twin):
    passkey = enrol(signer)
    assert sign(signer, report, answered(passkey, begun(signer, report))).status_code == 200
    passkey.uses -= 1  # the copy has not seen that signature
    copied = sign(signer, twin, answered(passkey, begun(signer, twin)))
    assert is_problem(copied, "passkey-copied", 403)
    assert is_unsigned(twin)


def test_what_changed_after_the_proof_was_given_is_not_signed(signer, report, passkey):
    challenge = begun(signer, report)
    verdict = {"statement": "ct-1/v1/liver", "verdict": "accepted"}
    signer.post(f"/reports/{report.pk}/reviews", verdict)
    proof = answered(passkey, challenge)
    assert is_problem(sign(signer, report, proof), "reviews-unseen", 409)
    assert is_problem(sign(signer, report, proof, reviews=1), "proof-not-of-this", 403)
    assert is_unsigned(report)


def test_a_sign_in_by_passkey_is_no_proof(signer, report, passkey):
    """The challenge of a sign-in is of no act."""
    options = Caller().post("/auth/passkeys/sign-in/begin").json()["options"]
    ticket = begun(signer, report)["ticket"]
    mixed = answered(passkey, {"options": options, "ticket": ticket})
    assert is_problem(sign(signer, report, mixed), "passkey-refused", 403)


def test_whoever_has_no_passkey_is_told(signer, report):
    answer = signer.post(f"/reports/{report.pk}/sign/begin", {"number": 1})
    assert is_problem(answer, "no-passkey", 409)
