"""What a report says of a document: its class, what was read from it by name, each with its line."""

from collections.abc import Iterator, Mapping

from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field, FieldName
from jindan.program import program_sha256, program_version
from jindan.server.documents.doubts import is_doubted
from jindan.server.documents.models import ReadingVersion
from jindan.server.jobs.models import Job
from jindan.typesetting import blocks
from jindan.typesetting.content import Draft, Header
from jindan.typesetting.provenance import Code, Model, Provenance, Run, Source
from jindan.typesetting.wording import Phrase, Verbatim, phrase

SOURCE = "document-1"
TABLE = "read"
HEADS = (FieldName.LAB_ANALYTE, FieldName.DRUG, FieldName.DIAGNOSIS_CODE, FieldName.DIAGNOSIS)
"""The field that a row is about; the others of its group say more of it."""
NAMED = frozenset(
    {
        FieldName.PATIENT_NAME,
        FieldName.RESIDENT_NUMBER,
        FieldName.PATIENT_NUMBER,
        FieldName.BIRTH_DATE,
    }
)
"""A report goes by the patient's code; what else tells who it is stays on the document."""

Group = Mapping[FieldName, Field]


def draft_of(job: Job, *, reading: ReadingVersion, content: Content) -> Draft:
    """The whole content of a preliminary report on one reading of one document."""
    groups = _groups(content)
    return Draft(
        header=_header(job, reading=reading, content=content),
        sections=(_section(content, reading=reading, groups=groups),),
        evidence=tuple(_evidence(content, groups=groups)),
        models=(_model(reading),),
        provenance=_provenance(job, reading=reading, content=content),
    )


def _groups(content: Content) -> list[Group]:
    """The rows that were read, each with the field it is about; those without one are left out."""
    found: dict[int, dict[FieldName, Field]] = {}
    for field in content.fields:
        if field.group is not None:
            found.setdefault(field.group, {})[field.name] = field
    return [group for group in found.values() if _head(group) is not None]


def _head(group: Group) -> Field | None:
    return next((group[name] for name in HEADS if name in group), None)


def _header(job: Job, *, reading: ReadingVersion, content: Content) -> Header:
    case = job.case
    facts = [
        blocks.Fact(
            label=phrase("document-fact-kind"),
            value=phrase(f"document-kind-{content.classification.kind or 'unknown'}"),
        ),
        blocks.Fact(label=phrase("document-fact-version"), value=_standing(reading)),
    ]
    told = (f for f in content.fields if f.group is None and f.name not in NAMED)
    facts += [blocks.Fact(label=phrase(f"field-{f.name}"), value=_words(f)) for f in told]
    return Header(
        title=phrase("document-report-title"),
        organisation=Verbatim(text=case.organisation.name),
        patient_code=Verbatim(text=case.patient.code),
        case=Verbatim(text=case.title or str(case.pk)[:8]),
        facts=tuple(facts),
    )


def _standing(reading: ReadingVersion) -> Phrase:
    """Version and whether a person has corrected it."""
    key = "document-version-corrected" if reading.corrected_by_id else "document-version-read"
    return phrase(key, number=reading.number)


def _section(content: Content, *, reading: ReadingVersion, groups: list[Group]) -> blocks.Section:
    parts: list[blocks.Block] = [
        blocks.Statements(statements=tuple(_statements(content, groups=groups)))
    ]
    if groups:
        parts.append(_table(groups))
    remarks = [Phrase(key=f"remark-{r['code']}", values=r["values"]) for r in reading.remarks]
    if remarks:
        parts.append(blocks.Notices(notices=tuple(remarks)))
    return blocks.Section(
        id="document", heading=phrase("document-report-heading"), blocks=tuple(parts)
    )


def _statements(content: Content, *, groups: list[Group]) -> Iterator[blocks.Statement]:
    kind = phrase(f"document-kind-{content.classification.kind or 'unknown'}")
    first = phrase("document-statement-kind", kind=kind, rows=len(groups))
    yield blocks.Statement(id="kind", words=first, evidence=("first-line",))
    for number, group in enumerate(groups, 1):
        if sentence := _sentence(group):
            yield blocks.Statement(
                id=f"row-{number}", words=sentence, evidence=(f"line-{number}", f"row-{number}")
            )


