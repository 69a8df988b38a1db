import json
from zipfile import ZipFile

import nibabel as nib
import numpy as np
import pydicom
import pytest

from jindan import catalogue
from jindan.analysis import Workspace
from jindan.ct.imported import ImportedSeries, ImportParams
from jindan.ct.importing import import_study
from jindan.ct.reading.geometry import place
from jindan.ct.reading.instances import read_instance
from jindan.ct.reading.problems import MixedUpload
from phantoms_dicom import letter_l, sampled, write_nifti_phantom, write_phantom

KEY = "ab" * 32


@pytest.fixture
def workspace(tmp_path):
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    stages = []

    def of(paths):
        inputs = {f"part-{number}": path for number, path in enumerate(paths)}
        return Workspace(
            inputs=inputs, outputs=outputs, assets=tmp_path, progress=lambda *p: stages.append(p)
        )

    of.stages, of.outputs = stages, outputs
    return of


def test_dicom_becomes_volume_instances_and_report(tmp_path, workspace):
    paths, affine = write_phantom(
        tmp_path / "in", letter_l, PatientSex="F", PatientAge="093Y", Manufacturer="ACME",
        ConvolutionKernel="B30f", SeriesDescription="Portal Hong^Gildong",
    )  # fmt: skip
    imported = import_study(workspace(paths), ImportParams(uid_secret=KEY))
    image = nib.load(workspace.outputs / "volume.nii")
    assert np.array_equal(np.asanyarray(image.dataobj), sampled(letter_l, affine))
    assert np.allclose(image.affine, affine)
    assert (imported.source, imported.sex, imported.age_years) == ("dicom", "F", 90)
    assert (imported.manufacturer, imported.kernel, imported.phase) == (
        "ACME",
        "B30f",
        "portal-venous",
    )
    assert (imported.shape, imported.orientation) == ((44, 36, 14), "LPS")
    assert (imported.instances, imported.z_extent_mm) == (14, 84.0)
    report = json.loads((workspace.outputs / "deidentification.json").read_text())
    assert {row["keyword"]: row["count"] for row in report["removed"]}["PatientName"] == 14


def test_instances_are_in_order_and_under_the_stated_uids(tmp_path, workspace):
    paths, affine = write_phantom(tmp_path / "in", letter_l)
    imported = import_study(workspace(paths[::-1]), ImportParams())
    with ZipFile(workspace.outputs / "instances.zip") as archive:
        assert archive.namelist() == [f"{n:06d}.dcm" for n in range(1, 15)]
        archive.extractall(tmp_path / "out")
    instances = [read_instance(path) for path in sorted((tmp_path / "out").iterdir())]
    assert {i.series_uid for i in instances} == {imported.series_uid}
    assert {i.study_uid for i in instances} == {imported.study_uid}
    placement = place([i.frames[0] for i in instances])
    assert placement.order == tuple(range(14))
    assert np.allclose(placement.affine, affine)
    assert pydicom.dcmread(instances[0].path).pixel_array.shape == (36, 44)


def test_same_key_gives_the_same_bytes(tmp_path, workspace):
    paths, _ = write_phantom(tmp_path / "in")
    runs = []
    for _ in range(2):
        import_study(workspace(paths), ImportParams(uid_secret=KEY))
        runs.append([path.read_bytes() for path in sorted(workspace.outputs.iterdir())])
    assert runs[0] == runs[1]


def test_no_name_reaches_any_output(tmp_path, workspace):
    paths, _ = write_phantom(tmp_path / "in", PatientName="Hong^Gildong", PatientID="KR-77-1")
    imported = import_study(workspace(paths), ImportParams())
    written = b"".join(path.read_bytes() for path in workspace.outputs.iterdir())
    written += imported.model_dump_json().encode()
    assert b"Gildong" not in written and b"KR-77-1" not in written


def test_nifti_becomes_a_plain_volume(tmp_path, workspace):
    affine = write_nifti_phantom(tmp_path / "a.nii.gz", letter_l)
    imported = import_study(workspace([tmp_path / "a.nii.gz"]), ImportParams())
    image = nib.load(workspace.outputs / "volume.nii")
    assert np.array_equal(np.asanyarray(image.dataobj), sampled(letter_l, affine))
    assert (imported.source, imported.orientation, imported.instances) == ("nifti", "RAS", 1)
    assert imported.series_uid.startswith("2.25.")
    assert sorted(p.name for p in workspace.outputs.iterdir()) == [
        "deidentification.json",
        "volume.nii",
    ]


def test_result_survives_storage(tmp_path, workspace):
    paths, _ = write_phantom(tmp_path / "in")
    imported = import_study(workspace(paths), ImportParams())
    assert ImportedSeries.model_validate_json(imported.model_dump_json()) == imported


def test_progress_only_grows_and_its_stages_have_words(tmp_path, workspace):
    paths, _ = write_phantom(tmp_path / "in")
    import_study(workspace(paths), ImportParams())
    fractions = [fraction for fraction, _ in workspace.stages]
    assert fractions == sorted(fractions) and fractions[-1] <= 1
    assert all(catalogue.knows(f"stage-{stage}") for _, stage in workspace.stages)


def test_every_note_of_an_import_can_be_said_in_both_languages(tmp_path, workspace):
    paths, _ = write_phantom(tmp_path / "in")
    imported = import_study(workspace(paths), ImportParams())
    for note in (imported.chosen_because, *imported.other_series, *imported.notes):
        assert note.in_language("ko") != note.in_language("en")


def test_two_volumes_at_once_are_refused_and_leave_nothing(tmp_path, workspace):
    write_nifti_phantom(tmp_path / "a.nii")
    write_nifti_phantom(tmp_path / "b.nii")
    with pytest.raises(MixedUpload):
        import_study(workspace([tmp_path / "a.nii", tmp_path / "b.nii"]), ImportParams())
    assert not any(workspace.outputs.iterdir())
