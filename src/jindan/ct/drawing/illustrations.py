"""Everything that shows a segmentation: key slices, chart, surfaces and the 3D page, as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jindan.analysis import Progress, Ready, Remark, silent, unannounced
from jindan.catalogue import LANGUAGES
from jindan.ct.drawing.charts import draw_volumes
from jindan.ct.drawing.keyslices import KeySlice, key_slices
from jindan.ct.drawing.meshes import Surface, surfaces_of, write_glb
from jindan.ct.drawing.pictures import draw_slice
from jindan.ct.drawing.scene import write_scene
from jindan.ct.findings import Kind, Measurement, Picture
from jindan.ct.regions import regions, require_same_grid
from jindan.ct.segmentation import Segmentation
from jindan.ct.volume import Volume


def draw_slices(
    volume: Volume,
    segmentation: Segmentation,
    *,
    into: Path,
    ready: Ready = unannounced,
) -> tuple[Picture, ...]:
    """Write `<view>.<language>.png` into the folder `into`, each told by `ready` once it is whole.

    Raises ValueError when the segmentation lies on another grid than the volume.
    """
    require_same_grid(volume, segmentation)
    return tuple(
        _slice(key, segmentation, language=language, into=into, ready=ready)
        for key in key_slices(volume, tuple(regions(segmentation)))
        for language in LANGUAGES
    )


def illustrate(
    segmentation: Segmentation,
    measurements: Sequence[Measurement],
    *,
    into: Path,
    progress: Progress = silent,
) -> tuple[Picture, ...]:
    """Write what shows the whole into the folder `into` and tell what each file is.

    `volumes.<language>.png` and `.svg`, `organs.glb`, `scene.html`. Where no structure is reported
    there is nothing to show in 3D: the last two are not written.
    """
    progress(0.0, "drawing-chart")
    charts = tuple(_charts(segmentation, measurements, into=into))
    progress(0.3, "building-surfaces")
    return (*charts, *_in_space(segmentation, measurements, into=into, progress=progress))


def _slice(
    key: KeySlice, segmentation: Segmentation, *, language: str, into: Path, ready: Ready
) -> Picture:
    view = key.plane.view
    name = f"{view}.{language}.png"
    draw_slice(key, segmentation, language=language, into=into / name)
    ready(name)
    return Picture(
        name=name,
        kind=Kind(view),
        media_type="image/png",
        language=language,
        caption=key.caption,
        position_mm=key.plane.position_mm,
        slice_index=key.slice_index,
    )


def _charts(
    segmentation: Segmentation, measurements: Sequence[Measurement], *, into: Path
) -> Iterator[Picture]:
    caption = Remark(code="picture-volumes")
    for language in LANGUAGES:
        for suffix, media_type in (("png", "image/png"), ("svg", "image/svg+xml")):
            name = f"volumes.{language}.{suffix}"
            draw_volumes(segmentation, measurements, language=language, into=into / name)
            yield _whole(
                name, kind=Kind.VOLUMES, media_type=media_type, language=language, caption=caption
            )


def _in_space(
    segmentation: Segmentation,
    measurements: Sequence[Measurement],
    *,
    into: Path,
    progress: Progress,
) -> tuple[Picture, ...]:
    surfaces = surfaces_of(tuple(regions(segmentation)))
    if not surfaces:
        return ()
    write_glb(surfaces, into=into / "organs.glb")
    progress(0.75, "writing-scene")
    write_scene(segmentation, measurements, surfaces=surfaces, into=into / "scene.html")
    return (
        _whole(
            "organs.glb",
            kind=Kind.SURFACES,
            media_type="model/gltf-binary",
            caption=_caption("picture-surfaces", surfaces),
        ),
        _whole(
            "scene.html",
            kind=Kind.SCENE,
            media_type="text/html",
            caption=_caption("picture-scene", surfaces),
        ),
    )


def _caption(code: str, surfaces: Sequence[Surface]) -> Remark:
    triangles = sum(len(surface.faces) for surface in surfaces)
    return Remark(code=code, values={"organs": len(surfaces), "triangles": triangles})


def _whole(
    name: str, *, kind: Kind, media_type: str, caption: Remark, language: str | None = None
) -> Picture:
    """A file that shows the whole, not one slice."""
    return Picture(
        name=name,
        kind=kind,
        media_type=media_type,
        language=language,
        caption=caption,
        position_mm=None,
        slice_index=None,
    )
