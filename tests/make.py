"""Rows for tests: plain functions, each with what a test does not care about filled in."""

import itertools
import uuid
from pathlib import Path

import omics_answers
from jindan.findings.finding import MadeBy
from jindan.omics.findings import findings_of
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts import services as artifacts
from jindan.server.assays.models import RiskScore
from jindan.server.assays.sealing import seal_assessment
from jindan.server.assays.specimens import specimen_labelled
from jindan.server.findings import services as subjects
from jindan.server.findings.models import SubjectKind
from jindan.server.jobs import services as jobs
from jindan.server.keys import services as keys
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role

NUMBERS = itertools.count(1)


def organisation(name=None):
    return Organisation.objects.create(name=name or f"Hospital {next(NUMBERS)}")


def user(*, organisation, role=Role.CLINICIAN):
    email = f"person-{next(NUMBERS)}@example.org"
    return User.objects.create(email=email, organisation=organisation, role=role)


def case(*, by):
    patient = Patient.objects.create(
        organisation=by.organisation, code=f"P-{next(NUMBERS)}", created_by=by
    )
    return Case.objects.create(organisation=by.organisation, patient=patient, created_by=by)


def artifact(folder: Path, *, case, content=b"phantom", name="phantom.nii"):
    path = folder / f"{next(NUMBERS)}"
    path.write_bytes(content)
    kept = artifacts.store(path, organisation=case.organisation)
    return artifacts.enter(kept, case=case, by=case.created_by, name=name)


def job(analysis, *, case, inputs=None, **params):
    return jobs.submit(
        analysis,
        params=analysis.params(**params),
        inputs=inputs or {},
        case=case,
        by=case.created_by,
    )


def risk_score(case, *, job, label="S1", assessment=None):
    """A score of a specimen with this label, abstained where no answer is given."""
    answer = assessment or omics_answers.abstained()
    id = uuid.uuid4()
    sealed = seal_assessment(answer, id, organisation_id=case.organisation_id)
    return RiskScore.objects.create(
        id=id,
        case=case,
        specimen=specimen_labelled(label, case=case),
        job=job,
        model="m",
        version="1",
        subject=subject(case, kind=SubjectKind.RISK_SCORE, findings=findings_of(answer)),
        sealed_assessment=sealed,
        key_id=keys.key_id_of(sealed),
    )


def subject(case, *, kind=SubjectKind.SERIES, of=None, findings=()):
    """The next version of something in a case, with what was found in it."""
    made = subjects.add_subject(case, kind=kind, of=of or uuid.uuid4(), at=None)
    subjects.record(made, findings=findings, made_by=MadeBy(name="m", version="1"))
    return made
