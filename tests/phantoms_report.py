"""A phantom patient's CT report: content with known numbers, and pictures drawn here."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageDraw

from jindan.analysis import Note
from jindan.findings.codes import (
    ATTENUATION_MEAN,
    ATTENUATION_SD,
    LONGEST_AXIAL_DIAMETER,
    SNOMED_CT,
    STRUCTURES_REPORTED,
    VOLUME,
)
from jindan.findings.finding import Finding, FindingStatus, Focus, FocusKind, MadeBy
from jindan.findings.places import SlicePlace
from jindan.findings.values import Coding
from jindan.report.blocks import Bar, Bars, Fact, FindingPicture, Statement
from jindan.report.building import (
    Chapter,
    ColumnLayout,
    TableLayout,
    build,
    rows_by_focus,
    statement,
)
from jindan.report.content import Draft, Header, ReportContent, ReportState, ReportStatus
from jindan.report.provenance import ModelSummary, Run, Source, SourceFile, WeightsFile
from jindan.report.wording import Day, Quantity, Verbatim, note_phrase, phrase

SOURCE = "ct-1/v1"
COLUMNS = (VOLUME, ATTENUATION_MEAN, ATTENUATION_SD, LONGEST_AXIAL_DIAMETER)
SEOUL = timezone(timedelta(hours=9))
AT = datetime(2026, 11, 22, 14, 5, tzinfo=SEOUL)
ROLES = ("axial", "coronal", "sagittal")

# name, volume in mL, mean HU, SD HU, longest axial diameter in mm, confidence, colour
ORGANS = (
    ("liver", 1482.26, 104.2, 18.4, 196.3, 0.96, "#b5563a"),
    ("spleen", 212.91, 118.7, 16.2, 104.8, 0.95, "#7a4fa3"),
    ("left-kidney", 168.4, 141.3, 35.9, 72.1, 0.94, "#3a7ab5"),
    ("stomach", 388.05, 31.6, 62.7, 141.9, 0.83, "#d08b2f"),
    ("gallbladder", 24.73, 12.4, 9.8, 38.6, 0.71, "#4f8f4a"),
    ("duodenum", 71.18, 44.9, 41.3, 63.4, 0.58, "#c7619b"),
    ("oesophagus", 19.62, 36.2, 38.8, 24.7, 0.62, "#7d8790"),
    ("pancreas", None, None, None, None, 0.21, "#e0b400"),
)


def digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def note(code, **values) -> Note:
    return Note(code=code, values=values)


def organ(name: str) -> Focus:
    return Focus(
        kind=FocusKind.STRUCTURE,
        name=name,
        coding=Coding(system=SNOMED_CT, code="123037004"),
        key=f"organ-{name}",
    )


def place(source: str = SOURCE) -> SlicePlace:
    return SlicePlace(source=source, slice=54, voxel=(200, 210, 53), ras_mm=(-80.0, 12.0, 301.4))


def of_organ(name, volume, mean, sd, diameter, confidence, _colour) -> Iterator[Finding]:
    """The findings of one organ; of a withheld one, that its volume is withheld."""
    shared = {
        "focus": organ(name),
        "confidence": confidence,
        "made_by": MadeBy(name="obelisk-unet", version="2019.1", sha256=digest("weights")),
        "at": date(2026, 11, 20),
    }
    if volume is None:
        yield Finding(
            id=f"{SOURCE}/{name}/volume", code=VOLUME.concept, value=None,
            status=FindingStatus.WITHHELD, reason=note("folds-disagree", folds=4, agreement=12),
            **shared,
        )  # fmt: skip
        return
    notes = (note("organ-cut", edge="above"),) if name == "liver" else ()
    for measure, value in zip(COLUMNS, (volume, mean, sd, diameter), strict=True):
        yield Finding(
            id=f"{SOURCE}/{name}/{measure.name}", code=measure.concept, value=measure.of(value),
            place=place(), notes=notes, **shared,
        )  # fmt: skip


def count() -> Finding:
    return Finding(
        id=f"{SOURCE}/structures-reported",
        focus=Focus(kind=FocusKind.PATIENT, name="patient", key="focus-patient"),
        code=STRUCTURES_REPORTED.concept,
        value=STRUCTURES_REPORTED.of(7),
        derived_from=tuple(f"{SOURCE}/{name}/volume" for name, *_ in ORGANS),
    )


def findings() -> tuple[Finding, ...]:
    return (count(), *(finding for line in ORGANS for finding in of_organ(*line)))


def source() -> Source:
    name = Verbatim(text="CT 1")
    return Source(
        id=SOURCE, name=name, files=(SourceFile(name=name, sha256=digest("ct"), parts=(79,)),)
    )


def said(name: str) -> Statement:
    """The sentence on an organ."""
    by_code = {f.code.name: f for f in findings() if f.focus.name == name}
    volume = by_code["volume"]
    label = phrase(f"organ-{name}")
    if volume.is_withheld:
        words = phrase("ct-statement-withheld", organ=label, reason=note_phrase(volume.reason))
        return statement(source(), name, words, volume)
    mean = by_code["attenuation-mean"]
    words = phrase("ct-statement-volume", organ=label, volume=volume.quantity, mean=mean.quantity)
    return statement(source(), name, words, volume, mean)


def organs_table() -> TableLayout:
    """A row and a bar for each organ."""
    colours = {name: colour for name, *_, colour in ORGANS}
    labels = {name: phrase(f"organ-{name}") for name in colours}
    organs = [finding for finding in findings() if finding.focus.name in colours]
    columns = tuple(
        ColumnLayout(
            id=measure.name,
            heading=phrase(f"quantity-{measure.name}"),
            code=measure.name,
            unit=measure.unit,
        )
        for measure in COLUMNS
    )
    bars = tuple(
        Bar(finding=f.id, label=labels[f.focus.name], colour=colours[f.focus.name])
        for f in organs
        if f.code.name == "volume"
    )
    return TableLayout(
        id="measurements",
        row_heading=phrase("ct-report-organ"),
        columns=columns,
        rows=rows_by_focus(organs, label=labels, swatch=colours),
        bars=Bars(caption=phrase("ct-report-volumes"), bars=bars),
    )


def chapter(**changes) -> Chapter:
    """What the phantom's CT contributes; `changes` replace whole fields."""
    reported = statement(
        source(), "reported", phrase("ct-statement-reported", reported=7, asked=8), count()
    )
    volumes = [finding for finding in findings() if finding.code.name == "volume"]
    given = {
        "kind": "ct",
        "source": source(),
        "findings": findings(),
        "statements": (reported, said("liver"), said("spleen"), said("pancreas")),
        "tables": (organs_table(),),
        "pictures": tuple(
            FindingPicture(
                role=role,
                caption=phrase(f"view-{role}", **({"slice": 54} if role == "axial" else {})),
                description=phrase(f"ct-picture-{role}-description"),
                findings=tuple(f.id for f in volumes if not f.is_withheld),
            )
            for role in ROLES
        ),
        "notes": (
            phrase("note-scan-begins-below-liver-dome"),
            phrase("note-no-lesion-claim"),
            phrase("note-confidence-not-calibrated"),
        ),
        "model": model(),
        "runs": runs(),
    }  # fmt: skip
    return Chapter(**(given | changes))


