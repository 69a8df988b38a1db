"""The same words by two engines: which of them stand in the same place, and where their numbers differ."""

from collections.abc import Iterator, Sequence

from jindan.analysis import Remark
from jindan.ocr.layout.rows import extent
from jindan.ocr.numbers.grammar import has_number, skeleton
from jindan.ocr.reading import Quad, Word


def is_in(inner: Quad, outer: Quad) -> bool:
    """Whether the middle of one place lies in the other."""
    left, top, right, bottom = extent([inner])
    x, y = (left + right) / 2, (top + bottom) / 2
    from_x, from_y, to_x, to_y = extent([outer])
    return from_x <= x <= to_x and from_y <= y <= to_y


def compared(words: Sequence[Word], *, here: Sequence[Word]) -> Iterator[Word]:
    """The words; a number that the local engine did not read the same in its place is doubted."""
    for word in words:
        if word.doubts or not has_number(word.text):
            yield word
            continue
        other = " ".join(each.text for each in here if _share(each.quad, word.quad))
        is_same = skeleton(other, like=word.text) == skeleton(word.text)
        yield word if is_same else word.model_copy(update={"doubts": (_doubt(other),)})


def _share(one: Quad, other: Quad) -> bool:
    return is_in(one, other) or is_in(other, one)


def _doubt(other: str) -> Remark:
    if other:
        return Remark(code="number-read-differently", values={"other": other})
    return Remark(code="number-unsure")
