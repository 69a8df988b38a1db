import numpy as np
import pytest
from PIL import Image

import phantoms_pictures as phantoms
from jindan.analysis import Note
from jindan.catalogue import LANGUAGES
from jindan.ct.drawing.keyslices import key_slices
from jindan.ct.drawing.pictures import draw_slice
from jindan.ct.drawing.planes import AIR_HU, NEGATIVE, POSITIVE, PlaneView, attenuation, whole_plane
from jindan.ct.drawing.words import marks
from jindan.ct.regions import regions
from jindan.ct.segmentation import Segmentation

CUBE = (44, 40, 48)
UPRIGHT = phantoms.scan(
    phantoms.letter_l, size=CUBE, affine=phantoms.grid(size=CUBE, spacing=(3, 3, 4))
)


def slices(volume, segmentation):
    return {key.plane.view: key for key in key_slices(volume, tuple(regions(segmentation)))}


@pytest.fixture(scope="module")
def expected():
    return slices(*UPRIGHT)


def balance(picture):
    """How far the structure's middle lies right of and below the middle of its narrowest part."""
    rows, columns = np.nonzero(picture >= 0.5)
    return (
        columns.mean() - (columns.min() + columns.max()) / 2,
        rows.mean() - (rows.min() + rows.max()) / 2,
    )


@pytest.mark.parametrize(("order", "signs"), phantoms.all_48_orientations())
def test_slices_are_the_same_in_all_48_orientations(expected, order, signs):
    found = slices(*phantoms.turned(*UPRIGHT, order=order, signs=signs))
    for view in PlaneView:
        assert found[view].plane == expected[view].plane
        assert np.allclose(found[view].hounsfield, expected[view].hounsfield, atol=0.01)
        assert np.allclose(found[view].shares[0][1], expected[view].shares[0][1], atol=1e-4)
        assert found[view].caption == expected[view].caption


def test_sides_follow_radiological_habit():
    # The L has its bulk by the corner; foot, heel and arm reach right, front and head.
    # So the bulk lies away from each of these: left and back and foot.
    keys = slices(*UPRIGHT)
    for view, (right, down) in {
        PlaneView.AXIAL: (1, 1),
        PlaneView.CORONAL: (1, 1),
        PlaneView.SAGITTAL: (1, 1),
    }.items():
        found = balance(keys[view].shares[0][1])
        assert np.sign(found).tolist() == [right, down], view


@pytest.mark.parametrize("view", PlaneView)
def test_markers_name_the_side_that_lies_there(view):
    plane = whole_plane(UPRIGHT[0], view=view, position_mm=0)
    points = plane.points()
    middle = points.mean(axis=(0, 1))
    edges = (points[:, 0], points[:, -1], points[0], points[-1])
    for letter, edge in zip(view.markers, edges, strict=True):
        offset = edge.mean(axis=0) - middle
        axis = int(np.abs(offset).argmax())
        assert letter == (POSITIVE if offset[axis] > 0 else NEGATIVE)[axis]


def test_plane_shows_the_voxel_values_where_grid_and_plane_agree():
    volume, _ = phantoms.scan(
        phantoms.ball(12), size=(30, 30, 30), affine=phantoms.grid(size=(30,) * 3, spacing=(1,) * 3)
    )
    volume.voxels[:] = np.arange(volume.voxels.size).reshape(volume.voxels.shape) % 997
    plane = whole_plane(volume, view=PlaneView.AXIAL, position_mm=0.5)
    assert attenuation(volume, plane=plane) == pytest.approx(volume.voxels[::-1, ::-1, 15].T)


def test_outside_of_an_oblique_scan_is_air():
    affine = phantoms.grid(size=(30,) * 3, spacing=(1,) * 3, rotation=phantoms.rotation(2, 30))
    volume, _ = phantoms.scan(phantoms.ball(12), size=(30,) * 3, affine=affine)
    plane = whole_plane(volume, view=PlaneView.AXIAL, position_mm=0)
    picture = attenuation(volume, plane=plane)
    assert picture[0, 0] == AIR_HU
    assert picture[plane.shape[0] // 2, plane.shape[1] // 2] == 50


def test_largest_reported_organ_stands_in_for_a_withheld_pancreas():
    def two(points):
        liver = 2 * phantoms.ball(14, centre=(10, 0, 6))(points)
        return liver + phantoms.ball(4, centre=(-20, 0, -20))(points)

    segments = (
        phantoms.organ("pancreas", 3, is_withheld=True),
        phantoms.organ("spleen", 1),
        phantoms.organ("liver", 2),
    )
    affine = phantoms.grid(size=(40,) * 3, spacing=(2,) * 3)
    scan = phantoms.scan(two, size=(40,) * 3, affine=affine, segments=segments)
    key = slices(*scan)[PlaneView.AXIAL]
    assert key.caption == Note(
        code="picture-slice-instead",
        values={"view": "axial", "direction": "S", "distance": 7.0, "organ": "liver"},
    )
    assert key.slice_index == 23
    assert key.caption.in_language("en") == "Axial · S 7.0 mm · Liver (pancreas withheld)"


def test_middle_of_the_scan_is_shown_when_nothing_is_reported():
    volume, segmentation = UPRIGHT
    withheld = Segmentation(
        labels=np.zeros_like(segmentation.labels),
        affine=segmentation.affine,
        segments=(phantoms.organ("pancreas", 1, is_withheld=True),),
    )
    keys = slices(volume, withheld)
    assert {key.caption.code for key in keys.values()} == {"picture-slice-bare"}
    assert keys[PlaneView.SAGITTAL].shares == ()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A box of 80 by 40 mm seen in anisotropic voxels, in blue."""
    size = (100, 80, 20)
    scan = phantoms.scan(
        lambda points: 7 * phantoms.box((-40, -20, -20), (40, 20, 20))(points),
        size=size,
        affine=phantoms.grid(size=size, spacing=(1.5, 1.5, 5)),
        segments=(phantoms.organ("stomach", 7), phantoms.organ("pancreas", 2, is_withheld=True)),
    )
    folder = tmp_path_factory.mktemp("drawn")
    for view, key in slices(*scan).items():
        draw_slice(key, scan[1], language="ko", into=folder / f"{view}.png")
    return folder


@pytest.mark.parametrize(
    ("view", "ratio"),
    [(PlaneView.AXIAL, 80 / 40), (PlaneView.CORONAL, 80 / 40), (PlaneView.SAGITTAL, 40 / 40)],
)
def test_picture_keeps_millimetres_square(drawn, view, ratio):
    with Image.open(drawn / f"{view}.png") as image:
        picture = np.asarray(image.convert("RGB")).astype(int)
    body = picture[70 : picture.shape[0] - 120]  # without title and legend
    rows, columns = np.nonzero(body[..., 2] - body[..., 0] > 40)
    assert np.ptp(columns) / np.ptp(rows) == pytest.approx(ratio, rel=0.06)
    assert picture.shape[1] == 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_of_a_demonstration_network_bears_its_mark(language):
    segmentation = Segmentation(
        labels=np.zeros((1, 1, 1), np.uint8),
        affine=np.eye(4),
        segments=(),
        notes=(Note(code="demonstration-network"),),
    )
    assert len(marks(segmentation, language=language)) == 2
