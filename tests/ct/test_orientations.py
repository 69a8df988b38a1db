"""One patient stored in every order and flip of the axes: the same organs, sizes and sides everywhere.

The labels are those that the phantom was drawn with; that a network finds the same in each of the 48 is tested in
segmenting/test_abdomen.py, and on a real scan by `make orientations`.
"""

import nibabel
import numpy as np
import pytest

import sides
from jindan.ct.drawing.keyslices import key_slices
from jindan.ct.drawing.meshes import surfaces_of, write_glb
from jindan.ct.drawing.pictures import draw_slice
from jindan.ct.drawing.planes import PlaneView
from jindan.ct.drawing.scene import write_scene
from jindan.ct.examination import Examination, NetworkUsed
from jindan.ct.examining import LABELS
from jindan.ct.export import write_nifti
from jindan.ct.measurements import measure
from jindan.ct.reading.nifti import read_nifti
from jindan.ct.regions import regions
from jindan.ct.segmentation import Segmentation
from jindan.ct.synthetic import abdomen
from jindan.findings.finding import quantities
from phantoms_pictures import organ

pytestmark = pytest.mark.slow

SIDES = {"left-kidney": "L", "spleen": "L", "liver": "R"}
SEGMENTS = (organ("spleen", 1), organ("pancreas", 2), organ("left-kidney", 3), organ("liver", 6))
NETWORK = NetworkUsed(
    network="drawn", version="1", weights=(), runtime="none", runtime_version="0", is_demonstration=True,
    citation="none", licence="Apache-2.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def patient():
    """A synthetic abdomen of 6 mm voxels, and its labels on the same grid."""
    volume, labels = abdomen(
        np.random.default_rng(7), shape=(66, 56, 44), spacing_mm=(6.0, 6.0, 6.0)
    )
    labels[~np.isin(labels, [segment.label for segment in SEGMENTS])] = 0
    return nibabel.Nifti1Image(volume.voxels, volume.affine), nibabel.Nifti1Image(
        labels, volume.affine
    )


def examined(patient, orientation, folder, *, is_shown):
    """The patient as stored in this way: read, measured, written, drawn."""
    scan, labels = patient
    sides.write_turned(scan, orientation, into=folder / "scan.nii")
    volume = read_nifti(folder / "scan.nii")
    given = np.asarray(labels.as_reoriented(orientation).dataobj)
    segmentation = Segmentation(labels=given, affine=volume.affine, segments=SEGMENTS)
    found = Examination(
        segments=SEGMENTS, findings=measure(volume, segmentation), pictures=(), notes=(), network=NETWORK
    )  # fmt: skip
    write_nifti(given, affine=volume.affine, path=folder / LABELS)
    shown = tuple(regions(segmentation))
    surfaces = surfaces_of(shown)
    write_glb(surfaces, into=folder / "organs.glb")
    if is_shown:
        write_scene(segmentation, found.findings, surfaces=surfaces, into=folder / "scene.html")
        for key in key_slices(volume, shown):
            if key.plane.view is not PlaneView.SAGITTAL:
                draw_slice(
                    key, segmentation, language="ko", into=folder / f"{key.plane.view}.ko.png"
                )
    return found


def volumes_ml(found):
    return {name: volume.value for name, volume in quantities(found.findings, "volume").items()}


@pytest.fixture(scope="module")
def expected(patient, tmp_path_factory):
    upright = np.array([[0, 1], [1, 1], [2, 1]])
    return examined(patient, upright, tmp_path_factory.mktemp("upright"), is_shown=False)


@pytest.mark.parametrize("number", range(48))
def test_the_patient_is_the_same_however_the_scan_is_stored(patient, expected, tmp_path, number):
    """Six of the turns are drawn too: each order of axes once, with other flips."""
    is_shown = number % 8 == number // 8
    found = examined(patient, list(sides.orientations())[number], tmp_path, is_shown=is_shown)
    assert volumes_ml(found) == pytest.approx(volumes_ml(expected), rel=1e-6)
    for name, side in SIDES.items():
        shown = sides.sides(found, tmp_path, organ=name)
        assert set(shown.values()) == {side}, shown
        assert ("page" in shown) == is_shown


def test_a_mirrored_picture_would_be_noticed(patient, tmp_path):
    """The reader of sides is no rubber stamp: an affine that lies about right and left changes every answer."""
    scan, labels = patient
    mirrored = scan.affine * np.array([[-1], [1], [1], [1]])
    lying = (nibabel.Nifti1Image(each.dataobj, mirrored) for each in (scan, labels))
    upright = np.array([[0, 1], [1, 1], [2, 1]])
    found = examined(tuple(lying), upright, tmp_path, is_shown=True)
    shown = sides.sides(found, tmp_path, organ="left-kidney")
    assert len(shown) >= 6
    assert set(shown.values()) == {"R"}
