import uuid

import pytest

import make
import phantoms_report
from jindan.report.wording import phrase
from jindan.server.findings import services as subjects
from jindan.server.findings.models import SubjectKind
from jindan.server.jobs import analysis as registry
from jindan.server.reports import services
from jindan.server.reports.rendering import report_rendering

PASSWORD = "four words of a clinician"


@pytest.fixture(autouse=True)
def rendering_is_installed(settings):
    settings.ANALYSES = ["jindan.server.reports.rendering.report_rendering"]
    registry.analyses.cache_clear()
    yield
    registry.analyses.cache_clear()


@pytest.fixture
def clinician(db):
    user = make.user(organisation=make.organisation())
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def case(clinician):
    return make.case(by=clinician)


@pytest.fixture
def pictures(case, tmp_path):
    drawn = phantoms_report.draw_pictures(tmp_path)
    return {
        role: make.artifact(tmp_path, case=case, content=path.read_bytes(), name=path.name)
        for role, path in drawn.items()
    }


@pytest.fixture
def report(case, pictures):
    return drafted(case, pictures)


@pytest.fixture
def twin(case, pictures):
    """Another report of the same case that says the same."""
    return drafted(case, pictures)


def drafted(case, pictures):
    job = make.job(report_rendering, case=case)  # stands for the analysis that found something
    subject = subjects.add_subject(case, kind=SubjectKind.SERIES, of=uuid.uuid4(), at=None)
    return services.draft(
        job,
        title=phrase("ct-report-title"),
        facts=(),
        chapters=[phantoms_report.chapter()],
        subjects=[subject],
        pictures=pictures,
        is_deidentified=True,
    )
