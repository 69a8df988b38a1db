"""What a report says of a risk score: sentences, tables and charts, each leading to the row it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from jindan.catalogue import knows
from jindan.omics.findings import Assessment, ClassScore, Contribution, Kind
from jindan.server.assays.provenance import model_of, provenance_of
from jindan.server.jobs.models import Job
from jindan.typesetting import blocks
from jindan.typesetting.content import Draft, Header
from jindan.typesetting.wording import Phrase, Quantity, Verbatim, Wording, phrase, remark_phrase

CLASSES, FEATURES, VIEWS = "classes", "features", "views"
PICTURES = (Kind.CONTRIBUTIONS, Kind.CALIBRATION, Kind.POSITION, Kind.VIEWS)
ACROSS = 2


@dataclass(frozen=True, kw_only=True)
class Findings:
    """One assessed specimen, as its report needs it."""

    job: Job
    assessment: Assessment


def draft_of(findings: Findings) -> Draft:
    """The whole content of a preliminary report."""
    found = findings.assessment
    sections = [_conclusions(found), _views(found)]
    if found.scores:
        sections.insert(1, _scores(found))
    if found.contributions:
        sections.insert(2, _features(found))
    if found.charts:
        sections.append(_pictures(found))
    return Draft(
        header=_header(findings),
        sections=tuple(sections),
        evidence=tuple(_evidence(found)),
        models=(model_of(found),),
        provenance=provenance_of(findings.job, found=found),
    )


def _header(findings: Findings) -> Header:
    case, model = findings.job.case, findings.assessment.model
    facts = {
        "model": Verbatim(text=f"{model.name} {model.version}"),
        "patients": Quantity(value=model.patients, decimals=0),
        "specimen": Verbatim(text=findings.assessment.specimen),
    }
    return Header(
        title=phrase("omics-report-title"),
        organisation=Verbatim(text=case.organisation.name),
        patient_code=Verbatim(text=case.patient.code),
        case=Verbatim(text=case.title or str(case.pk)[:8]),
        facts=tuple(
            blocks.Fact(label=phrase(f"omics-fact-{name}"), value=value)
            for name, value in facts.items()
        ),
    )


def _conclusions(found: Assessment) -> blocks.Section:
    statements = tuple(_statements(found))
    parts: list[blocks.Block] = [blocks.Statements(statements=statements)]
    if found.remarks:
        parts.append(blocks.Notices(notices=tuple(map(remark_phrase, found.remarks))))
    return blocks.Section(
        id="findings", heading=phrase("omics-report-findings"), blocks=tuple(parts)
    )


def _statements(found: Assessment) -> Iterator[blocks.Statement]:
    rows = tuple(f"view-{number}" for number, _ in enumerate(_view_rows(found), start=1))
    if not found.scores:
        yield blocks.Statement(
            id="abstained", words=phrase("omics-statement-abstained"), evidence=rows
        )
        for number, reason in enumerate(found.abstentions, start=1):
            yield blocks.Statement(
                id=f"reason-{number}", words=remark_phrase(reason), evidence=rows
            )
        return
    for number, score in enumerate(found.scores, start=1):
        if score.name == found.positive:
            yield _risk(score, evidence=f"class-{number}")
    possible = [n for n, each in enumerate(found.scores, start=1) if each.is_possible]
    told = [_class(each.name) for each in found.scores if each.is_possible]
    key = {0: "none", 1: "one"}.get(len(told), "several")
    yield blocks.Statement(
        id="possible",
        words=phrase(
            f"omics-statement-{key}",
            level=Quantity(value=100 * found.level, decimals=0, unit="%"),
            count=len(told),
            **({"first": told[0]} if told else {}),
        ),
        evidence=tuple(f"class-{n}" for n in possible)
        or tuple(f"class-{n + 1}" for n in range(len(found.scores))),
    )
    for number, part in enumerate(found.contributions[:3], start=1):
        yield _reason(found, part, evidence=f"feature-{number}")


def _risk(score: ClassScore, *, evidence: str) -> blocks.Statement:
    values: dict[str, Wording] = {
        "class": _class(score.name),
        "probability": _percent(score.probability),
    }
    key = "omics-statement-risk"
    if score.low is not None and score.high is not None:
        values |= {"low": _percent(score.low), "high": _percent(score.high)}
        key = "omics-statement-risk-interval"
    return blocks.Statement(id="risk", words=phrase(key, **values), evidence=(evidence,))


def _reason(found: Assessment, part: Contribution, *, evidence: str) -> blocks.Statement:
    likeliest = found.likeliest
    side = "for" if part.contribution > 0 else "against"
    return blocks.Statement(
        id=f"reason-{evidence}",
        words=phrase(
            f"omics-statement-{side}",
            feature=_feature(part.feature),
            row=part.row,
            column=part.column,
            table=part.table,
            amount=Quantity(value=abs(part.contribution), decimals=2),
            **{"class": _class(likeliest.name if likeliest else "")},
        ),
        evidence=(evidence,),
    )


def _scores(found: Assessment) -> blocks.Section:
    columns = tuple(
        blocks.Column(id=name, heading=phrase(f"omics-column-{name}"), unit="%")
        for name in ("probability", "low", "high")
    )
    rows = tuple(
        blocks.Row(
            id=f"class-{number}",
            label=_class(each.name),
            cells=(
                _percent(each.probability),
                None if each.low is None else _percent(each.low),
                None if each.high is None else _percent(each.high),
            ),
        )
        for number, each in enumerate(found.scores, start=1)
    )
    table = blocks.Table(
        id=CLASSES,
        caption=phrase("omics-table-classes"),
        row_heading=phrase("omics-column-class"),
        columns=columns,
        rows=rows,
    )
    return blocks.Section(id="scores", heading=phrase("omics-report-scores"), blocks=(table,))


def _features(found: Assessment) -> blocks.Section:
    names = ("value", "unit", "standardised", "contribution", "place")
    columns = tuple(
        blocks.Column(id=name, heading=phrase(f"omics-column-{name}")) for name in names
    )
    rows = tuple(
        blocks.Row(
            id=f"feature-{number}",
            label=_feature(each.feature),
            cells=(
                Verbatim(text=each.word) if each.word else Quantity(value=each.value, decimals=3),
                Verbatim(text=each.unit or "—"),
                Quantity(value=each.standardised, decimals=2),
                Quantity(value=each.contribution, decimals=2),
                phrase("omics-place", table=each.table, row=each.row, column=each.column),
            ),
        )
        for number, each in enumerate(found.contributions, start=1)
    )
    table = blocks.Table(
        id=FEATURES,
        caption=phrase("omics-table-features"),
        row_heading=phrase("omics-column-feature"),
        columns=columns,
        rows=rows,
    )
    return blocks.Section(
        id="contributions", heading=phrase("omics-report-features"), blocks=(table,)
    )


def _views(found: Assessment) -> blocks.Section:
    columns = tuple(
        blocks.Column(id=name, heading=phrase(f"omics-column-{name}"))
        for name in ("given", "expected", "likeness")
    )
    table = blocks.Table(
        id=VIEWS,
        caption=phrase("omics-table-views"),
        row_heading=phrase("omics-column-view"),
        columns=columns,
        rows=tuple(_view_rows(found)),
    )
    return blocks.Section(id="panels", heading=phrase("omics-report-views"), blocks=(table,))


def _view_rows(found: Assessment) -> Iterator[blocks.Row]:
    """One row for each panel; a model with none that could be used has one that says so."""
    if not found.views:
        reason = remark_phrase(found.abstentions[0])
        yield blocks.Row(id="view-1", label=phrase("omics-no-panel"), withheld=reason)
    for number, view in enumerate(found.views, start=1):
        yield blocks.Row(
            id=f"view-{number}",
            label=_view(view.view),
            cells=(
                Quantity(value=view.features, decimals=0),
                Quantity(value=view.expected, decimals=0),
                Quantity(value=view.p_value, decimals=3),
            ),
        )


def _pictures(found: Assessment) -> blocks.Section:
    kinds = {chart.kind for chart in found.charts}
    pictures = tuple(
        blocks.Picture(
            role=kind,
            caption=phrase(f"omics-picture-{kind}"),
            description=phrase(f"omics-picture-{kind}-description"),
        )
        for kind in PICTURES
        if kind in kinds
    )
    return blocks.Section(
        id="charts",
        heading=phrase("omics-report-charts"),
        blocks=(blocks.Pictures(across=ACROSS, pictures=pictures),),
    )


def _evidence(found: Assessment) -> Iterator[blocks.Evidence]:
    for number, score in enumerate(found.scores, start=1):
        yield _row(f"class-{number}", table=CLASSES, label=_class(score.name))
    for number, part in enumerate(found.contributions, start=1):
        yield _row(f"feature-{number}", table=FEATURES, label=_feature(part.feature))
    for number, row in enumerate(_view_rows(found), start=1):
        yield _row(f"view-{number}", table=VIEWS, label=row.label)


def _row(name: str, *, table: str, label: Phrase) -> blocks.Evidence:
    words = phrase("omics-evidence-row", name=label)
    return blocks.Evidence(id=name, kind="table-row", target=f"{table}/{name}", label=words)


def _class(name: str) -> Phrase:
    return _named("class", name)


def _view(name: str) -> Phrase:
    return _named("view", name)


def _feature(name: str) -> Phrase:
    return _named("feature", name) if name.isalpha() else _named("", name)


def _named(kind: str, name: str) -> Phrase:
    """The catalogue's word for a class, panel or feature; the name itself where it has none."""
    key = f"omics-{kind}-{name}"
    return phrase(key) if knows(key) else phrase("omics-named", name=Verbatim(text=name))


def _percent(share: float) -> Quantity:
    return Quantity(value=100 * share, decimals=1, unit="%")
