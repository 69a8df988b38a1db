import pytest

import make
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.jobs.models import Job
from jindan.server.reports import services
from jindan.server.reports.models import Rendering
from jindan.server.roles import Role
from server.reports.conftest import PASSWORD

PROOF = {"password": PASSWORD}
SIGNED = {"number": 1, "proof": PROOF}
pytestmark = [pytest.mark.django_db, pytest.mark.urls("server.reports.urls")]


@pytest.fixture
def asking(client):
    def ask(user, method, path, **request):
        headers = {"X-Person": str(user.pk), "Accept-Language": request.pop("language", "ko")}
        send = getattr(client, method)
        return send(f"/api/v1{path}", headers=headers, content_type="application/json", **request)

    return ask


def test_the_reports_of_a_case_are_listed(asking, report, clinician):
    [listed] = asking(clinician, "get", f"/cases/{report.case_id}/reports").json()["items"]
    assert (listed["id"], listed["state"], listed["number"]) == (str(report.pk), "preliminary", 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "간 부피 1,482.3\u00a0mL, 평균 CT값 104.2\u00a0HU."),
        ("en", "Liver: volume 1,482.3\u00a0mL, mean attenuation 104.2\u00a0HU."),
    ],
)
def test_each_sentence_comes_with_its_evidence_in_the_readers_language(
    asking, report, clinician, language, said
):
    read = asking(clinician, "get", f"/reports/{report.pk}/content", language=language).json()
    liver = next(s for s in read["statements"] if s["id"] == "ct-1/v1/liver")
    assert liver["text"] == said
    evidence = {finding["id"]: finding for finding in read["evidence"]}
    stated = [evidence[id] for id in liver["findings"]]
    assert [finding["code"]["name"] for finding in stated] == ["volume", "attenuation-mean"]
    assert {finding["place"]["kind"] for finding in stated} == {"slice"}
    assert {finding["place"]["slice"] for finding in stated} == {54}


def test_signing_and_amending(asking, report, clinician):
    signed = asking(clinician, "post", f"/reports/{report.pk}/sign", data=SIGNED).json()
    assert (signed["state"], signed["number"]) == ("final", 2)
    body = {
        "number": 2,
        "reason": " 정정 ",
        "addendum": "덧붙임",
        "withdrawn": ["ct-1/v1/liver/volume"],
        "proof": PROOF,
    }
    amended = asking(clinician, "post", f"/reports/{report.pk}/amend", data=body).json()
    assert (amended["state"], amended["versions"][2]["reason"]) == ("amended", "정정")
    assert [version["proof"] for version in amended["versions"]] == [None, "password", "password"]


def test_an_outdated_signature_is_a_conflict_that_says_what_to_do(asking, report, clinician):
    services.sign(report, by=clinician, proof=ProofMethod.PASSWORD)
    answer = asking(clinician, "post", f"/reports/{report.pk}/sign", data=SIGNED)
    assert answer.status_code == 409
    assert answer.json()["detail"] == "읽으신 것은 버전 1이고 현재는 버전 2입니다."


def test_a_signature_states_the_verdicts_that_were_seen(asking, report, clinician):
    verdict = {"statement": "ct-1/v1/liver", "verdict": "accepted"}
    reviewed = asking(clinician, "post", f"/reports/{report.pk}/reviews", data=verdict).json()
    unseen = asking(clinician, "post", f"/reports/{report.pk}/sign", data=SIGNED)
    assert (unseen.status_code, unseen.json()["type"]) == (409, "/problems/reviews-unseen")
    body = SIGNED | {"reviews": reviewed["reviews"]}
    assert asking(clinician, "post", f"/reports/{report.pk}/sign", data=body).json()["number"] == 2


@pytest.mark.parametrize(
    "body",
    [
        {"number": 2, "reason": "  ", "addendum": "x"},
        {"number": 2, "reason": "why"},
        {"number": 2, "reason": "why", "withdrawn": ["x"] * 501},
    ],
)
def test_an_amendment_without_reason_or_change_is_malformed(asking, report, clinician, body):
    services.sign(report, by=clinician, proof=ProofMethod.PASSWORD)
    assert asking(clinician, "post", f"/reports/{report.pk}/amend", data=body).status_code == 422


