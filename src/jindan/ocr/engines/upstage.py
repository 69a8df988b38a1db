"""Upstage Document OCR, off without a key. Upright pages leave the house, one a request; nothing else does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BytesIO

from jindan.analysis import Progress, Remark, silent
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.layout.rows import placed, rows_of
from jindan.ocr.numbers.grammar import has_number, is_misshapen
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Page, Quad, Reading, Word
from jindan.ocr.remote.access import ADDRESS, ENGINE
from jindan.ocr.remote.client import Client
from jindan.ocr.remote.contract import RemoteAnswer, RemotePage, RemoteWord
from jindan.ocr.remote.errors import RemoteContractBroken, RemoteEmptyAnswer

NAME, VERSION = ENGINE, "1"
DEPENDENCIES = ("httpx",)
UNKNOWN = "\ufffd"
"""What the service writes for a character that it does not know."""

APART = 1.2
"""Line heights between two words of one row that belong to different lines."""

UNSURE = 0.80
"""A number below this confidence is doubted."""


def is_available() -> bool:
    """Whether the HTTP library is installed; the key is given to `connect`."""
    return all(find_spec(name) for name in DEPENDENCIES)


def connect(*, key: str, address: str = ADDRESS) -> Upstage:
    """The engine with this key."""
    return Upstage(client=Client(key=key, address=address))


@dataclass(frozen=True, kw_only=True)
class Upstage:
    """Reads pages by calling the service."""

    client: Client
    NAME: str = field(default=NAME, init=False)
    VERSION: str = field(default=VERSION, init=False)
    DEPENDENCIES: tuple[str, ...] = field(default=DEPENDENCIES, init=False)

    def is_available(self) -> bool:
        """Whether there are a key and the HTTP library."""
        return bool(self.client.key) and is_available()

    def read(self, pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
        """What the pages say. Raises one of `jindan.ocr.remote.errors`; nothing is kept of a failed one."""
        found: list[Page] = []
        version, is_stored = VERSION, False
        for k, page in enumerate(pages):
            progress(k / len(pages), "reading-text")
            answer = self.client.read(_png(page))
            found.append(page_of(page, lines=lines_of(words_of(answer, page=page))))
            version, is_stored = answer.model_version, is_stored or answer.stored
        remarks = (Remark(code="remote-stored"),) if is_stored else ()
        return Reading(engine=NAME, engine_version=version, pages=tuple(found), remarks=remarks)


def _png(page: UprightPage) -> bytes:
    from PIL import Image

    written = BytesIO()
    Image.fromarray(page.picture).save(written, format="PNG")
    return written.getvalue()


def words_of(answer: RemoteAnswer, *, page: UprightPage) -> list[Word]:
    """The words on the page. An answer without words for a page that shows lines is a failure, not a success (T1)."""
    if len(answer.pages) != 1:
        raise RemoteContractBroken
    (only,) = answer.pages
    if not any(word.text.strip() for word in only.words):
        if page.boxes:
            raise RemoteEmptyAnswer
        return []
    return [_word(word, page=page, sent=only) for word in only.words if word.text.strip()]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words of one page in lines: the service tells none."""
    rows = rows_of([placed(Line(words=(word,))) for word in words])
    return [line for row in rows for line in _parted([line.line.words[0] for line in row])]


def _word(word: RemoteWord, *, page: UprightPage, sent: RemotePage) -> Word:
    across, down = page.width / max(1.0, sent.width), page.height / max(1.0, sent.height)
    a, b, c, d = ((vertex.x * across, vertex.y * down) for vertex in word.bounding_box.vertices)
    quad: Quad = (a, b, c, d)
    return Word(text=word.text, quad=quad, confidence=word.confidence, doubts=_doubts(word))


def _doubts(word: RemoteWord) -> tuple[Remark, ...]:
    if UNKNOWN in word.text:
        return (Remark(code="character-unknown"),)
    if has_number(word.text) and is_misshapen(word.text):
        return (Remark(code="number-misshapen"),)
    is_unsure = has_number(word.text) and word.confidence < UNSURE
    return (Remark(code="number-unsure"),) if is_unsure else ()


def _parted(words: Sequence[Word]) -> Iterator[Line]:
    line: list[Word] = []
    for word in words:
        height = word.quad[3][1] - word.quad[0][1]
        if line and word.quad[0][0] - line[-1].quad[1][0] > APART * height:
            yield Line(words=tuple(line))
            line = []
        line.append(word)
    yield Line(words=tuple(line))