def header(**changes) -> Header:
    facts = (
        Fact(label=phrase("ct-fact-study-date"), value=Day(on=date(2026, 11, 20))),
        Fact(label=phrase("ct-fact-modality"), value=Verbatim(text="CT")),
        Fact(label=phrase("ct-fact-series"), value=Verbatim(text="CT 1 · ABD PORTAL 5.0 B30f")),
        Fact(label=phrase("ct-fact-slices"), value=Quantity(value=79, decimals=0)),
        Fact(label=phrase("ct-fact-spacing"), value=Verbatim(text="0.78 × 0.78 × 5.00 mm")),
        Fact(label=phrase("ct-fact-patient-sex"), value=Verbatim(text="F")),
    )
    given = {
        "title": phrase("ct-report-title"),
        "organisation": Verbatim(text="한빛대학교병원 영상의학과"),
        "patient_code": Verbatim(text="PHANTOM-0007"),
        "case": Verbatim(text="상복부 통증, 췌장 평가"),
        "facts": facts,
    }
    return Header(**(given | changes))


def model() -> ModelSummary:
    limits = ("no-lesions", "organs-only", "other-protocols", "not-a-device")
    return ModelSummary(
        name=Verbatim(text="OBELISK U-Net"),
        version="2019.1",
        purpose=(phrase("ct-model-obelisk-unet-task"), phrase("ct-model-obelisk-unet-accuracy")),
        limits=tuple(phrase(f"ct-model-{limit}") for limit in limits),
        citation="Heinrich MP, Oktay O, Bouteldja N. Med Image Anal 2019; 54: 1–9",
        licence="MIT",
    )


def runs() -> tuple[Run, ...]:
    weights = tuple(
        WeightsFile(name=f"obelisk-fold-{n}", version="2019.1", sha256=digest(f"fold {n}"))
        for n in range(1, 5)
    )
    segmentation = Run(
        kind="ct-segmentation",
        version="1",
        params={"network": "obelisk", "passes": 2, "margin_mm": 8.0},
        weights=weights,
    )
    return (segmentation, Run(kind="report-rendering", version="1"))


def draft(**changes) -> Draft:
    """The draft of the phantom patient's CT; `changes` replace whole fields of its chapter."""
    return build(header(), [chapter(**changes)])


def content(**changes) -> ReportContent:
    """The CT report of the phantom patient; `changes` replace whole fields."""
    given = {name: getattr(draft(), name) for name in Draft.model_fields} | {
        "id": "5e0c1d7a-6f1b-4c39-9a52-2f6f0e6f7b11",
        "status": ReportStatus(state=ReportState.PRELIMINARY, number=1, at=AT),
    }
    return ReportContent(**(given | changes))


def draw_pictures(folder: Path) -> dict[str, Path]:
    """One drawn body for each role: ellipses on black with a coloured organ and side markers."""
    drawn = {}
    for role, (width, height) in zip(ROLES, ((480, 400), (480, 400), (480, 400)), strict=True):
        image = Image.new("RGB", (width, height), "black")
        pen = ImageDraw.Draw(image)
        pen.ellipse((40, 40, width - 40, height - 40), fill="#5a5a5a")
        pen.ellipse((70, 90, 240, 260), fill="#8a8a8a", outline="#b5563a", width=4)
        pen.ellipse((300, 130, 390, 220), fill="#7d7d7d", outline="#7a4fa3", width=4)
        pen.text((8, height // 2), "R", fill="white")
        pen.text((width - 16, height // 2), "L", fill="white")
        drawn[role] = folder / f"{role}.png"
        image.save(drawn[role])
    return drawn