def test_a_review_is_shown_at_once_with_who_and_why(asking, report, clinician):
    body = {
        "statement": "ct-1/v1/liver",
        "verdict": "amended",
        "reason": "숨 참음",
        "words": "간 부피 1,500 mL.",
    }
    said = asking(clinician, "post", f"/reports/{report.pk}/reviews", data=body).json()
    liver = next(s for s in said["statements"] if s["id"] == "ct-1/v1/liver")
    assert liver["mark"] == "corrected"
    assert liver["review"] | {"at": ""} == {
        "verdict": "amended",
        "by": clinician.email,
        "at": "",
        "reason": "숨 참음",
        "words": "간 부피 1,500 mL.",
    }


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "rejected", "reason": " "},
        {"verdict": "accepted", "reason": "x"},
        {"verdict": "amended", "reason": "x"},
        {"verdict": "rejected", "reason": "x", "words": "y"},
    ],
)
def test_a_review_without_what_it_needs_is_malformed(asking, report, clinician, body):
    path, body = f"/reports/{report.pk}/reviews", body | {"statement": "ct-1/v1/liver"}
    assert asking(clinician, "post", path, data=body).status_code == 422


def test_the_pdf_is_sent_when_it_is_ready(asking, report, clinician, tmp_path):
    path = f"/reports/{report.pk}/pdf?language=en"
    waiting = asking(clinician, "get", path)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (409, "2")
    pdf = make.artifact(
        tmp_path, case=report.case, content=b"%PDF-1.7 phantom", name="report.en.pdf"
    )
    version = report.versions.get()
    Rendering.objects.create(version=version, job=Job.objects.first(), language="en", artifact=pdf)
    sent = asking(clinician, "get", path)
    assert (sent.status_code, sent.headers["Content-Type"]) == (200, "application/pdf")
    assert b"".join(sent.streaming_content) == b"%PDF-1.7 phantom"


ROUTES = [
    ("get", "/cases/{case}/reports", None),
    ("get", "/reports/{report}", None),
    ("get", "/reports/{report}/content", None),
    ("get", "/reports/{report}/pdf", None),
    ("post", "/reports/{report}/reviews", {"statement": "ct-1/v1/liver", "verdict": "accepted"}),
    ("post", "/reports/{report}/sign", SIGNED),
    ("post", "/reports/{report}/sign/begin", {"number": 1}),
    (
        "post",
        "/reports/{report}/amend",
        {"number": 1, "reason": "x", "addendum": "y", "proof": PROOF},
    ),
    ("post", "/reports/{report}/amend/begin", {"number": 1, "reason": "x", "addendum": "y"}),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_another_organisations_report_is_not_found(asking, report, method, path, body):
    stranger = make.user(organisation=make.organisation())
    path = path.format(case=report.case_id, report=report.pk)
    assert asking(stranger, method, path, data=body).status_code == 404


@pytest.mark.parametrize(("method", "path", "body"), ROUTES[1:])
def test_a_clerk_sees_no_report(asking, report, clinician, method, path, body):
    clerk = make.user(organisation=clinician.organisation, role=Role.CLERK)
    path = path.format(case=report.case_id, report=report.pk)
    assert asking(clerk, method, path, data=body).status_code == 403


def test_a_researcher_reads_but_does_not_sign(asking, report, clinician):
    researcher = make.user(organisation=clinician.organisation, role=Role.RESEARCHER)
    assert asking(researcher, "get", f"/reports/{report.pk}/content").status_code == 200
    signing = asking(researcher, "post", f"/reports/{report.pk}/sign", data=SIGNED)
    assert signing.status_code == 403
    body = {"statement": "ct-1/v1/liver", "verdict": "accepted"}
    assert asking(researcher, "post", f"/reports/{report.pk}/reviews", data=body).status_code == 403
