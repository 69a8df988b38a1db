"""The example of docs/how-to/add-an-analysis.md does what the page says."""

import nibabel
import numpy as np
import pytest

import make
from examples.air import air_measurement
from examples.air_share import AirParams, air_share, findings_of
from jindan.analysis import Workspace
from jindan.report.wording import words
from jindan.server.jobs import engine
from jindan.server.jobs.analysis import analyses
from jindan.server.reports.contents import content_of
from jindan.server.reports.models import Report


@pytest.fixture
def half_air(tmp_path):
    """A phantom of 32 × 32 × 32 voxels of 4 mm: air in front, water behind."""
    voxels = np.zeros((32, 32, 32), np.int16)
    voxels[:, 16:, :] = -1000
    path = tmp_path / "volume.nii"
    nibabel.save(nibabel.Nifti1Image(voxels, np.diag([4.0, 4.0, 4.0, 1.0])), path)
    return path


@pytest.fixture
def installed(settings):
    """An installation with this analysis only."""
    settings.ANALYSES = ["examples.air.air_measurement"]
    analyses.cache_clear()
    yield
    analyses.cache_clear()


def test_half_of_the_phantom_is_air(half_air, tmp_path):
    workspace = Workspace(inputs={"volume": half_air}, outputs=tmp_path, assets=tmp_path)
    air = air_share(workspace, AirParams())
    assert air.share == 0.5
    assert (tmp_path / "air.txt").read_text() == "16384\n"
    [finding] = findings_of(air)
    assert finding.quantity.rounded == 50


@pytest.mark.slow
@pytest.mark.django_db
def test_it_runs_as_a_job(half_air, installed, tmp_path):
    case = make.case(by=make.user(organisation=make.organisation()))
    volume = make.artifact(tmp_path, case=case, content=half_air.read_bytes(), name="volume.nii")
    job = make.job(air_measurement, case=case, inputs={"volume": volume})
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.problem, job.result) == (None, {"share": 0.5})
    assert [output.name for output in job.outputs.all()] == ["air.txt"]
    [report] = Report.objects.filter(case=case, kind="air-measurement")
    content = content_of(report.versions.get())
    [sentence] = content.statements()
    assert sentence.findings == ("ct-1/v1/air-share",)
    assert words(sentence.words, language="en") == "Air 50.0%"
