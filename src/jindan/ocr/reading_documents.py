"""Reads one document: opens it, sets its pages upright, lets an engine read them, and finds out what they say.

The same functions serve the command line and the server's worker.
"""

from pathlib import Path

from PIL import Image

from jindan.analysis import Note, Progress, Workspace, part_of
from jindan.ocr.document import CONTENT, DocumentContent, DocumentResult, result_of
from jindan.ocr.engines import local
from jindan.ocr.engines.choice import Engine, choose
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.numbers.plausibility import with_flags
from jindan.ocr.pages.opening import open_pages
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.pages.quality import notes_on, problem_of, quality_of
from jindan.ocr.pages.upright import set_upright
from jindan.ocr.reading import PageImage, ReadDocument, Reading, ReadingParams, ReadPage
from jindan.ocr.understanding.classes import classify
from jindan.ocr.understanding.extraction import extract
from jindan.ocr.understanding.masking import mask
from jindan.ocr.understanding.redaction import redact
from jindan.ocr.understanding.sensitive import Masked
from jindan.problems import Unavailable

DOCUMENT = "document"
WEBP_QUALITY = 80
UPRIGHT_SHARE = 0.4
"""Share of a page's time that passes until it is upright."""


def examine(workspace: Workspace, params: ReadingParams) -> DocumentResult:
    """Read and understand the input `document`.

    Writes the pictures of its pages and the file CONTENT, both without sensitive numbers. Raises the problems of
    `jindan.ocr.errors`.
    """
    part = Workspace(
        inputs=workspace.inputs,
        outputs=workspace.outputs,
        assets=workspace.assets,
        progress=part_of(workspace.progress, start=0.0, end=0.9),
    )
    document = read_document(part, params)
    workspace.progress(0.9, "understanding")
    return understand(document, outputs=workspace.outputs)


def read_document(workspace: Workspace, params: ReadingParams) -> ReadDocument:
    """Read the input `document` and write the upright picture of each page into the outputs.

    Raises the problems of `jindan.ocr.errors`.
    """
    return read_with(choose(params.engine, recogniser=params.recogniser), workspace)


def read_with(engine: Engine, workspace: Workspace) -> ReadDocument:
    """Read the input `document` with an engine that was made already, such as a connected `upstage`.

    Where the engine is unavailable, the local one reads that page and the page gets a note. Raises the problems of
    `jindan.ocr.errors`.
    """
    count, raw_pages = open_pages(workspace.inputs[DOCUMENT])
    pages: list[ReadPage] = []
    images: list[PageImage] = []
    versions: list[str] = []
    for raw in raw_pages:
        done, end = len(pages) / count, (len(pages) + 1) / count
        part = part_of(workspace.progress, start=done, end=end)
        part(0.0, "preparing-pages")
        upright = _judged(set_upright(raw), is_alone=count == 1)
        page, version = _read(upright, engine=engine, progress=part)
        pages.append(page)
        versions.append(version)
        images.append(_store(upright, into=workspace.outputs))
    reading = Reading(engine=engine.NAME, engine_version=versions[-1], pages=tuple(pages))
    return ReadDocument(reading=reading, images=tuple(images))


def understand(
    document: ReadDocument, *, outputs: Path, hidden: tuple[Masked, ...] = ()
) -> DocumentResult:
    """Mask, classify and search a document that was read. Writes CONTENT and redacts the pictures in `outputs`.

    hidden: what was masked and redacted before.
    """
    reading, masked = mask(document.reading)
    for image in document.images:
        on_page = [number for number in masked if number.page == image.number]
        redact(outputs / image.file, masked=on_page)
    classification = classify(reading)
    content = DocumentContent(
        reading=reading,
        classification=classification,
        fields=extract(reading, kind=classification.kind),
        masked=(*hidden, *masked),
    )
    (outputs / CONTENT).write_text(content.model_dump_json(), encoding="utf-8")
    return result_of(content, images=document.images)


def _read(page: UprightPage, *, engine: Engine, progress: Progress) -> tuple[ReadPage, str]:
    """Return the page as its own text layer or the engine gives it, and the version of what read it."""
    if page.layer:
        return page_of(page, lines=page.layer), engine.VERSION
    part = part_of(progress, start=UPRIGHT_SHARE, end=1.0)
    try:
        reading = engine.read((page,), progress=part)
    except Unavailable:
        if engine.NAME == local.NAME or not local.is_available():
            raise
        noted = page.with_notes(Note(code="engine-fallback", values={"engine": engine.NAME}))
        reading = local.read((noted,), progress=part)
    return with_flags(reading.pages[0]), reading.engine_version


def _judged(page: UprightPage, *, is_alone: bool) -> UprightPage:
    """Return the page with notes on its picture. Raises its problem where the only page is too poor to be read."""
    if page.layer:
        return page
    quality = quality_of(page)
    if quality is None:
        return page.with_notes(Note(code="no-text"))
    problem = problem_of(quality)
    if problem and is_alone:
        raise problem
    poor = (Note(code="picture-too-poor"),) if problem else ()
    return page.with_notes(*poor, *notes_on(quality))


def _store(page: UprightPage, *, into: Path) -> PageImage:
    name = f"page-{page.number:04d}.webp"
    # method: from 0, the fastest, to 6, the smallest file
    Image.fromarray(page.picture).save(into / name, quality=WEBP_QUALITY, method=2)
    return PageImage(number=page.number, file=name)
