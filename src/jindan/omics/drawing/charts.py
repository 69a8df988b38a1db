"""Charts of an assessment as SVG and PNG, in Korean and English: contributions, calibration, position, views."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from jindan.catalogue import LANGUAGES, text
from jindan.findings import codes
from jindan.findings.values import amount, percent
from jindan.fonts import korean_font
from jindan.omics.assessment import (
    Assessment,
    Chart,
    ChartKind,
    Contribution,
    class_name,
    feature_name,
    view_name,
)
from jindan.omics.engine.fusing import Fusion
from jindan.omics.engine.model import OmicsModel

INK, QUIET, GRID = "#1f2933", "#52606d", "#d9e2ec"
FOR, AGAINST, HERE = "#b4541a", "#2b6ca3", "#111111"
SIZE = (5.8, 3.5)
DPI = 160
BINS = 8
"""Points of the calibration curve, each of as many patients."""
FORMATS: Mapping[str, str] = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An assessment, its model, and the language of a chart."""

    model: OmicsModel
    assessment: Assessment
    language: str


Drawer = Callable[[Axes, Subject], None]


def draw(model: OmicsModel, assessment: Assessment, *, into: Path) -> tuple[Chart, ...]:
    """Write every chart that the assessment has values for, in each language and format."""
    drawers: dict[ChartKind, Drawer] = {ChartKind.VIEWS: _views}
    if assessment.scores:
        drawers |= {ChartKind.CALIBRATION: _calibration, ChartKind.POSITION: _position}
    if assessment.contributions:
        drawers |= {ChartKind.CONTRIBUTIONS: _contributions}
    if not assessment.views:
        drawers = {}
    return tuple(
        chart
        for kind, drawer in drawers.items()
        for language in LANGUAGES
        for chart in _write(
            kind, drawer, Subject(model=model, assessment=assessment, language=language), into=into
        )
    )


def _write(kind: ChartKind, drawer: Drawer, subject: Subject, *, into: Path) -> list[Chart]:
    charts: list[Chart] = []
    with rc_context(_settings()):
        figure = Figure(figsize=SIZE, layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        axes.spines[["left", "bottom"]].set_color(GRID)
        drawer(axes, subject)
        for suffix, media_type in FORMATS.items():
            name = f"{kind}.{subject.language}.{suffix}"
            # Without date and version the same assessment gives the same bytes.
            undated = {"Date": None} if suffix == "svg" else {"Software": None}
            figure.savefig(into / name, dpi=DPI, metadata=undated)
            charts.append(
                Chart(name=name, kind=kind, media_type=media_type, language=subject.language)
            )
    return charts


def _settings() -> dict[Any, Any]:
    for weight in ("regular", "bold"):
        fontManager.addfont(str(korean_font(weight)))
    return {
        "font.family": FontProperties(fname=str(korean_font())).get_name(),
        "svg.hashsalt": "jindan",
        "svg.fonttype": "path",
        "axes.unicode_minus": False,
        "text.color": INK,
        "axes.labelcolor": QUIET,
        "xtick.color": QUIET,
        "ytick.color": INK,
        "font.size": 9.5,
    }


def _contributions(axes: Axes, subject: Subject) -> None:
    assessment, language = subject.assessment, subject.language
    bars = [
        (_label(part, language=language), part.contribution) for part in assessment.contributions
    ]
    hidden = sum(view.features for view in assessment.views) - len(bars)
    if hidden > 0:
        bars.append(
            (text("chart-omics-others", language=language, count=hidden), assessment.others)
        )
    labels, amounts = zip(*reversed(bars), strict=True)
    axes.barh(
        range(len(bars)), amounts, color=[FOR if a > 0 else AGAINST for a in amounts], height=0.66
    )
    axes.set_yticks(range(len(bars)), labels)
    axes.axvline(0, color=QUIET, linewidth=0.8)
    axes.set_xlabel(text("chart-omics-log-odds", language=language))
    likeliest = assessment.likeliest
    named = class_name(likeliest.name if likeliest else "", language=language)
    _title(axes, text("chart-omics-contributions", language=language, **{"class": named}))
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="both", labelsize=8.5)


