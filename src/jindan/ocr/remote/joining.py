"""Puts the service's answers in the place of the local reading, page by page; a page without one stays as it was."""

import shutil
from collections.abc import Sequence

import numpy as np
from PIL import Image
from pydantic import ValidationError

from jindan.analysis import Remark, Sent, Workspace, slug_of
from jindan.ocr.document import CONTENT, Content, DocumentResult
from jindan.ocr.engines.upstage import lines_of, words_of
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.numbers.plausibility import with_doubts
from jindan.ocr.pages.flattening import flatten
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Page, PageImage, ReadDocument, Word
from jindan.ocr.remote.access import ENGINE
from jindan.ocr.remote.contract import RemoteAnswer
from jindan.ocr.remote.errors import RemoteContractBroken, RemoteEmptyAnswer
from jindan.ocr.remote.leaving import may_leave, needs_a_reader
from jindan.ocr.remote.places import compared, is_in
from jindan.ocr.understanding.sensitive import Masked
from jindan.ocr.understanding.whole import understand

UNSENT = {"consent-missing", "reading-service-off", "remote-key-rejected", "remote-credit-spent"}
"""Why a run ended before the pages that have no answer were tried."""

SAID_OF = {
    "consent-missing": "remote-consent-missing",
    "reading-service-off": "remote-refused",
    "validation-error": "remote-refused",
    "remote-key-rejected": "remote-refused",
    "remote-credit-spent": "remote-refused",
    "remote-input-refused": "remote-refused",
    "remote-contract-broken": "remote-refused",
    "remote-empty-answer": "remote-refused",
}
"""The remark for each reason; of any other one, that the service could not be reached."""


def join(workspace: Workspace, params: Sent) -> DocumentResult:
    """The document of the inputs CONTENT, pictures and answers, understood anew; all its pages are there."""
    here = Content.model_validate_json(workspace.inputs[CONTENT].read_bytes())
    joined = [_joined(page, workspace, here=here, sent=params) for page in here.reading.pages]
    answers = [answer for _, answer in joined if answer]
    remarks = (Remark(code="remote-stored"),) if any(a.stored for a in answers) else ()
    reader = (
        {"engine": ENGINE, "engine_version": answers[0].model_version, "remarks": remarks}
        if answers
        else {}
    )
    reading = here.reading.model_copy(update={"pages": tuple(page for page, _ in joined)} | reader)
    images = tuple(_kept(page, workspace) for page in reading.pages)
    read = ReadDocument(reading=reading, images=images)
    return understand(read, outputs=workspace.outputs, hidden=here.masked)


def _joined(
    page: Page, workspace: Workspace, *, here: Content, sent: Sent
) -> tuple[Page, RemoteAnswer | None]:
    """The page as the service read it, with its answer; else the page as it was, with the reason."""
    page = page.model_copy(update={"engine": here.reading.engine})
    if not needs_a_reader(page):
        return page, None
    if not may_leave(page):
        return _noted(page, code="remote-withheld", has_left=False), None
    written = workspace.inputs.get(f"{_name(page)}.json")
    if written is None:
        slug = sent.failed.get(_name(page), sent.reason)
        is_kept = _name(page) not in sent.failed and slug in UNSENT
        return _noted(page, code=_code(slug), has_left=False if is_kept else None), None
    try:
        answer = RemoteAnswer.model_validate_json(written.read_bytes())
        return _read(page, answer=answer, workspace=workspace, hidden=here.masked), answer
    except (RemoteContractBroken, RemoteEmptyAnswer, ValidationError) as error:
        return _noted(page, code=_code(slug_of(type(error))), has_left=True), None


def _read(
    page: Page, *, answer: RemoteAnswer, workspace: Workspace, hidden: Sequence[Masked]
) -> Page:
    upright = _upright(page, workspace)
    words = words_of(answer, page=upright)
    if not words:
        raise RemoteEmptyAnswer
    covered = _covered(page, hidden=hidden)
    seen = [word for word in words if not any(is_in(word.quad, c.quad) for c in covered)]
    read = [*compared(seen, here=[*page.words()]), *covered]
    found = page_of(upright, lines=lines_of(read))
    return with_doubts(found.model_copy(update={"engine": ENGINE, "has_left": True}))


def _covered(page: Page, *, hidden: Sequence[Masked]) -> list[Word]:
    """The words in which something was blacked out: they stay as the local engine read and masked them."""
    places = [each.quad for each in hidden if each.page == page.number]
    return [word for word in page.words() if any(is_in(place, word.quad) for place in places)]


def _upright(page: Page, workspace: Workspace) -> UprightPage:
    with Image.open(workspace.inputs[_picture(page)]) as image:
        picture = np.asarray(image.convert("RGB"), np.uint8)
    return UprightPage(
        number=page.number,
        picture=picture,
        flat=flatten(picture),
        boxes=(),
        turned_degrees=page.turned_degrees,
        skew_degrees=page.skew_degrees,
        resolution_dpi=page.resolution_dpi,
        remarks=page.remarks,
    )


def _kept(page: Page, workspace: Workspace) -> PageImage:
    shutil.copyfile(workspace.inputs[_picture(page)], workspace.outputs / _picture(page))
    return PageImage(number=page.number, file=_picture(page))


def _noted(page: Page, *, code: str, has_left: bool | None) -> Page:
    remark = Remark(code=code, values={"engine": ENGINE})
    return page.model_copy(update={"remarks": (*page.remarks, remark), "has_left": has_left})


def _code(slug: str) -> str:
    return SAID_OF.get(slug, "engine-fallback")


def _name(page: Page) -> str:
    return f"page-{page.number:04d}"


def _picture(page: Page) -> str:
    return f"{_name(page)}.webp"
