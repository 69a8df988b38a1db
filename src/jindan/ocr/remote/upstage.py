"""Upstage Document OCR as an engine, off without a key. It sends upright pages, one a request, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from io import BytesIO

from PIL import Image

from jindan.analysis import Note, Progress, silent
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.layout.rows import placed, rows_of
from jindan.ocr.numbers.grammar import has_number, is_misshapen
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Quad, Reading, ReadPage, Word
from jindan.ocr.remote.access import ADDRESS, ENGINE
from jindan.ocr.remote.client import RemoteClient
from jindan.ocr.remote.contract import (
    RemoteAnswer,
    RemoteContractBroken,
    RemoteEmptyAnswer,
    RemotePage,
    RemoteWord,
)

NAME, VERSION = ENGINE, "1"
DEPENDENCIES = ("httpx",)
UNKNOWN = "\ufffd"
"""What the service writes for a character that it does not know."""

APART = 1.2
"""Line heights between two words of one row that belong to different lines."""

UNSURE = 0.80
"""Confidence below which a number is flagged."""


def is_available() -> bool:
    """Return whether the HTTP library is installed. The key is given to `connect`."""
    return all(find_spec(name) for name in DEPENDENCIES)


def connect(*, key: str, address: str = ADDRESS) -> Upstage:
    """Return the engine with this key."""
    return Upstage(client=RemoteClient(key=key, address=address))


@dataclass(frozen=True, kw_only=True)
class Upstage:
    """An engine that reads pages by calling the service."""

    client: RemoteClient
    NAME: str = field(default=NAME, init=False)
    VERSION: str = field(default=VERSION, init=False)
    DEPENDENCIES: tuple[str, ...] = field(default=DEPENDENCIES, init=False)

    def is_available(self) -> bool:
        """Return whether there are a key and the HTTP library."""
        return bool(self.client.key) and is_available()

    def read(self, pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
        """Read the pages. Raises one of the problems of `jindan.ocr.remote.contract`."""
        read_pages: list[ReadPage] = []
        version, is_stored = VERSION, False
        for k, page in enumerate(pages):
            progress(k / len(pages), "reading-text")
            picture = BytesIO()
            Image.fromarray(page.picture).save(picture, format="PNG")
            answer = self.client.read(picture.getvalue())
            read_pages.append(page_of(page, lines=lines_of(words_of(answer, page=page))))
            version, is_stored = answer.model_version, is_stored or answer.stored
        notes = (Note(code="remote-stored"),) if is_stored else ()
        return Reading(engine=NAME, engine_version=version, pages=tuple(read_pages), notes=notes)


def words_of(answer: RemoteAnswer, *, page: UprightPage) -> list[Word]:
    """Return the words of an answer for one page, in pixels of that page.

    Raises RemoteContractBroken unless the answer has one page, and RemoteEmptyAnswer where it has no word for a page
    that shows lines (T1).
    """
    if len(answer.pages) != 1:
        raise RemoteContractBroken
    (only,) = answer.pages
    if not any(word.text.strip() for word in only.words):
        if page.boxes:
            raise RemoteEmptyAnswer
        return []
    return [_word(word, page=page, sent=only) for word in only.words if word.text.strip()]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return the words of one page in lines. The service gives words only."""
    rows = rows_of([placed(Line(words=(word,))) for word in words])
    return [line for row in rows for line in _parted([line.line.words[0] for line in row])]


def _word(word: RemoteWord, *, page: UprightPage, sent: RemotePage) -> Word:
    # the answer says which size its pixels refer to
    across, down = page.width / max(1.0, sent.width), page.height / max(1.0, sent.height)
    a, b, c, d = ((vertex.x * across, vertex.y * down) for vertex in word.bounding_box.vertices)
    quad: Quad = (a, b, c, d)
    return Word(text=word.text, quad=quad, confidence=word.confidence, flags=_flags(word))


def _flags(word: RemoteWord) -> tuple[Note, ...]:
    if UNKNOWN in word.text:
        return (Note(code="character-unknown"),)
    if has_number(word.text) and is_misshapen(word.text):
        return (Note(code="number-misshapen"),)
    is_unsure = has_number(word.text) and word.confidence < UNSURE
    return (Note(code="number-unsure"),) if is_unsure else ()


def _parted(words: Sequence[Word]) -> Iterator[Line]:
    line: list[Word] = []
    for word in words:
        height = word.quad[3][1] - word.quad[0][1]
        if line and word.quad[0][0] - line[-1].quad[1][0] > APART * height:
            yield Line(words=tuple(line))
            line = []
        line.append(word)
    yield Line(words=tuple(line))
