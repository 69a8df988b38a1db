"""A key slice as a PNG with overlay, contours, legend, side markers, scale bar and notes."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray
from scipy import ndimage

from jindan.catalogue import text
from jindan.ct.drawing.colours import rgb_of
from jindan.ct.drawing.keyslices import KeySlice
from jindan.ct.drawing.words import marks, organ_name, withheld
from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation
from jindan.fonts import Weight, korean_font

WINDOW_HU, LEVEL_HU = 400, 40
WIDTH_IN, TALLEST_IN, DPI = 6.4, 7.0, 160
TITLE_IN, LINE_IN, PAD_IN = 0.44, 0.25, 0.12
COLUMNS = 4
GROUND, INK, FAINT = "#0B0F14", "#F4F6F8", "#AEB8C2"
FILL = 0.30
PLATE = {"boxstyle": "round,pad=0.18", "facecolor": "black", "edgecolor": "none", "alpha": 0.6}
FAST_PNG = {"compress_level": 4}
"""The highest compression takes longer than drawing, and saves a twentieth."""
OUTLINE = [withStroke(linewidth=2.2, foreground="black")]


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A figure measured in inches from its top left corner."""

    figure: Figure
    height_in: float

    def write(
        self,
        words: str,
        *,
        x: float,
        y: float,
        size: float,
        colour: str = INK,
        weight: Weight = "regular",
        align: str = "left",
    ) -> None:
        self.figure.text(
            x / WIDTH_IN,
            1 - y / self.height_in,
            words,
            color=colour,
            ha=align,
            va="center",
            fontproperties=font(size=size, weight=weight),
        )

    def swatch(self, segment: Segment, *, x: float, y: float) -> None:
        corner = (x / WIDTH_IN, 1 - (y + 0.06) / self.height_in)
        size = (0.2 / WIDTH_IN, 0.12 / self.height_in)
        patch = Rectangle(
            corner, *size, color=rgb_of(segment.name), transform=self.figure.transFigure
        )
        self.figure.add_artist(patch)

    def place(self, *, x: float, y: float, width: float, height: float) -> Axes:
        bottom = self.height_in - y - height
        axes = self.figure.add_axes(
            (x / WIDTH_IN, bottom / self.height_in, width / WIDTH_IN, height / self.height_in)
        )
        axes.set_axis_off()
        return axes


def font(*, size: float, weight: Weight = "regular") -> FontProperties:
    """Return the Korean font at a size in points."""
    return FontProperties(fname=korean_font(weight), size=size)


def draw_slice(key: KeySlice, segmentation: Segmentation, *, language: str, into: Path) -> None:
    """Write the slice to the file `into`, words in `language` (`ko` or `en`).

    Abdominal window (width 400, level 40 HU), isotropic pixels, radiological orientation.
    """
    height_mm, width_mm = key.plane.size_mm
    scale = min(WIDTH_IN / width_mm, TALLEST_IN / height_mm)
    height, width = height_mm * scale, width_mm * scale
    notes = _notes(segmentation, language=language)
    lines = ceil(len(key.shares) / COLUMNS) + len(notes)
    height_in = TITLE_IN + height + lines * LINE_IN + PAD_IN
    sheet = _Sheet(figure=Figure(figsize=(WIDTH_IN, height_in)), height_in=height_in)
    sheet.write(
        key.caption.in_language(language), x=PAD_IN, y=TITLE_IN / 2, size=10.5, weight="bold"
    )
    axes = sheet.place(x=(WIDTH_IN - width) / 2, y=TITLE_IN, width=width, height=height)
    _draw_image(axes, key)
    _draw_legend(sheet, key, top=TITLE_IN + height + PAD_IN / 2, language=language)
    for place, line in enumerate(reversed(notes)):  # upwards from the foot
        y = height_in - PAD_IN / 2 - (place + 0.5) * LINE_IN
        sheet.write(line, x=PAD_IN, y=y, size=8, colour=FAINT)
    sheet.figure.savefig(into, dpi=DPI, facecolor=GROUND, pil_kwargs=FAST_PNG)


