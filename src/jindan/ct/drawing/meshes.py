"""Smooth closed surfaces of the structures, small enough for a phone, and one glTF file of them."""

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
    """The surface of one structure.

    vertices_mm: float32 (n, 3), RAS millimetres. faces: int32 (m, 3), each counter-clockwise as seen
    from outside.
    """

    name: str
    vertices_mm: NDArray[np.float32]
    faces: NDArray[np.int32]

    @property
    def volume_ml(self) -> float:
        """The enclosed volume in millilitres."""
        a, b, c = np.moveaxis(self.vertices_mm[self.faces].astype(np.float64), 1, 0)
        return float(np.sum(a * np.cross(b, c)) / 6000)

    @property
    def area_mm2(self) -> float:
        """The area in square millimetres."""
        a, b, c = np.moveaxis(self.vertices_mm[self.faces], 1, 0)
        return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def surfaces_of(regions: Sequence[Region], *, triangles: int = TRIANGLES) -> tuple[Surface, ...]:
    """Return a closed surface for each region, with `triangles` divided in proportion to area."""
    whole = [_surface(region) for region in regions]
    areas = np.array([surface.area_mm2 for surface in whole])
    targets = np.maximum(FEWEST, triangles * areas / areas.sum()) if whole else areas
    return tuple(
        _thinned(surface, faces=int(target)) for surface, target in zip(whole, targets, strict=True)
    )


def write_glb(surfaces: Sequence[Surface], *, into: Path) -> None:
    """Write binary glTF 2.0, +Y up, in metres: a named node and material for each structure."""
    scene = trimesh.Scene()
    for surface in surfaces:
        mesh = trimesh.Trimesh(surface.vertices_mm, surface.faces, process=False)
        mesh.apply_transform(GLTF_FROM_RAS)
        mesh.visual = TextureVisuals(material=_material(surface.name))
        scene.add_geometry(mesh, node_name=surface.name, geom_name=surface.name)
    scene.metadata["coordinates"] = (
        "metres; +X patient left, +Y head, +Z front; RAS mm = (-1000X, 1000Z, 1000Y)"
    )
    into.write_bytes(scene.export(file_type="glb", include_normals=True))


def _surface(region: Region) -> Surface:
    """Run marching cubes on the smoothed mask and scale the result to the volume of the voxels."""
    field, affine = _smoothed(region)
    vertices, faces, _, _ = marching_cubes(field, level=_level(field, region=region, affine=affine))
    # skimage orders corners clockwise. On a mirrored grid they are counter-clockwise already.
    if np.linalg.det(affine[:3, :3]) > 0:
        faces = faces[:, ::-1]
    mesh = trimesh.Trimesh(_evened(at(affine, vertices), faces), faces, process=False)
    # A surface between voxel centres cuts the corners of the voxels: up to a tenth of a small organ.
    # So every vertex moves out by the same distance.
    volume_mm3 = region.mask.sum() * abs(np.linalg.det(region.affine[:3, :3]))
    step_mm = (volume_mm3 - mesh.volume) / mesh.area
    return Surface(
        name=region.segment.name,
        vertices_mm=(mesh.vertices + step_mm * mesh.vertex_normals).astype(np.float32),
        faces=np.ascontiguousarray(faces, dtype=np.int32),
    )


def _evened(vertices: NDArray[np.float64], faces: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return vertices without the steps between slices, by Taubin's λ|μ smoothing (SIGGRAPH 1995).

    Unlike Laplacian smoothing it does not shrink the surface.
    """
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ones = np.ones(len(edges), dtype=np.float64)
    near = sparse.coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(len(vertices),) * 2).tocsr()
    share = 1 / near.sum(axis=1)[:, None]
    for weight in TAUBIN * TAUBIN_ROUNDS:
        vertices = vertices + weight * (share * (near @ vertices) - vertices)
    return vertices


def _smoothed(region: Region) -> tuple[NDArray[np.float32], Affine]:
    """Return the mask with an empty margin, blurred, on a grid of about 1.5 mm or coarser."""
    spacing = np.linalg.norm(region.affine[:3, :3], axis=0)
    sigma = np.maximum(SMOOTHING_MM / spacing, SMOOTHING_VOXELS)
    stride = np.maximum(1, np.floor(FINEST_MM / spacing)).astype(int)
    margin = np.ceil(4 * sigma).astype(int) + stride
    padded = np.pad(region.mask, [(int(m), int(m)) for m in margin])
    blurred = ndimage.gaussian_filter(padded.astype(np.float32), sigma)
    thinned = blurred[:: stride[0], :: stride[1], :: stride[2]]
    affine = region.affine.copy()
    affine[:3, :3] *= stride
    affine[:3, 3] = at(region.affine, -margin.astype(np.float64))
    return np.ascontiguousarray(thinned), affine


def _level(field: NDArray[np.float32], *, region: Region, affine: Affine) -> float:
    """Return the value above which the field has the volume of the mask.

    Blurring at the usual level of one half would shrink small and thin structures.
    """
    ratio = abs(np.linalg.det(region.affine[:3, :3]) / np.linalg.det(affine[:3, :3]))
    count = min(max(1, round(region.mask.sum() * ratio)), field.size)
    level = float(np.partition(field.ravel(), field.size - count)[field.size - count])
    return float(np.clip(level, 0.02, 0.98 * field.max()))


def _thinned(surface: Surface, *, faces: int) -> Surface:
    """Return the surface simplified to about that many faces."""
    if len(surface.faces) <= faces:
        return surface
    vertices, corners = fast_simplification.simplify(
        surface.vertices_mm, surface.faces, target_count=faces
    )
    return Surface(
        name=surface.name,
        vertices_mm=vertices.astype(np.float32),
        faces=corners.astype(np.int32),
    )


def _material(name: str) -> PBRMaterial:
    """Return a matt material in the structure's colour, which glTF states as linear, not sRGB."""
    srgb = np.array(rgb_of(name))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return PBRMaterial(
        name=name, baseColorFactor=[*linear, 1.0], metallicFactor=0.0, roughnessFactor=0.7
    )
