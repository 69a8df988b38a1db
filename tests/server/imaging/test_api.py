"""What was found is read by those whose role includes findings, and each look leaves a trace."""

import pytest

import make
from jindan.server.audit.models import AuditEvent
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs.models import Job
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def segmentation(hospital, tmp_path):
    case = make.case(by=make.user(organisation=hospital))

    def job():
        return Job.objects.create(
            kind="k", version="1", fingerprint="", queue="cpu", case=case, organisation=hospital,
            requested_by=case.created_by, available_at=case.created_at,
        )  # fmt: skip

    study = Study.objects.create(case=case, uid="2.25.1")
    volume = make.artifact(tmp_path, case=case)
    series = Series.objects.create(
        study=study, job=job(), uid="2.25.2", volume=volume, facts={"notes": []}
    )
    return Segmentation.objects.create(
        series=series, subject=make.subject(case, of=series.pk), job=job(), network="n", notes=[]
    )


@pytest.fixture
def paths(segmentation):
    series = segmentation.series
    return [
        f"/cases/{series.study.case_id}/studies",
        f"/series/{series.pk}",
        f"/series/{series.pk}/segmentations",
        f"/segmentations/{segmentation.pk}",
    ]


def test_each_look_leaves_an_audit_event(caller, hospital, paths):
    clinician = caller(hospital, Role.CLINICIAN)
    for path in paths:
        assert clinician.get(path).status_code == 200
    looked = AuditEvent.objects.filter(actor_id=clinician.user.pk).values_list("action", flat=True)
    assert {"case.read", "series.read", "segmentation.read"} <= set(looked)


def test_a_clerk_sees_no_findings(caller, hospital, paths):
    clerk = caller(hospital, Role.CLERK)
    assert {clerk.get(path).status_code for path in paths} == {403}


def test_networks_are_listed_with_their_cards(caller, hospital):
    answer = caller(hospital, Role.CLINICIAN).get("/networks")
    networks = {network["name"]: network for network in answer.json()}
    own = networks["abdomen-demo"]
    assert own["is_demonstration"] and own["is_available"]
    assert own["card"].startswith("# Model card: abdomen-demo")
    assert {"liver", "spleen"} <= {label["name"] for label in own["labels"]}
    assert not networks["obelisk-unet"]["is_demonstration"]