def _sentence(group: Group) -> Phrase | None:
    """Results outside their range, drugs and diagnoses; a result within its range is in the table only."""
    head = _head(group)
    flag = group.get(FieldName.LAB_FLAG)
    if head is None or (head.name is FieldName.LAB_ANALYTE and (not flag or flag.value == "N")):
        return None
    value = Verbatim(text=_told(group))
    if head.name is FieldName.LAB_ANALYTE and flag:
        side = "high" if flag.value == "H" else "low"
        return phrase(f"document-statement-{side}", name=Verbatim(text=head.read), value=value)
    key = "drug" if head.name is FieldName.DRUG else "diagnosis"
    return phrase(f"document-statement-{key}", name=Verbatim(text=head.read), value=value)


def _told(group: Group) -> str:
    """The other fields of a row as they were written, each word of the page once."""
    head = _head(group)
    rest = [f for f in group.values() if f is not head and f.name is not FieldName.LAB_FLAG]
    return " ".join(dict.fromkeys(field.read for field in rest))


def _table(groups: list[Group]) -> blocks.Table:
    columns = ("value", "doubt")
    return blocks.Table(
        id=TABLE,
        caption=phrase("document-table-caption"),
        row_heading=phrase("document-table-what"),
        columns=tuple(
            blocks.Column(id=each, heading=phrase(f"document-column-{each}")) for each in columns
        ),
        rows=tuple(_row(group, number=number) for number, group in enumerate(groups, 1)),
    )


def _row(group: Group, *, number: int) -> blocks.Row:
    head = _head(group)
    doubted = any(is_doubted(field) for field in group.values())
    return blocks.Row(
        id=f"row-{number}",
        label=phrase("document-words", text=head.read if head else ""),
        cells=(
            Verbatim(text=_told(group) or "-"),
            phrase("document-doubted") if doubted else phrase("document-undoubted"),
        ),
        confidence=min(field.confidence for field in group.values()),
    )


def _words(field: Field) -> Phrase | Verbatim:
    if field.name is FieldName.SEX:
        return phrase(f"document-sex-{field.value}")
    return Verbatim(text=field.value)


def _evidence(content: Content, *, groups: list[Group]) -> Iterator[blocks.Evidence]:
    yield _line("first-line", page=1, line=1, content=content)
    for number, group in enumerate(groups, 1):
        head = _head(group)
        if head is not None:
            yield _line(
                f"line-{number}", page=head.place.page, line=head.place.line, content=content
            )
        yield blocks.Evidence(
            id=f"row-{number}",
            kind="table-row",
            target=f"{TABLE}/row-{number}",
            label=phrase("document-evidence-row", number=number),
        )


def _line(id: str, *, page: int, line: int, content: Content) -> blocks.Evidence:
    before = sum(_lines(content, page=number) for number in range(1, page))
    return blocks.Evidence(
        id=id,
        kind="document-line",
        target=f"{SOURCE}/{before + line}",
        label=phrase("document-evidence-line", page=page, line=line),
    )


def _lines(content: Content, *, page: int) -> int:
    found = next((each for each in content.reading.pages if each.number == page), None)
    return sum(len(block.lines) for block in found.blocks) if found else 0


def _model(reading: ReadingVersion) -> Model:
    return Model(
        name=Verbatim(text=reading.engine),
        version=reading.engine_version,
        purpose=(phrase("document-model-purpose"),),
        limits=tuple(phrase(f"document-model-{each}") for each in ("numbers", "not-a-device")),
    )


def _provenance(job: Job, *, reading: ReadingVersion, content: Content) -> Provenance:
    source = reading.document.source
    lines = sum(_lines(content, page=page.number) for page in content.reading.pages)
    runs = [job] if reading.pictures.job is None else [reading.pictures.job, job]
    return Provenance(
        sources=(
            Source(
                id=SOURCE, name=phrase("document-source"), parts=max(lines, 1), sha256=source.sha256
            ),
        ),
        runs=tuple(Run(kind=each.kind, version=each.version, params=each.params) for each in runs),
        code=Code(name="Jindan", version=program_version(), sha256=program_sha256()),
    )
