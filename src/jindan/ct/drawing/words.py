"""The words that pictures, charts, meshes and the 3D page share, from the catalogue."""

from html import escape

from jindan.catalogue import knows, text
from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation


def organ_name(name: str, *, language: str) -> str:
    """Return what a structure is called, or its slug where the catalogue does not know it."""
    key = f"organ-{name}"
    return text(key, language=language) if knows(key) else name


def percent(fraction: float) -> str:
    """Return a stated confidence as whole per cent, rounded down so that it never promises more."""
    return f"{int(fraction * 100 + 1e-9)}%"


def withheld(segmentation: Segmentation) -> tuple[Segment, ...]:
    """Return the structures that the model does not report."""
    return tuple(segment for segment in segmentation.segments if segment.is_withheld)


def absence(segment: Segment, *, language: str) -> str:
    """Return why a structure has no number: it was withheld, or was not found at all."""
    is_found = segment.is_withheld and not any(r.code == "organ-not-found" for r in segment.notes)
    return text("chart-withheld" if is_found else "chart-not-found", language=language)


def marks(segmentation: Segmentation, *, language: str) -> tuple[str, ...]:
    """Return what every picture must bear: research use, and such as “demonstration model”.

    A note is borne on pictures when its message has the attribute `mark`.
    """
    codes = [f"note-{note.code}.mark" for note in segmentation.notes]
    known = [text(code, language=language) for code in codes if knows(code)]
    return (text("research-use-only", language=language), *known)


def plain(words: str) -> str:
    """Return words that HTML, and Plotly's own tags, show as they are written."""
    return escape(words, quote=True)
