"""The volumes of a segmentation as horizontal bars, with confidence. The withheld are named."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from jindan.catalogue import text
from jindan.ct.drawing.colours import rgb_of
from jindan.ct.drawing.pictures import DPI, font
from jindan.ct.drawing.words import absence, marks, organ_name, percent
from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation
from jindan.findings.codes import VOLUME
from jindan.findings.finding import Finding, quantities
from jindan.findings.values import Quantity, amount

WIDTH_IN, ROW_IN, HEAD_IN, FOOT_IN = 6.4, 0.36, 0.5, 0.75
NAMES_IN, WORDS_IN = 1.25, 2.25
BAR = 0.62
INK, FAINT, LINE = "#1B2530", "#5B6875", "#C9D1D9"


def draw_volumes(
    segmentation: Segmentation, findings: Sequence[Finding], *, language: str, into: Path
) -> None:
    """Write the chart to `into`, PNG or SVG by its suffix, words in `language` (`ko` or `en`)."""
    volumes = quantities(findings, VOLUME.name)
    height = HEAD_IN + ROW_IN * len(segmentation.segments) + FOOT_IN
    figure = Figure(figsize=(WIDTH_IN, height), facecolor="white")
    axes = _axes(figure, height_in=height)
    for row, segment in enumerate(_ordered(segmentation, volumes=volumes)):
        _draw_row(axes, segment, volumes=volumes, row=row, language=language)
    _dress(axes, volumes=volumes, rows=len(segmentation.segments), language=language)
    _write_words(figure, segmentation, height_in=height, language=language)
    _save(figure, into=into)


def _axes(figure: Figure, *, height_in: float) -> Axes:
    width = WIDTH_IN - NAMES_IN - WORDS_IN
    rows = height_in - HEAD_IN - FOOT_IN
    return figure.add_axes(
        (NAMES_IN / WIDTH_IN, FOOT_IN / height_in, width / WIDTH_IN, rows / height_in)
    )


def _ordered(segmentation: Segmentation, *, volumes: Mapping[str, Quantity]) -> list[Segment]:
    """Return the largest first, those without a number last."""
    return sorted(segmentation.segments, key=lambda segment: -_millilitres(segment, volumes))


def _millilitres(segment: Segment, volumes: Mapping[str, Quantity]) -> float:
    return volumes[segment.slug].value if segment.slug in volumes else 0.0


def _draw_row(
    axes: Axes, segment: Segment, *, volumes: Mapping[str, Quantity], row: int, language: str
) -> None:
    _beside(axes, organ_name(segment.name, language=language), row=row, x=-0.03, align="right")
    volume = volumes.get(segment.slug)
    if volume is None:
        _draw_missing(axes, segment, row=row, language=language)
        return
    axes.barh(
        row, volume.value, height=BAR, color=rgb_of(segment.name), edgecolor=INK, linewidth=0.6
    )
    words = text("chart-volume", language=language, volume=amount(volume, language=language))
    _beside(axes, words, row=row, x=1.31, align="right")
    confidence = percent(segment.confidence)
    words = text("chart-confidence", language=language, confidence=confidence)
    _beside(axes, words, row=row, x=1.37, colour=FAINT)


def _draw_missing(axes: Axes, segment: Segment, *, row: int, language: str) -> None:
    """Write why there is no bar, and hatch the place of a withheld structure."""
    _beside(axes, absence(segment, language=language), row=row, x=1.05, colour=FAINT)
    if segment.is_withheld:
        hatching = Rectangle((0, row - BAR / 2), 1, BAR, hatch="////", linewidth=0.6)
        hatching.set(transform=axes.get_yaxis_transform(), facecolor="none", edgecolor=LINE)
        axes.add_patch(hatching)


def _beside(
    axes: Axes, words: str, *, row: int, x: float, align: str = "left", colour: str = INK
) -> None:
    axes.text(
        x,
        row,
        words,
        transform=axes.get_yaxis_transform(),
        ha=align,
        va="center",
        color=colour,
        fontproperties=font(size=9),
    )


def _dress(axes: Axes, *, volumes: Mapping[str, Quantity], rows: int, language: str) -> None:
    axes.set_xlim(0, max((volume.value for volume in volumes.values()), default=1.0) * 1.02)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_yticks([])
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.spines["left"].set_color(FAINT)
    axes.tick_params(axis="x", length=0, colors=FAINT)
    axes.locator_params(axis="x", nbins=4)
    for label in axes.get_xticklabels():
        label.set_fontproperties(font(size=8))
    axes.set_xlabel(
        text("chart-axis", language=language), color=FAINT, fontproperties=font(size=8.5)
    )


def _write_words(
    figure: Figure, segmentation: Segmentation, *, height_in: float, language: str
) -> None:
    figure.text(
        0.02,
        1 - 0.24 / height_in,
        text("chart-title", language=language),
        color=INK,
        va="center",
        fontproperties=font(size=11.5, weight="bold"),
    )
    figure.text(
        0.02,
        0.13 / height_in,
        " · ".join(marks(segmentation, language=language)),
        color=FAINT,
        va="center",
        fontproperties=font(size=8),
    )


def _save(figure: Figure, *, into: Path) -> None:
    """Write the same bytes for the same chart: an SVG would otherwise carry the time and random ids."""
    dated = {"Date": None} if into.suffix == ".svg" else None
    with rc_context({"svg.hashsalt": "jindan", "svg.fonttype": "path"}):
        figure.savefig(into, dpi=DPI, metadata=dated)
