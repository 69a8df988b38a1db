"""The lines of one page: cut out where the detector found them, read by both heads, and split into words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jindan.analysis import Progress, silent
from jindan.ocr.lines.choosing import chosen_direction, chosen_spans, directions_of
from jindan.ocr.lines.reading import LineRead, read_lines
from jindan.ocr.lines.words import InkSpan
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.pages.cutting import Corners, Picture, cut_out
from jindan.ocr.pages.page import UprightPage


@dataclass(frozen=True, kw_only=True)
class SeenWord:
    """A word of a line, with the corners of the line on the page and what both heads read in it."""

    span: InkSpan
    corners: Corners
    read: LineRead


@dataclass(frozen=True, kw_only=True)
class _DirectedLine:
    """A box of the detector, read from one of its corners."""

    corners: Corners
    picture: Picture
    read: LineRead


def seen_lines(
    page: UprightPage, *, recogniser: Recogniser | None = None, progress: Progress = silent
) -> list[list[SeenWord]]:
    """Return the words of each box, from left to right, or none where a box holds no text.

    A recogniser replaces the Hangul head. Raises RecogniserUnfit.
    """
    return [
        [
            SeenWord(span=span, corners=line.corners, read=line.read)
            for span in chosen_spans(line.read, line.picture)
        ]
        for line in _directed_lines(page, recogniser=recogniser, progress=progress)
    ]


def _directed_lines(
    page: UprightPage, *, recogniser: Recogniser | None, progress: Progress
) -> Iterator[_DirectedLine]:
    """Yield each box of the page, read in the direction of its text."""
    boxes = [directions_of(box.corners) for box in page.boxes]
    corners = [direction for box in boxes for direction in box]
    pictures = [cut_out(page.flat, direction) for direction in corners]
    reads = read_lines(
        pictures,
        recogniser=recogniser,
        # the last fifth is for the second look at numbers
        after_batch=lambda share: progress(0.8 * share, "reading-text"),
    )
    lines = (
        _DirectedLine(corners=direction, picture=picture, read=read)
        for direction, picture, read in zip(corners, pictures, reads, strict=True)
    )
    for box in boxes:
        candidates = list(islice(lines, len(box)))
        yield candidates[chosen_direction([line.read for line in candidates])]
