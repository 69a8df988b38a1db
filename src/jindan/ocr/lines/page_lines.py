"""The lines of one page: cut out where the detector found them, read, split into words, numbers read again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from jindan.analysis import Progress, Remark, silent
from jindan.ocr.lines.choosing import chosen_spans
from jindan.ocr.lines.cutting import Corners, Picture, cut_out
from jindan.ocr.lines.on_end import way_read, ways_of
from jindan.ocr.lines.reading import LineRead, read_lines
from jindan.ocr.lines.words import quad_of
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.numbers.grammar import repaired_unit
from jindan.ocr.numbers.second_look import Seen, doubts_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Word


@dataclass(frozen=True, kw_only=True)
class Way:
    """A box read from one of its corners."""

    corners: Corners
    picture: Picture
    read: LineRead


def lines_of(
    page: UprightPage, *, recogniser: Recogniser | None = None, progress: Progress = silent
) -> list[Line]:
    """Each box that holds text, as a line of words; a recogniser takes the place of the Hangul head."""
    lines = [
        [
            Seen(span=span, corners=way.corners, read=way.read)
            for span in chosen_spans(way.read, way.picture)
        ]
        for way in _ways_read(page, recogniser=recogniser, progress=progress)
    ]
    seen = [word for line in lines for word in line]
    words = _words_of(seen, doubts=doubts_of(seen, page=page.flat, recogniser=recogniser))
    ends = list(accumulate(len(line) for line in lines))
    cut = zip([0, *ends[:-1]], ends, strict=True)
    return [Line(words=words[start:end]) for start, end in cut if start < end]


def _ways_read(
    page: UprightPage, *, recogniser: Recogniser | None, progress: Progress
) -> Iterator[Way]:
    """Each box of the page, read the way that its text runs."""
    ways = [ways_of(box.corners) for box in page.boxes]
    corners = [way for box in ways for way in box]
    pictures = [cut_out(page.flat, way) for way in corners]
    reads = read_lines(
        pictures,
        recogniser=recogniser,
        after_batch=lambda share: progress(0.8 * share, "reading-text"),
    )
    read = (
        Way(corners=way, picture=picture, read=read)
        for way, picture, read in zip(corners, pictures, reads, strict=True)
    )
    for box in ways:
        tried = list(islice(read, len(box)))
        yield tried[way_read([(way.read.hangul, way.read.latin) for way in tried])]


def _words_of(seen: list[Seen], *, doubts: list[tuple[Remark, ...]]) -> tuple[Word, ...]:
    return tuple(
        Word(
            text=repaired_unit(word.span.text),
            quad=quad_of(word.corners, word.span),
            confidence=round(word.span.confidence, 4),
            doubts=doubted,
        )
        for word, doubted in zip(seen, doubts, strict=True)
    )
