"""A phantom patient's CT report: content with known numbers, and pictures drawn here."""

from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

from PIL import Image, ImageDraw

from jindan.typesetting.blocks import (
    Column,
    Evidence,
    Fact,
    Notices,
    Picture,
    Pictures,
    Row,
    Section,
    Statement,
    Statements,
    Table,
)
from jindan.typesetting.content import Header, ReportContent, ReportState, Status
from jindan.typesetting.provenance import Code, Model, Provenance, Run, Source, Weights
from jindan.typesetting.wording import Day, Phrase, Quantity, Verbatim, phrase

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


def ml(value: float) -> Quantity:
    return Quantity(value=value, decimals=1, unit="mL")


def hu(value: float) -> Quantity:
    return Quantity(value=value, decimals=1, unit="[hnsf'U]")


def mm(value: float) -> Quantity:
    return Quantity(value=value, decimals=1, unit="mm")


def organ(name: str) -> Phrase:
    return phrase(f"organ-{name}")


def row(name, volume, mean, sd, diameter, confidence, colour) -> Row:
    if volume is None:
        withheld = phrase("remark-folds-disagree", folds=4, agreement=12)
        return Row(
            id=name, label=organ(name), swatch=colour, confidence=confidence, withheld=withheld
        )
    remarks = (phrase("remark-organ-cut", edge="above"),) if name == "liver" else ()
    cells = (ml(volume), hu(mean), hu(sd), mm(diameter))
    return Row(
        id=name,
        label=organ(name),
        swatch=colour,
        cells=cells,
        confidence=confidence,
        remarks=remarks,
    )


def table() -> Table:
    return Table(
        id="organs",
        caption=phrase("ct-report-table-caption"),
        row_heading=phrase("ct-report-organ"),
        columns=(
            Column(id="volume", heading=phrase("ct-column-volume"), unit="mL"),
            Column(id="mean-hu", heading=phrase("ct-column-mean-hu"), unit="[hnsf'U]"),
            Column(id="sd-hu", heading=phrase("ct-column-sd-hu"), unit="[hnsf'U]"),
            Column(id="diameter", heading=phrase("ct-column-diameter"), unit="mm"),
        ),
        rows=tuple(row(*organ_line) for organ_line in ORGANS),
    )


def statements() -> Statements:
    reported = phrase("ct-statement-reported", reported=7, asked=8)
    liver = phrase("ct-statement-volume", organ=organ("liver"), volume=ml(1482.26), mean=hu(104.2))
    spleen = phrase("ct-statement-volume", organ=organ("spleen"), volume=ml(212.91), mean=hu(118.7))
    reason = phrase("remark-folds-disagree", folds=4, agreement=12)
    withheld = phrase("ct-statement-withheld", organ=organ("pancreas"), reason=reason)
    return Statements(
        statements=(
            Statement(id="reported", words=reported, evidence=("pancreas-row", "slice-54")),
            Statement(id="liver", words=liver, evidence=("liver-volume", "liver-mean")),
            Statement(id="spleen", words=spleen, evidence=("spleen-volume", "spleen-diameter")),
            Statement(id="pancreas", words=withheld, evidence=("pancreas-row", "slice-54")),
        )
    )


def evidence() -> tuple[Evidence, ...]:
    def value(name, column, heading, quantity):
        words = phrase(
            "ct-evidence-value", organ=organ(name), quantity=phrase(heading), value=quantity
        )
        target = f"organs/{name}/{column}"
        return Evidence(
            id=f"{name}-{column.split('-')[0]}", kind="measurement", target=target, label=words
        )

    series = phrase(
        "ct-evidence-slice",
        series=Verbatim(text="CT 1"),
        slice=54,
        side="S",
        distance=mm(301.4),
    )
    pancreas = phrase("ct-evidence-row", organ=organ("pancreas"))
    return (
        Evidence(id="pancreas-row", kind="table-row", target="organs/pancreas", label=pancreas),
        Evidence(id="slice-54", kind="slice", target="ct-1/54", label=series),
        value("liver", "volume", "ct-column-volume", ml(1482.26)),
        value("liver", "mean-hu", "ct-column-mean-hu", hu(104.2)),
        value("spleen", "volume", "ct-column-volume", ml(212.91)),
        value("spleen", "diameter", "ct-column-diameter", mm(104.8)),
    )


def pictures() -> Pictures:
    def picture(role, **values):
        caption = phrase(f"view-{role}", **values)
        return Picture(
            role=role, caption=caption, description=phrase(f"ct-picture-{role}-description")
        )

    return Pictures(
        across=3, pictures=(picture("axial", slice=54), picture("coronal"), picture("sagittal"))
    )


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


def model() -> Model:
    limits = ("no-lesions", "organs-only", "other-protocols", "not-a-device")
    return Model(
        name=Verbatim(text="OBELISK U-Net"),
        version="2019.1",
        purpose=(phrase("ct-model-obelisk-unet-task"), phrase("ct-model-obelisk-unet-accuracy")),
        limits=tuple(phrase(f"ct-model-{limit}") for limit in limits),
        citation="Heinrich MP, Oktay O, Bouteldja N. Med Image Anal 2019; 54: 1–9",
        licence="MIT",
    )


def provenance() -> Provenance:
    weights = tuple(
        Weights(name=f"obelisk-fold-{n}", version="2019.1", sha256=digest(f"fold {n}"))
        for n in range(1, 5)
    )
    segmentation = Run(
        kind="ct-segmentation",
        version="1",
        params={"network": "obelisk", "passes": 2, "margin_mm": 8.0},
        weights=weights,
    )
    return Provenance(
        sources=(Source(id="ct-1", name=Verbatim(text="CT 1"), parts=79, sha256=digest("ct")),),
        runs=(segmentation, Run(kind="report-rendering", version="1")),
        code=Code(name="Jindan", version="0.1.0", sha256=digest("code")),
    )


def content(**changes) -> ReportContent:
    """The CT report of the phantom patient; `changes` replace whole fields."""
    warnings = Notices(
        notices=(
            phrase("remark-scan-begins-below-liver-dome"),
            phrase("remark-no-lesion-claim"),
            phrase("remark-confidence-not-calibrated"),
        )
    )
    sections = (
        Section(
            id="findings", heading=phrase("ct-report-findings"), blocks=(statements(), warnings)
        ),
        Section(id="pictures", heading=phrase("ct-report-key-pictures"), blocks=(pictures(),)),
        Section(id="measurements", heading=phrase("ct-report-measurements"), blocks=(table(),)),
    )
    given = {
        "id": "5e0c1d7a-6f1b-4c39-9a52-2f6f0e6f7b11",
        "header": header(),
        "status": Status(state=ReportState.PRELIMINARY, number=1, at=AT),
        "sections": sections,
        "evidence": evidence(),
        "models": (model(),),
        "provenance": provenance(),
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
