"""The words that pictures, charts, meshes and the 3D page share, from the catalogue."""

from html import escape

from jindan.catalogue import knows, text
from jindan.ct.findings import Measurement, Segment
from jindan.ct.segmentation import Segmentation


def organ_name(name: str, *, language: str) -> str:
    """What a structure is called; its slug where the catalogue does not know it."""
    key = f"organ-{name}"
    return text(key, language=language) if knows(key) else name


def percent(fraction: float) -> str:
    """A stated confidence as whole per cent, rounded down so that it never promises more."""
    return f"{int(fraction * 100 + 1e-9)}%"


def amount(measurement: Measurement) -> str:
    """A measured value with one decimal, `≥ 1,482.3` where the true one is at least that."""
    sign = "≥\N{NO-BREAK SPACE}" if measurement.comparator else ""
    return f"{sign}{measurement.value:,.1f}"


def withheld(segmentation: Segmentation) -> tuple[Segment, ...]:
    """The structures that the model does not report."""
    return tuple(segment for segment in segmentation.segments if segment.abstained)


def absence(segment: Segment, *, language: str) -> str:
    """Why a structure has no number: it was withheld, or was not found at all."""
    is_found = segment.abstained and not any(r.code == "organ-not-found" for r in segment.remarks)
    return text("chart-withheld" if is_found else "chart-not-found", language=language)


def marks(segmentation: Segmentation, *, language: str) -> tuple[str, ...]:
    """What every picture must bear: research use, and such as “demonstration model”.

    A remark is borne on pictures when its message has the attribute `mark`.
    """
    codes = [f"remark-{remark.code}.mark" for remark in segmentation.remarks]
    known = [text(code, language=language) for code in codes if knows(code)]
    return (text("research-use-only", language=language), *known)


def plain(words: str) -> str:
    """Words that HTML, and Plotly's own tags, show as they are written."""
    return escape(words, quote=True)
