"""Smooth closed surfaces of the structures, light enough for a phone, and one glTF file of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fast_simplification
import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy import ndimage, sparse
from skimage.measure import marching_cubes
from trimesh.visual import TextureVisuals
from trimesh.visual.material import PBRMaterial

from jindan.ct.drawing.colours import rgb_of
from jindan.ct.regions import Region, at
from jindan.ct.volume import Affine

SMOOTHING_MM = 1.5
SMOOTHING_VOXELS = 0.8
FINEST_MM = 1.5
TAUBIN, TAUBIN_ROUNDS = (0.5, -0.53), 12
TRIANGLES = 60_000
FEWEST = 800

GLTF_FROM_RAS = np.array(
    [[-0.001, 0, 0, 0], [0, 0, 0.001, 0], [0, 0.001, 0, 0], [0, 0, 0, 1]], dtype=np.float64
)
"""RAS millimetres → glTF metres: +X patient's left, +Y head, +Z front (glTF 2.0, section 3.4)."""


@dataclass(frozen=True, kw_only=True)
class Surface:
    """The outside of one structure.

    vertices_mm: float32 (n, 3), RAS millimetres. faces: int32 (m, 3), seen from outside each runs
    counter-clockwise.
    """

    name: str
    vertices_mm: NDArray[np.float32]
    faces: NDArray[np.int32]

    @property
    def volume_ml(self) -> float:
        """What the surface encloses, in millilitres."""
        a, b, c = np.moveaxis(self.vertices_mm[self.faces].astype(np.float64), 1, 0)
        return float(np.sum(a * np.cross(b, c)) / 6000)


def surfaces_of(found: Sequence[Region], *, triangles: int = TRIANGLES) -> tuple[Surface, ...]:
    """A closed surface for each region, `triangles` shared out in proportion to area."""
    whole = [_surface(region) for region in found]
    areas = np.array([_area_mm2(surface) for surface in whole])
    targets = np.maximum(FEWEST, triangles * areas / areas.sum()) if whole else areas
    return tuple(
        _thinned(surface, faces=int(target)) for surface, target in zip(whole, targets, strict=True)
    )


def write_glb(surfaces: Sequence[Surface], *, into: Path) -> None:
    """Write binary glTF 2.0, +Y up, in metres: a named node and material for each structure."""
    scene = trimesh.Scene()
    for surface in surfaces:
        scene.add_geometry(_mesh(surface), node_name=surface.name, geom_name=surface.name)
    scene.metadata["coordinates"] = (
        "metres; +X patient left, +Y head, +Z front; RAS mm = (-1000X, 1000Z, 1000Y)"
    )
    into.write_bytes(scene.export(file_type="glb", include_normals=True))


def _surface(region: Region) -> Surface:
    """Marching cubes on the smoothed mask, at the level that keeps the volume of the voxels."""
    field, affine = _smoothed(region)
    vertices, faces, _, _ = marching_cubes(field, level=_level(field, region=region, affine=affine))
    if np.linalg.det(affine[:3, :3]) > 0:
        faces = faces[:, ::-1]  # skimage counts clockwise; a mirrored grid has turned them already
    evened = _evened(at(affine, vertices), faces)
    mesh = trimesh.Trimesh(evened, faces, process=False)
    return Surface(
        name=region.segment.name,
        vertices_mm=_swollen(mesh, to_mm3=_volume_mm3(region)).astype(np.float32),
        faces=np.ascontiguousarray(faces, dtype=np.int32),
    )


def _evened(vertices: NDArray[np.float64], faces: NDArray[np.int32]) -> NDArray[np.float64]:
    """Taubin's λ|μ smoothing (SIGGRAPH 1995): the steps between slices go, the size stays."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ones = np.ones(len(edges), dtype=np.float64)
    near = sparse.coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(len(vertices),) * 2).tocsr()
    share = 1 / near.sum(axis=1)[:, None]
    for weight in TAUBIN * TAUBIN_ROUNDS:
        vertices = vertices + weight * (share * (near @ vertices) - vertices)
    return vertices


def _swollen(mesh: trimesh.Trimesh, *, to_mm3: float) -> NDArray[np.float64]:
    """The vertices moved out, all by the same hair, until the surface holds the voxels' volume.

    A surface between voxel centres cuts the corners of the voxels: up to a tenth of a small organ.
    """
    step_mm = (to_mm3 - mesh.volume) / mesh.area
    return np.asarray(mesh.vertices + step_mm * mesh.vertex_normals)


def _volume_mm3(region: Region) -> float:
    return float(region.mask.sum() * abs(np.linalg.det(region.affine[:3, :3])))


def _smoothed(region: Region) -> tuple[NDArray[np.float32], Affine]:
    """The mask with an empty margin, blurred, and thinned to a grid of about 1.5 mm or coarser."""
    spacing = np.linalg.norm(region.affine[:3, :3], axis=0)
    sigma = np.maximum(SMOOTHING_MM / spacing, SMOOTHING_VOXELS)
    stride = np.maximum(1, np.floor(FINEST_MM / spacing)).astype(int)
    margin = np.ceil(4 * sigma).astype(int) + stride
    padded = np.pad(region.mask, [(int(m), int(m)) for m in margin])
    blurred = ndimage.gaussian_filter(padded.astype(np.float32), sigma)
    thinned = blurred[:: stride[0], :: stride[1], :: stride[2]]
    return np.ascontiguousarray(thinned), _strided(region.affine, start=-margin, stride=stride)


def _strided(affine: Affine, *, start: NDArray[np.int_], stride: NDArray[np.int_]) -> Affine:
    wider = affine.copy()
    wider[:3, :3] = affine[:3, :3] * stride
    wider[:3, 3] = at(affine, start.astype(np.float64))
    return wider


def _level(field: NDArray[np.float32], *, region: Region, affine: Affine) -> float:
    """The value that as much of the field exceeds as the mask has volume.

    Blurring at the usual level of one half would shrink small and thin structures.
    """
    ratio = abs(np.linalg.det(region.affine[:3, :3]) / np.linalg.det(affine[:3, :3]))
    count = min(max(1, round(region.mask.sum() * ratio)), field.size)
    level = float(np.partition(field.ravel(), field.size - count)[field.size - count])
    return float(np.clip(level, 0.02, 0.98 * field.max()))


def _area_mm2(surface: Surface) -> float:
    a, b, c = np.moveaxis(surface.vertices_mm[surface.faces], 1, 0)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def _thinned(surface: Surface, *, faces: int) -> Surface:
    if len(surface.faces) <= faces:
        return surface
    vertices, kept = fast_simplification.simplify(
        surface.vertices_mm, surface.faces, target_count=faces
    )
    return Surface(
        name=surface.name,
        vertices_mm=vertices.astype(np.float32),
        faces=kept.astype(np.int32),
    )


def _mesh(surface: Surface) -> trimesh.Trimesh:
    mesh = trimesh.Trimesh(surface.vertices_mm, surface.faces, process=False)
    mesh.apply_transform(GLTF_FROM_RAS)
    mesh.visual = TextureVisuals(material=_material(surface.name))
    return mesh


def _material(name: str) -> PBRMaterial:
    """Matt and in the structure's colour; glTF counts base colours linearly, not as sRGB."""
    srgb = np.array(rgb_of(name))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return PBRMaterial(
        name=name, baseColorFactor=[*linear, 1.0], metallicFactor=0.0, roughnessFactor=0.7
    )