def _calibration(axes: Axes, subject: Subject) -> None:
    model, assessment, language = subject.model, subject.assessment, subject.language
    number, here = _positive(model, assessment)
    fusion = _fusion(model, assessment)
    stated = fusion.calibration[:, number]
    is_class = fusion.truth == number
    axes.plot([0, 1], [0, 1], color=GRID, linewidth=1.2, zorder=1)
    for part in np.array_split(np.argsort(stated, kind="stable"), BINS):
        share = float(is_class[part].mean())
        # The 95 % interval of a share. A share of 0 or 1 is not taken for certain.
        reach = 1.96 * np.sqrt(max(share * (1 - share), 0.25 / len(part)) / len(part))
        axes.errorbar(
            stated[part].mean(),
            share,
            yerr=reach,
            fmt="o",
            color=AGAINST,
            markersize=5,
            linewidth=1,
        )
    axes.axvline(here, color=HERE, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=text("chart-omics-stated", language=language))
    axes.set_ylabel(text("chart-omics-observed", language=language))
    _mark(axes, here, language=language)
    _title(
        axes,
        f"{text('chart-omics-calibration', language=language)} · {class_name(assessment.positive, language=language)}",
    )


def _position(axes: Axes, subject: Subject) -> None:
    model, assessment, language = subject.model, subject.assessment, subject.language
    number, here = _positive(model, assessment)
    fusion = _fusion(model, assessment)
    bins = np.linspace(0, 1, 26).tolist()
    colours = (FOR, AGAINST, "#6b8e23", "#7a5195", "#8c6d31", "#3b3b98")
    order = [number, *(k for k in range(len(model.manifest.classes)) if k != number)]
    for colour, k in zip(colours, order, strict=False):
        label = class_name(model.manifest.classes[k], language=language)
        stated = fusion.calibration[fusion.truth == k, number]
        axes.hist(stated, bins=bins, color=colour, alpha=0.55, label=label)
    axes.axvline(here, color=HERE, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set(xlim=(0, 1), xlabel=text("chart-omics-stated", language=language))
    axes.set_ylabel(text("chart-omics-patients", language=language))
    axes.legend(
        frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, fontsize=8.5
    )
    _mark(axes, here, language=language)
    _title(
        axes,
        f"{text('chart-omics-position', language=language)} · {class_name(assessment.positive, language=language)}",
    )


def _views(axes: Axes, subject: Subject) -> None:
    assessment, language = subject.assessment, subject.language
    rows = list(reversed(assessment.views))
    names = [view_name(view.view, language=language) for view in rows]
    parts = {
        "coverage": [view.features / view.expected for view in rows],
        "familiar": [view.p_value for view in rows],
        "weight": [view.share or 0.0 for view in rows],
    }
    shown = [name for name in parts if name != "weight" or assessment.scores]
    height = 0.8 / len(shown)
    for number, (name, colour) in enumerate(zip(shown, (AGAINST, "#8aa9c4", FOR), strict=False)):
        places = np.arange(len(rows)) + 0.4 - height * (number + 0.5)
        label = text(f"chart-omics-{name}", language=language)
        bars = axes.barh(places, parts[name], height=height * 0.85, color=colour, label=label)
        axes.bar_label(bars, fmt=lambda x: f"{x:.2f}", padding=3, fontsize=8, color=QUIET)
    axes.set_yticks(range(len(rows)), names)
    axes.set_xlim(0, 1.12)
    axes.tick_params(axis="y", length=0)
    axes.legend(
        frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, fontsize=8.5
    )
    _title(axes, text("chart-omics-views", language=language))


def _fusion(model: OmicsModel, assessment: Assessment) -> Fusion:
    """Return the fusion of the views of the assessment."""
    return model.fusions[tuple(view.view for view in assessment.views)]


def _positive(model: OmicsModel, assessment: Assessment) -> tuple[int, float]:
    """Return the class of the risk score, by number, and this specimen's probability of it."""
    number = model.manifest.classes.index(assessment.positive)
    return number, assessment.scores[number].probability


def _mark(axes: Axes, here: float, *, language: str) -> None:
    label = text(
        "chart-omics-this", language=language, probability=amount(percent(here), language=language)
    )
    side = "left" if here < 0.6 else "right"
    axes.annotate(
        label, (here, 1.0), xycoords=("data", "axes fraction"), xytext=(4 if side == "left" else -4, -4),
        textcoords="offset points", ha=side, va="top", fontsize=8.5, color=HERE,
    )  # fmt: skip


def _title(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=10.5, color=INK, fontweight=600)


def _label(part: Contribution, *, language: str) -> str:
    """Return name and value of a feature, as in the table."""
    name = feature_name(part.feature, language=language)
    quantity = codes.measured(part.value, unit=part.unit)
    return f"{name}  {part.word or amount(quantity, language=language)}"
