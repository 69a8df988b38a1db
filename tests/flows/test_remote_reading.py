"""A page that may leave is masked and read by the service; where that fails, the local reading stands."""

import io
import json
import logging

import pytest
from PIL import Image, ImageDraw, ImageFont

from fake_upstage import Said, serving
from flows.worker import work
from jindan.fonts import korean_font
from jindan.ocr.engines import local
from jindan.server.audit.models import AuditEvent
from jindan.server.documents.models import ReadingVersion
from jindan.server.jobs.models import Job
from jindan.server.roles import Role

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KEY = "up_a-key-of-the-tests"
CONSENT = "/document-engines/upstage/consent"
RESIDENT, PHONE = "900101-1234567", "010-1234-5678"
LINES = ("검사결과지", f"주민등록번호 {RESIDENT}", f"전화번호 {PHONE}", "혈색소 13.2 g/dL")


@pytest.fixture
def scan(tmp_path):
    image = Image.new("RGB", (1000, 480), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(str(korean_font()), 40)
    for number, line in enumerate(LINES):
        pen.text((60, 60 + 95 * number), line, font=font, fill="black")
    path = tmp_path / "scan.png"
    image.save(path)
    return path


@pytest.fixture
def offered(settings):
    """The installation offers the service at an address."""

    def offer(address, *, key=KEY):
        settings.UPSTAGE_API_KEY, settings.UPSTAGE_ADDRESS = key, address

    return offer


@pytest.fixture
def administrator(caller, hospital):
    return caller(hospital, Role.ADMINISTRATOR)


def asked(clinician, case, scan):
    """The job of a scan that the service is to read."""
    with scan.open("rb") as stream:
        answer = clinician.upload(f"/cases/{case}/documents?engine=upstage", stream)
    [taken] = answer.json()
    return taken["job"]


def read(clinician, case):
    [listed] = clinician.get(f"/documents?case={case}").json()["items"]
    return clinician.get(f"/documents/{listed['id']}").json()


def notes(job_id):
    return [note["code"] for note in Job.objects.get(pk=job_id).result["notes"]]


def picture_in(body):
    start, end = body.index(b"\x89PNG"), body.rindex(b"IEND") + 8
    return Image.open(io.BytesIO(body[start:end]))


def test_the_service_reads_a_page_whose_numbers_are_covered(
    offered, clinician, administrator, case, scan, caplog
):
    caplog.set_level(logging.DEBUG)
    with serving(Said(status=429, body=b"", headers={"Retry-After": "0"}), Said()) as fake:
        offered(fake.address)
        assert administrator.send("put", CONSENT).json()["given_at"]
        job = asked(clinician, case, scan)
        work()
    assert not Job.objects.exclude(state="completed").exists()  # filed and reported, too
    shown = read(clinician, case)
    assert ReadingVersion.objects.get().engine == "upstage"
    assert len(fake.asked) == 2
    assert fake.asked[1]["key"] == f"Bearer {KEY}"
    text = json.dumps(shown, ensure_ascii=False)
    assert "혈색소" in text
    assert "900101-1******" in text
    assert "010-****-5678" in text
    _holds_no_number(picture_in(fake.asked[1]["body"]))
    kept = Job.objects.get(pk=job["id"])
    assert kept.params == {"engine": "upstage"}
    assert KEY not in text + caplog.text + json.dumps(kept.result) + str(job)
    assert AuditEvent.objects.filter(action="document.sent-to-service", case_id=case).count() == 1


def _holds_no_number(picture):
    """What the local engine still reads on it."""
    import numpy as np

    from jindan.ocr.pages.page import RawPage
    from jindan.ocr.pages.upright import set_upright

    raw = RawPage(number=1, picture=np.asarray(picture), resolution_dpi=None)
    text = local.read([set_upright(raw)]).text
    assert "13.2" in text
    assert "34567" not in text
    assert "1234" not in text
    assert not picture.info


@pytest.mark.parametrize(
    ("status", "calls", "code"), [(401, 1, "remote-refused"), (500, 4, "engine-fallback")]
)
def test_where_the_service_fails_the_local_engine_reads_and_says_so(
    offered, clinician, administrator, case, scan, status, calls, code
):
    with serving(Said(status=status, body=b"")) as fake:
        offered(fake.address)
        administrator.send("put", CONSENT)
        job = asked(clinician, case, scan)
        work()
        assert len(fake.asked) == calls
    _is_read_here(clinician, case, job, code=code)


def test_a_service_that_is_not_there_loses_nothing(offered, clinician, administrator, case, scan):
    with serving() as fake:
        offered(fake.address)
    administrator.send("put", CONSENT)
    job = asked(clinician, case, scan)
    work()
    _is_read_here(clinician, case, job, code="engine-fallback")


def test_after_the_consent_was_withdrawn_nothing_is_sent(
    offered, clinician, administrator, case, scan
):
    with serving() as fake:
        offered(fake.address)
        administrator.send("put", CONSENT)
        job = asked(clinician, case, scan)
        assert administrator.send("delete", CONSENT).status_code == 204
        work()
        assert not fake.asked
    _is_read_here(clinician, case, job, code="remote-consent-missing")
    assert not AuditEvent.objects.filter(action="document.sent-to-service").exists()


def _is_read_here(clinician, case, job, *, code):
    assert not Job.objects.exclude(state="completed").exists()
    assert notes(job["id"]) == [code]
    assert ReadingVersion.objects.get().engine == local.NAME
    text = json.dumps(read(clinician, case), ensure_ascii=False)
    assert "13.2" in text
    assert "900101-1******" in text
    assert "upstage" in text  # the note, in words
