"""Everything that shows a segmentation: key slices, chart, surfaces and the 3D page, as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jindan.analysis import Note, Progress, Ready, silent, unannounced
from jindan.catalogue import LANGUAGES
from jindan.ct.drawing.charts import draw_volumes
from jindan.ct.drawing.keyslices import KeySlice, key_slices
from jindan.ct.drawing.meshes import Surface, surfaces_of, write_glb
from jindan.ct.drawing.pictures import draw_slice
from jindan.ct.drawing.scene import write_scene
from jindan.ct.examination import Picture, PictureKind
from jindan.ct.regions import regions, require_same_grid
from jindan.ct.segmentation import Segmentation
from jindan.ct.volume import Volume
from jindan.findings.finding import Finding


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
    findings: Sequence[Finding],
    *,
    into: Path,
    progress: Progress = silent,
) -> tuple[Picture, ...]:
    """Write what shows the whole into the folder `into` and tell what each file is.

    `volumes.<language>.png` and `.svg`, `organs.glb`, `scene.html`. Where no structure is reported
    there is nothing to show in 3D: the last two are not written.
    """
    progress(0.0, "drawing-chart")
    charts = tuple(_charts(segmentation, findings, into=into))
    progress(0.3, "building-surfaces")
    return (*charts, *_in_space(segmentation, findings, into=into, progress=progress))


def _slice(
    key: KeySlice, segmentation: Segmentation, *, language: str, into: Path, ready: Ready
) -> Picture:
    view = key.plane.view
    name = f"{view}.{language}.png"
    draw_slice(key, segmentation, language=language, into=into / name)
    ready(name)
    return Picture(
        name=name,
        kind=PictureKind(view),
        media_type="image/png",
        language=language,
        caption=key.caption,
        position_mm=key.plane.position_mm,
        slice_index=key.slice_index,
    )


def _charts(
    segmentation: Segmentation, findings: Sequence[Finding], *, into: Path
) -> Iterator[Picture]:
    caption = Note(code="picture-volumes")
    for language in LANGUAGES:
        for suffix, media_type in (("png", "image/png"), ("svg", "image/svg+xml")):
            name = f"volumes.{language}.{suffix}"
            draw_volumes(segmentation, findings, language=language, into=into / name)
            yield _whole(
                name,
                kind=PictureKind.VOLUMES,
                media_type=media_type,
                language=language,
                caption=caption,
            )


def _in_space(
    segmentation: Segmentation,
    findings: Sequence[Finding],
    *,
    into: Path,
    progress: Progress,
) -> tuple[Picture, ...]:
    surfaces = surfaces_of(tuple(regions(segmentation)))
    if not surfaces:
        return ()
    write_glb(surfaces, into=into / "organs.glb")
    progress(0.75, "writing-scene")
    write_scene(segmentation, findings, surfaces=surfaces, into=into / "scene.html")
    return (
        _whole(
            "organs.glb",
            kind=PictureKind.SURFACES,
            media_type="model/gltf-binary",
            caption=_caption("picture-surfaces", surfaces),
        ),
        _whole(
            "scene.html",
            kind=PictureKind.SCENE,
            media_type="text/html",
            caption=_caption("picture-scene", surfaces),
        ),
    )


def _caption(code: str, surfaces: Sequence[Surface]) -> Note:
    triangles = sum(len(surface.faces) for surface in surfaces)
    return Note(code=code, values={"organs": len(surfaces), "triangles": triangles})


def _whole(
    name: str, *, kind: PictureKind, media_type: str, caption: Note, language: str | None = None
) -> Picture:
    """Return a file that shows the whole, not one slice."""
    return Picture(
        name=name,
        kind=kind,
        media_type=media_type,
        language=language,
        caption=caption,
        position_mm=None,
        slice_index=None,
    )
