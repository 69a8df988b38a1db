"""A hospital with people of every role, and one record of every kind of a patient."""

import uuid
from dataclasses import dataclass, field

import pytest

import make
import phantoms_pages
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs.models import Job
from jindan.server.patients.models import Case, Patient
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.roles import Capability
from server.documents_by_code import document


@dataclass
class Record:
    """A patient with a case, and the paths by which the record is read."""

    patient: Patient
    case: Case
    paths: dict = field(default_factory=dict)

    def seen_by(self, person):
        """The capabilities by which a person reads something of the record, by asking for each kind."""
        return {
            capability
            for capability, paths in self.paths.items()
            if all(person.get(path).status_code == 200 for path in paths)
        }

    def refused_to(self, person):
        """Whether nothing of the record is there for a person."""
        paths = [path for paths in self.paths.values() for path in paths]
        return all(person.get(path).status_code in (403, 404) for path in paths)

    def is_listed_for(self, person):
        """Whether a list names the patient to a person."""
        return any(self._is_named_in(person.get(path)) for path in LISTS)

    def _is_named_in(self, answer):
        said = answer.content.decode()
        return any(
            word in said for word in (str(self.patient.pk), str(self.case.pk), self.patient.code)
        )


LISTS = ("/patients", "/cases", "/jobs", "/documents")


@pytest.fixture
def record_of(tmp_path):
    """Makes the record of a new patient of an organisation, opened by nobody who signs in."""

    def make_record(organisation):
        case = make.case(by=make.user(organisation=organisation))
        paths = {
            Capability.READ_PATIENTS: [
                f"/patients/{case.patient_id}",
                f"/cases/{case.pk}",
                f"/patients/{case.patient_id}/care",
                f"/cases/{case.pk}/artifacts",
            ],
            Capability.READ_JOBS: [f"/jobs/{_job(case).pk}"],
            Capability.READ_FINDINGS: _paths_of_findings(case, folder=tmp_path),
            Capability.REQUEST_DOCUMENTS: _paths_of_documents(case, folder=tmp_path),
        }
        return Record(patient=case.patient, case=case, paths=paths)

    return make_record


def _paths_of_findings(case, *, folder):
    """A study with its series and segmentation, and a report."""
    study = Study.objects.create(case=case, uid="2.25.1")
    volume = make.artifact(folder, case=case, content=uuid.uuid4().bytes)
    series = Series.objects.create(
        study=study, job=_job(case), uid="2.25.2", volume=volume, facts={"notes": []}
    )
    Segmentation.objects.create(
        series=series,
        subject=make.subject(case, of=series.pk),
        job=_job(case),
        network="n",
        notes=[],
    )
    report = Report.objects.create(case=case, kind="k")
    content = make.artifact(folder, case=case, content=uuid.uuid4().bytes)
    content.is_deidentified = True  # as the content of a report is, which researchers read too
    content.save()
    ReportVersion.objects.create(
        report=report,
        number=1,
        state="preliminary",
        content=content,
        issued_at=case.created_at,
    )
    return [
        f"/cases/{case.pk}/studies",
        f"/series/{series.pk}",
        f"/series/{series.pk}/segmentations",
        f"/cases/{case.pk}/reports",
        f"/reports/{report.pk}",
    ]


def _paths_of_documents(case, *, folder):
    scanned = document(folder, phantoms_pages.LAB_REPORT, case=case)
    return [f"/documents/{scanned.pk}", f"/documents/{scanned.pk}/versions"]


def _job(case):
    return Job.objects.create(
        kind="k",
        version="1",
        fingerprint=uuid.uuid4().hex,
        queue="cpu",
        case=case,
        organisation=case.organisation,
        requested_by=case.created_by,
        available_at=case.created_at,
    )


@pytest.fixture
def record(record_of, hospital):
    return record_of(hospital)
