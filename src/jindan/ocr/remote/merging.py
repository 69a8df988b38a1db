"""Merges the service's answers into the local reading, page by page. A page without an answer stays as it was read."""

import shutil
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image
from pydantic import ValidationError

from jindan.analysis import Note, Sent, Workspace
from jindan.ocr.document import CONTENT, DocumentContent, DocumentResult
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.layout.rows import extent
from jindan.ocr.numbers.grammar import has_number, skeleton
from jindan.ocr.numbers.plausibility import with_flags
from jindan.ocr.pages.flattening import flatten
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import PageImage, Quad, ReadDocument, ReadPage, Word
from jindan.ocr.reading_documents import understand
from jindan.ocr.remote.access import ENGINE
from jindan.ocr.remote.contract import RemoteAnswer, RemoteContractBroken, RemoteEmptyAnswer
from jindan.ocr.remote.outgoing import may_leave, needs_a_reader
from jindan.ocr.remote.upstage import lines_of, words_of
from jindan.ocr.understanding.sensitive import Masked
from jindan.problems import slug_of

UNSENT = {
    "consent-missing",
    "patient-consent-missing",
    "reading-service-off",
    "remote-key-rejected",
    "remote-credit-spent",
}
"""Failures that ended a run before the pages without an answer were sent."""

NOTE_OF = {
    "consent-missing": "remote-consent-missing",
    "patient-consent-missing": "remote-consent-missing",
    "reading-service-off": "remote-refused",
    "validation-error": "remote-refused",
    "remote-key-rejected": "remote-refused",
    "remote-credit-spent": "remote-refused",
    "remote-input-refused": "remote-refused",
    "remote-contract-broken": "remote-refused",
    "remote-empty-answer": "remote-refused",
}
"""Note code by failure slug."""

UNREACHED = "engine-fallback"
"""Note code of every other failure: the service could not be reached."""


def merge(workspace: Workspace, params: Sent) -> DocumentResult:
    """Merge the inputs CONTENT, pictures and answers, and understand the document anew.

    Writes CONTENT and the pictures of all pages. `params` holds the failure slug of each page without an answer.
    """
    here = DocumentContent.model_validate_json(workspace.inputs[CONTENT].read_bytes())
    merged = [_merged(page, workspace, here=here, sent=params) for page in here.reading.pages]
    answers = [answer for _, answer in merged if answer]
    notes = (Note(code="remote-stored"),) if any(answer.stored for answer in answers) else ()
    engine = (
        {"engine": ENGINE, "engine_version": answers[0].model_version, "notes": notes}
        if answers
        else {}
    )
    reading = here.reading.model_copy(update={"pages": tuple(page for page, _ in merged)} | engine)
    for page in reading.pages:
        shutil.copyfile(workspace.inputs[_picture(page)], workspace.outputs / _picture(page))
    images = tuple(PageImage(number=p.number, file=_picture(p)) for p in reading.pages)
    document = ReadDocument(reading=reading, images=images)
    # masked again: the service may have read a number that the local engine missed
    return understand(document, outputs=workspace.outputs, hidden=here.masked)


def _merged(
    page: ReadPage, workspace: Workspace, *, here: DocumentContent, sent: Sent
) -> tuple[ReadPage, RemoteAnswer | None]:
    """Return the page as the service read it, with its answer, else the local page with a note of the reason."""
    page = page.model_copy(update={"engine": here.reading.engine})
    if not needs_a_reader(page):
        return page, None
    if not may_leave(page):
        return _noted(page, code="remote-withheld", has_left=False), None
    written = workspace.inputs.get(f"{_name(page)}.json")
    if written is None:
        slug = sent.failed.get(_name(page), sent.reason)
        is_unsent = _name(page) not in sent.failed and slug in UNSENT
        code = NOTE_OF.get(slug, UNREACHED)
        return _noted(page, code=code, has_left=False if is_unsent else None), None
    try:
        answer = RemoteAnswer.model_validate_json(written.read_bytes())
        return _read(page, answer=answer, workspace=workspace, hidden=here.masked), answer
    except (RemoteContractBroken, RemoteEmptyAnswer, ValidationError) as error:
        return _noted(page, code=NOTE_OF[slug_of(type(error))], has_left=True), None


def _read(
    page: ReadPage, *, answer: RemoteAnswer, workspace: Workspace, hidden: Sequence[Masked]
) -> ReadPage:
    upright = _upright(page, workspace)
    words = words_of(answer, page=upright)
    if not words:
        raise RemoteEmptyAnswer
    redacted = _redacted(page, hidden=hidden)
    seen = [word for word in words if not any(is_in(word.quad, r.quad) for r in redacted)]
    read = [*compared(seen, here=[*page.words()]), *redacted]
    laid_out = page_of(upright, lines=lines_of(read))
    return with_flags(laid_out.model_copy(update={"engine": ENGINE, "has_left": True}))


def _redacted(page: ReadPage, *, hidden: Sequence[Masked]) -> list[Word]:
    """Return the words in which something was redacted, as the local engine read and masked them."""
    places = [masked.quad for masked in hidden if masked.page == page.number]
    return [word for word in page.words() if any(is_in(place, word.quad) for place in places)]


def compared(words: Sequence[Word], *, here: Sequence[Word]) -> Iterator[Word]:
    """Yield the service's words. A number is flagged unless the local engine read the same in its place.

    here: the words of the page by the local engine.
    """
    for word in words:
        if word.flags or not has_number(word.text):
            yield word
            continue
        # the engines cut words differently: either may hold several of the other's
        inside = (w for w in here if is_in(w.quad, word.quad) or is_in(word.quad, w.quad))
        other = " ".join(w.text for w in inside)
        flag = (
            Note(code="number-read-differently", values={"other": other})
            if other
            else Note(code="number-unsure")
        )
        is_same = skeleton(other, like=word.text) == skeleton(word.text)
        yield word if is_same else word.model_copy(update={"flags": (flag,)})


def is_in(inner: Quad, outer: Quad) -> bool:
    """Return whether the middle of one place lies in the other."""
    left, top, right, bottom = extent([inner])
    x, y = (left + right) / 2, (top + bottom) / 2
    from_x, from_y, to_x, to_y = extent([outer])
    return from_x <= x <= to_x and from_y <= y <= to_y


def _upright(page: ReadPage, workspace: Workspace) -> UprightPage:
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
        notes=page.notes,
    )


def _noted(page: ReadPage, *, code: str, has_left: bool | None) -> ReadPage:
    note = Note(code=code, values={"engine": ENGINE})
    return page.model_copy(update={"notes": (*page.notes, note), "has_left": has_left})


def _name(page: ReadPage) -> str:
    return f"page-{page.number:04d}"


def _picture(page: ReadPage) -> str:
    return f"{_name(page)}.webp"
