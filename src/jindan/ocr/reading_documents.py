"""Reads one document: opens it, sets its pages upright, lets an engine read them, keeps their pictures.

The same function serves the command line and the server's worker.
"""

from pathlib import Path

from PIL import Image

from jindan.analysis import Progress, Remark, Unavailable, Workspace, part_of
from jindan.ocr.engines import local
from jindan.ocr.engines.choice import Engine, choose
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.numbers.plausibility import with_doubts
from jindan.ocr.pages.opening import open_pages
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.pages.quality import quality_of, refusal_of, remarks_on
from jindan.ocr.pages.upright import set_upright
from jindan.ocr.reading import Page, PageImage, ReadDocument, Reading, ReadingParams

DOCUMENT = "document"
WEBP_QUALITY = 80
UPRIGHT_SHARE = 0.4
"""Of the time for a page, until it is upright."""


def read_document(workspace: Workspace, params: ReadingParams) -> ReadDocument:
    """Read the input `document` and leave the upright picture of each page among the outputs.

    Raises the refusals of `jindan.ocr.errors`.
    """
    return read_with(choose(params.engine, recogniser=params.recogniser), workspace)


def read_with(engine: Engine, workspace: Workspace) -> ReadDocument:
    """The same with an engine that is at hand, such as a connected `upstage`.

    Where it is out of reach for now, the local engine reads that page, and a remark on the page says so.
    """
    count, raw_pages = open_pages(workspace.inputs[DOCUMENT])
    pages: list[Page] = []
    images: list[PageImage] = []
    versions: list[str] = []
    for raw in raw_pages:
        done, end = len(pages) / count, (len(pages) + 1) / count
        part = part_of(workspace.progress, start=done, end=end)
        part(0.0, "preparing-pages")
        upright = _judged(set_upright(raw), is_alone=count == 1)
        read, version = _read(upright, engine=engine, progress=part)
        pages.append(read)
        versions.append(version)
        images.append(_keep(upright, into=workspace.outputs))
    reading = Reading(engine=engine.NAME, engine_version=versions[-1], pages=tuple(pages))
    return ReadDocument(reading=reading, images=tuple(images))


def _read(page: UprightPage, *, engine: Engine, progress: Progress) -> tuple[Page, str]:
    """The page by its own text where it has some, else by the engine; implausible numbers are marked."""
    if page.layer:
        return page_of(page, lines=page.layer), engine.VERSION
    part = part_of(progress, start=UPRIGHT_SHARE, end=1.0)
    try:
        reading = engine.read((page,), progress=part)
    except Unavailable:
        if engine.NAME == local.NAME or not local.is_available():
            raise
        fallen = page.with_remarks(Remark(code="engine-fallback", values={"engine": engine.NAME}))
        reading = local.read((fallen,), progress=part)
    return with_doubts(reading.pages[0]), reading.engine_version


def _judged(page: UprightPage, *, is_alone: bool) -> UprightPage:
    """The page with remarks on its picture. A picture that stands alone and is too poor is refused."""
    if page.layer:
        return page
    quality = quality_of(page)
    if quality is None:
        return page.with_remarks(Remark(code="no-text"))
    refusal = refusal_of(quality)
    if refusal and is_alone:
        raise refusal
    poor = (Remark(code="picture-too-poor"),) if refusal else ()
    return page.with_remarks(*poor, *remarks_on(quality))


def _keep(page: UprightPage, *, into: Path) -> PageImage:
    name = f"page-{page.number:04d}.webp"
    Image.fromarray(page.picture).save(into / name, quality=WEBP_QUALITY, method=2)
    return PageImage(number=page.number, file=name)
