import numpy as np
import pytest
import trimesh

import phantoms_pictures as phantoms
from jindan.ct.drawing.meshes import surfaces_of, write_glb
from jindan.ct.regions import regions

SIZE = (60, 60, 60)
CENTRE, RADIUS_MM = (30.0, 20.0, -10.0), 15.0
BALL = phantoms.scan(
    phantoms.ball(RADIUS_MM, centre=CENTRE),
    size=SIZE,
    affine=phantoms.grid(size=SIZE, spacing=(2, 2, 2)),
)


def surface(segmentation, **options):
    (ball,) = surfaces_of(tuple(regions(segmentation)), **options)
    return ball


def loaded(segmentation, folder):
    write_glb(surfaces_of(tuple(regions(segmentation))), into=folder / "organs.glb")
    return trimesh.load(folder / "organs.glb")


def test_gltf_is_in_metres_with_the_head_up_and_the_front_forward(tmp_path):
    scene = loaded(BALL[1], tmp_path)
    right, anterior, superior = CENTRE
    middle = np.array([-right, superior, anterior]) / 1000
    assert scene.bounds[0] == pytest.approx(middle - RADIUS_MM / 1000, abs=0.0008)
    assert scene.bounds[1] == pytest.approx(middle + RADIUS_MM / 1000, abs=0.0008)
    assert set(scene.geometry) == {"pancreas"}


def test_gltf_material_is_named_and_coloured(tmp_path):
    material = loaded(BALL[1], tmp_path).geometry["pancreas"].visual.material
    assert material.name == "pancreas"
    assert material.baseColorFactor[:3].tolist() == [200, 212, 0]  # #E5EB04 made linear


@pytest.mark.parametrize(("order", "signs"), phantoms.all_48_orientations()[::3])
def test_surface_is_closed_faces_outwards_and_lies_in_the_patient(order, signs):
    _, segmentation = phantoms.turned(*BALL, order=order, signs=signs)
    found = surface(segmentation)
    mesh = trimesh.Trimesh(found.vertices_mm, found.faces, process=False)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * RADIUS_MM**3, rel=0.02)
    assert mesh.center_mass == pytest.approx(CENTRE, abs=0.3)


def test_surface_holds_the_volume_of_the_voxels_even_of_thin_structures():
    affine = phantoms.grid(size=SIZE, spacing=(1, 1, 3))
    tube = phantoms.scan(phantoms.box((-1.2, -1.2, -60), (1.2, 1.2, 60)), size=SIZE, affine=affine)
    voxels_ml = (tube[1].labels > 0).sum() * tube[0].voxel_ml
    assert surface(tube[1]).volume_ml == pytest.approx(voxels_ml, rel=0.1)


def test_structure_cut_off_by_the_scan_is_closed_there():
    affine = phantoms.grid(size=SIZE, spacing=(2, 2, 2))
    _, cut = phantoms.scan(phantoms.ball(15, centre=(0, 0, 55)), size=SIZE, affine=affine)
    found = surface(cut)
    assert trimesh.Trimesh(found.vertices_mm, found.faces, process=False).is_watertight
    assert found.vertices_mm[:, 2].max() < 62


def test_triangles_stay_within_the_budget():
    affine = phantoms.grid(size=SIZE, spacing=(1.5, 1.5, 1.5))
    _, large = phantoms.scan(phantoms.ball(40), size=SIZE, affine=affine)
    found = surface(large, triangles=3000)
    assert len(found.faces) <= 3000
    assert found.volume_ml == pytest.approx(4 / 3 * np.pi * 64, rel=0.02)


def test_nothing_reported_gives_no_surface():
    assert surfaces_of(()) == ()
