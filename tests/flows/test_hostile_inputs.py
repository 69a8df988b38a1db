"""Each hostile input through the upload and the confined import: its name, its limits, nothing left."""

import io
import os
import subprocess
import sys

import pytest

import phantoms_files
from corpus import CORPUS, IMPORT, UPLOAD
from corpus.confined import Uploads, Verdicts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.imaging.importing import ct_import
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job
from outcomes import files_in, slug
from phantoms_dicom import write_nifti_phantom

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

REFUSED_AT_UPLOAD = [case for case in CORPUS if case.by == UPLOAD]
REFUSED_AT_IMPORT = [case for case in CORPUS if case.by == IMPORT]
THROUGH_THE_ENGINE = (
    "zip of a thousand to one",
    "dicom of JPEG-LS with four gigapixels",
    "nifti of 32767 x 32767 x 32767",
)


@pytest.fixture
def home(settings, tmp_path):
    """A store and a scratch folder of this test's own."""
    settings.INCOMING = tmp_path / "objects" / "incoming"
    settings.SCRATCH = tmp_path / "scratch"
    options = {**settings.STORAGES["artifacts"]["OPTIONS"], "location": tmp_path / "objects/stored"}
    settings.STORAGES = {
        **settings.STORAGES,
        "artifacts": {**settings.STORAGES["artifacts"], "OPTIONS": options},
    }
    return tmp_path


def sent(clinician, case, files):
    """Named contents through the upload, as one form."""
    streams = []
    for name, content in files.items():
        streams.append(io.BytesIO(content))
        streams[-1].name = name
    return clinician.upload(f"/cases/{case}/artifacts", *streams)


def test_there_are_more_than_a_hundred_and_each_has_a_name_of_its_own():
    assert len(CORPUS) == len({case.name for case in CORPUS}) > 100


@pytest.mark.parametrize("hostile", REFUSED_AT_UPLOAD, ids=lambda hostile: hostile.name)
def test_what_no_file_may_be_is_refused_and_nothing_is_stored(clinician, case, home, hostile):
    answer = sent(clinician, case, hostile.files())
    assert slug(answer) == (hostile.status, hostile.refused)
    assert Artifact.objects.count() == StoredObject.objects.count() == 0
    assert files_in(home / "objects") == []


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The files of every input that passes the upload, each in a folder of its own."""
    made = {}
    for hostile in REFUSED_AT_IMPORT:
        made[hostile.name] = tmp_path_factory.mktemp("hostile")
        for name, content in hostile.files().items():
            (made[hostile.name] / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def verdicts(folders, tmp_path_factory):
    """What the confined import says of each, under the limits of the real one."""
    outputs = tmp_path_factory.mktemp("outputs")
    uploads = Uploads(folders=folders, outputs=outputs, limits=ct_import.limits)
    done = subprocess.run(
        [sys.executable, "-m", "corpus.confined"],
        input=uploads.model_dump_json(),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert list(outputs.iterdir()) == []
    return Verdicts.model_validate_json(done.stdout).by_name


@pytest.mark.parametrize("hostile", REFUSED_AT_IMPORT, ids=lambda hostile: hostile.name)
def test_the_import_refuses_by_name_within_its_limits(verdicts, hostile):
    verdict = verdicts[hostile.name]
    assert verdict.slug == hostile.refused, verdict.told
    assert verdict.cpu_s <= hostile.cpu_s
    assert verdict.peak_mb <= hostile.peak_mb
    assert "problem-" not in verdict.told  # every problem has its words


def test_the_upload_takes_what_only_the_import_can_judge(clinician, case, home, folders):
    sizes = {
        name: sum(f.stat().st_size for f in folder.iterdir()) for name, folder in folders.items()
    }
    for name in sorted(sizes, key=sizes.__getitem__):
        files = {path.name: path.read_bytes() for path in folders[name].iterdir()}
        assert sent(clinician, case, files).status_code == 201, name
    assert len(files_in(home / "objects")) == StoredObject.objects.count()


def imported(clinician, case, files):
    ids = [each["id"] for each in sent(clinician, case, files).json()]
    job = clinician.post(f"/cases/{case}/studies", {"artifacts": ids, "segment": False})
    assert job.status_code == 202, job.content
    while engine.execute_next("cpu"):
        pass
    return clinician.get(f"/jobs/{job.json()['id']}").json()


def test_refused_jobs_leave_nothing_and_the_next_one_works(
    clinician, case, home, folders, tmp_path
):
    for name in THROUGH_THE_ENGINE:
        files = {path.name: path.read_bytes() for path in folders[name].iterdir()}
        job = imported(clinician, case, files)
        hostile = next(each for each in REFUSED_AT_IMPORT if each.name == name)
        assert job["state"] == "failed"
        assert job["problem"]["type"] == f"/problems/{hostile.refused}"
        assert not Artifact.objects.filter(is_received=False).exists()
        assert files_in(home / "scratch") == []
    path = tmp_path / "sound.nii"
    write_nifti_phantom(path)
    sound = imported(clinician, case, {"sound.nii": path.read_bytes()})
    assert sound["state"] == "completed", sound["problem"]
    assert Job.objects.count() == len(THROUGH_THE_ENGINE) + 1


def test_the_same_file_fifty_times_in_one_request_is_one_object(clinician, case, home):
    files = {f"{number}.csv": phantoms_files.CSV for number in range(50)}
    assert len(sent(clinician, case, files).json()) == 50
    assert StoredObject.objects.count() == len(files_in(home / "objects")) == 1
