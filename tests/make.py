"""Rows for tests: plain functions, each with what a test does not care about filled in."""

import itertools
import uuid
from pathlib import Path

from jindan.findings.finding import MadeBy
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts import services as artifacts
from jindan.server.findings import services as subjects
from jindan.server.findings.models import SubjectKind
from jindan.server.jobs import services as jobs
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


def subject(case, *, kind=SubjectKind.SERIES, of=None, findings=()):
    """The next version of something in a case, with what was found in it."""
    made = subjects.add_subject(case, kind=kind, of=of or uuid.uuid4(), at=None)
    subjects.record(made, findings=findings, made_by=MadeBy(name="m", version="1"))
    return made
