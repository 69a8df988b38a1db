"""The lines of one page: cut out where the detector found them, read, split into words, numbers read again."""

from itertools import accumulate

from jindan.analysis import Progress, Remark, silent
from jindan.ocr.lines.choosing import chosen_spans
from jindan.ocr.lines.cutting import along_the_text, cut_out
from jindan.ocr.lines.reading import read_lines
from jindan.ocr.lines.words import quad_of
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.numbers.grammar import repaired_unit
from jindan.ocr.numbers.second_look import Seen, doubts_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Word


def lines_of(
    page: UprightPage, *, recogniser: Recogniser | None = None, progress: Progress = silent
) -> list[Line]:
    """Each box that holds text, as a line of words; a recogniser takes the place of the Hangul head."""
    boxes = [along_the_text(box.corners) for box in page.boxes]
    pictures = [cut_out(page.flat, corners) for corners in boxes]
    reads = read_lines(
        pictures,
        recogniser=recogniser,
        after_batch=lambda share: progress(0.8 * share, "reading-text"),
    )
    lines = [
        [Seen(span=span, corners=corners, read=read) for span in chosen_spans(read, picture)]
        for corners, picture, read in zip(boxes, pictures, reads, strict=True)
    ]
    seen = [word for line in lines for word in line]
    words = _words_of(seen, doubts=doubts_of(seen, page=page.flat, recogniser=recogniser))
    ends = list(accumulate(len(line) for line in lines))
    cut = zip([0, *ends[:-1]], ends, strict=True)
    return [Line(words=words[start:end]) for start, end in cut if start < end]


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