def windowed(hounsfield: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return grey from 0 to 1 through the abdominal window."""
    low = LEVEL_HU - WINDOW_HU / 2
    return np.asarray(np.clip((hounsfield - low) / WINDOW_HU, 0, 1), dtype=np.float32)


def _draw_image(axes: Axes, key: KeySlice) -> None:
    """Draw the slice in grey, every structure tinted, outlined and numbered, with markers and bar."""
    picture = np.repeat(windowed(key.hounsfield)[..., None], 3, axis=2)
    for segment, part in key.shares:
        inside = part >= 0.5
        picture[inside] = picture[inside] * (1 - FILL) + np.array(rgb_of(segment.name)) * FILL
    axes.imshow(picture, interpolation="bilinear", aspect="auto")
    for segment, part in key.shares:
        # A darker line beneath, so that light colours show on bright tissue.
        axes.contour(part, levels=[0.5], colors="black", linewidths=2.0, alpha=0.55)
        axes.contour(part, levels=[0.5], colors=[rgb_of(segment.name)], linewidths=1.1)
    for segment, part in key.shares:  # after all contours, so that none crosses a number
        _draw_number(axes, segment, part=part)
    _draw_markers(axes, key)
    _draw_scale_bar(axes, key)


def _draw_number(axes: Axes, segment: Segment, *, part: NDArray[np.float32]) -> None:
    """Write the label's number where the structure is thickest, readable without colour."""
    depth = ndimage.distance_transform_edt(np.pad(part >= 0.5, 1))
    row, column = np.unravel_index(depth.argmax(), depth.shape)
    axes.text(
        float(column - 1),
        float(row - 1),
        str(segment.label),
        color="white",
        ha="center",
        va="center",
        path_effects=OUTLINE,
        fontproperties=font(size=8, weight="bold"),
    )


def _draw_markers(axes: Axes, key: KeySlice) -> None:
    """Draw the letters of the four sides, and the window's width and level."""
    places = ((0.02, 0.5), (0.98, 0.5), (0.5, 0.97), (0.5, 0.03))
    for letter, (x, y) in zip(key.plane.view.markers, places, strict=True):
        axes.text(
            x,
            y,
            letter,
            transform=axes.transAxes,
            color=INK,
            ha="center",
            va="center",
            bbox=PLATE,
            fontproperties=font(size=12, weight="bold"),
        )
    axes.text(
        0.02,
        0.03,
        f"W {WINDOW_HU}  L {LEVEL_HU}",
        transform=axes.transAxes,
        color=INK,
        va="center",
        path_effects=OUTLINE,
        fontproperties=font(size=7.5),
    )


def _draw_scale_bar(axes: Axes, key: KeySlice) -> None:
    """Draw a bar of five centimetres, or of one on a picture narrower than 12 cm."""
    rows, columns = key.plane.shape
    length_mm = 50 if columns * key.plane.pixel_mm > 120 else 10
    end, row = columns * 0.97, rows * 0.97
    start = end - length_mm / key.plane.pixel_mm
    axes.plot([start, end], [row, row], color=INK, linewidth=2, path_effects=OUTLINE)
    axes.text(
        (start + end) / 2,
        row - rows * 0.015,
        f"{length_mm // 10} cm",
        color=INK,
        ha="center",
        va="bottom",
        path_effects=OUTLINE,
        fontproperties=font(size=8),
    )


def _draw_legend(sheet: _Sheet, key: KeySlice, *, top: float, language: str) -> None:
    for place, (segment, _) in enumerate(key.shares):
        x = PAD_IN + place % COLUMNS * (WIDTH_IN - PAD_IN) / COLUMNS
        y = top + (place // COLUMNS + 0.5) * LINE_IN
        sheet.swatch(segment, x=x, y=y)
        words = f"{segment.label}  {organ_name(segment.name, language=language)}"
        sheet.write(words, x=x + 0.27, y=y, size=9)


def _notes(segmentation: Segmentation, *, language: str) -> tuple[str, ...]:
    """Return the lines at the foot: the withheld structures, then the marks of every picture."""
    names = [organ_name(segment.name, language=language) for segment in withheld(segmentation)]
    line = text("picture-withheld", language=language, organs=", ".join(names))
    return (*((line,) if names else ()), " · ".join(marks(segmentation, language=language)))
