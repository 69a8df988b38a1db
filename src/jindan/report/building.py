"""Turn findings into the sections of a report. A slice gives sentences, layouts and pictures. The rest is the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jindan.findings.finding import Finding
from jindan.report.blocks import (
    Bars,
    Block,
    CellPart,
    Colour,
    Column,
    FindingCell,
    FindingPicture,
    Pictures,
    Row,
    Section,
    Statement,
    Statements,
    Table,
    Warnings,
)
from jindan.report.content import Draft, Header
from jindan.report.provenance import ModelSummary, Provenance, Run, Source, this_program
from jindan.report.wording import Phrase, Wording, phrase

ACROSS = 2
"""Pictures beside each other."""


@dataclass(frozen=True, kw_only=True)
class ColumnLayout:
    """A column: which code's finding of a row it prints, and which part of it.

    unit: UCUM, where all its cells have the same.
    """

    id: str
    heading: Phrase
    code: str
    part: CellPart = CellPart.VALUE
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class RowLayout:
    """A row: its label and colour, and its findings by the name of their code."""

    id: str
    label: Wording
    findings: Mapping[str, Finding]
    swatch: Colour | None = None


@dataclass(frozen=True, kw_only=True)
class TableLayout:
    """A table, under the heading `<chapter>-report-<id>` and the caption `<chapter>-table-<id>`.

    row_heading: above the labels. bars: drawn of the first column too.
    """

    id: str
    row_heading: Phrase
    columns: tuple[ColumnLayout, ...]
    rows: tuple[RowLayout, ...]
    bars: Bars | None = None


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """What a report says of one subject, as its slice gives it.

    kind: `ct`, `omics` or `document`; headings are `<kind>-report-<section>` of the catalogue.
    notes: what the reader must weigh of the whole.
    """

    kind: str
    source: Source
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    tables: tuple[TableLayout, ...]
    pictures: tuple[FindingPicture, ...]
    notes: tuple[Phrase, ...]
    model: ModelSummary
    runs: tuple[Run, ...]


def build(header: Header, chapters: Sequence[Chapter]) -> Draft:
    """Return the content of a preliminary report over some subjects. Raises what Draft raises."""
    return Draft(
        header=header,
        sections=tuple(section for chapter in chapters for section in _sections(chapter)),
        findings=tuple(finding for chapter in chapters for finding in chapter.findings),
        models=tuple(_models(chapters)),
        provenance=Provenance(
            sources=tuple(chapter.source for chapter in chapters),
            runs=tuple(run for chapter in chapters for run in chapter.runs),
            code=this_program(),
        ),
    )


def _models(chapters: Sequence[Chapter]) -> list[ModelSummary]:
    models: list[ModelSummary] = []
    for chapter in chapters:
        if chapter.model not in models:
            models.append(chapter.model)
    return models


def statement(source: Source, id: str, words: Phrase, *findings: Finding) -> Statement:
    """Return the sentence `id` of a source, which states some findings."""
    return Statement(
        id=f"{source.id}/{id}", words=words, findings=tuple(finding.id for finding in findings)
    )


def rows_by_focus(
    findings: Iterable[Finding], *, label: Mapping[str, Wording], swatch: Mapping[str, Colour]
) -> tuple[RowLayout, ...]:
    """Return a row for each focus, in the order in which the findings come. `label` and `swatch` by its name."""
    groups: dict[str, dict[str, Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.focus.name, {})[finding.code.name] = finding
    return tuple(
        RowLayout(id=name, label=label[name], findings=group, swatch=swatch.get(name))
        for name, group in groups.items()
    )


def _sections(chapter: Chapter) -> Iterator[Section]:
    yield _section(chapter, "findings", _conclusions(chapter))
    for layout in chapter.tables:
        bars: tuple[Block, ...] = (layout.bars,) if layout.bars else ()
        yield _section(chapter, layout.id, (_table(chapter, layout), *bars))
    if chapter.pictures:
        pictures = Pictures(across=ACROSS, pictures=chapter.pictures)
        yield _section(chapter, "pictures", (pictures,))


def _section(chapter: Chapter, id: str, blocks: tuple[Block, ...]) -> Section:
    return Section(
        id=f"{chapter.source.id}/{id}",
        heading=phrase(f"{chapter.kind}-report-{id}"),
        blocks=blocks,
    )


def _conclusions(chapter: Chapter) -> tuple[Block, ...]:
    statements = Statements(statements=chapter.statements)
    return (statements, Warnings(notes=chapter.notes)) if chapter.notes else (statements,)


def _table(chapter: Chapter, layout: TableLayout) -> Table:
    return Table(
        id=f"{chapter.source.id}/{layout.id}",
        caption=phrase(f"{chapter.kind}-table-{layout.id}"),
        row_heading=layout.row_heading,
        columns=tuple(
            Column(id=column.id, heading=column.heading, unit=column.unit)
            for column in layout.columns
        ),
        rows=tuple(
            Row(
                id=f"{chapter.source.id}/{row.id}",
                label=row.label,
                swatch=row.swatch,
                cells=tuple(_cell(row, column) for column in layout.columns),
            )
            for row in layout.rows
        ),
    )


def _cell(row: RowLayout, column: ColumnLayout) -> FindingCell | None:
    finding = row.findings.get(column.code)
    return FindingCell(finding=finding.id, part=column.part) if finding else None
