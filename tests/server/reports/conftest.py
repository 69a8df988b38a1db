import pytest

import make
import phantoms_report
from jindan.server.jobs import analysis as registry
from jindan.server.reports import services
from jindan.server.reports.rendering import report_rendering
from jindan.typesetting.content import Draft


@pytest.fixture(autouse=True)
def rendering_is_installed(settings):
    settings.ANALYSES = ["jindan.server.reports.rendering.report_rendering"]
    registry.analyses.cache_clear()
    yield
    registry.analyses.cache_clear()


@pytest.fixture
def clinician(db):
    return make.user(organisation=make.organisation())


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
    whole = phantoms_report.content()
    draft = Draft(**{name: getattr(whole, name) for name in Draft.model_fields})
    job = make.job(report_rendering, case=case)  # stands for the analysis that found something
    return services.draft(job, content=draft, pictures=pictures)
