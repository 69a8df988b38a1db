"""What a document contributes to a report: sentences over its findings, and the table of values read."""

from collections.abc import Iterator

from jindan.analysis import Note
from jindan.catalogue import knows
from jindan.findings.finding import Finding, FindingStatus, Interpretation
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field, FieldName
from jindan.ocr.findings import rows_of
from jindan.report.blocks import CellPart, Fact, Statement
from jindan.report.building import Chapter, ColumnLayout, RowLayout, TableLayout, statement
from jindan.report.phrases import name_of, value_of
from jindan.report.provenance import ModelSummary, Run, Source, SourceFile
from jindan.report.wording import Phrase, Verbatim, Wording, note_phrase, phrase
from jindan.server.documents.flags import is_flagged
from jindan.server.documents.models import ReadingVersion
from jindan.server.findings.models import Subject
from jindan.server.jobs.models import Job

NAMED = frozenset(
    {
        FieldName.PATIENT_NAME,
        FieldName.RESIDENT_NUMBER,
        FieldName.PATIENT_NUMBER,
        FieldName.BIRTH_DATE,
    }
)
"""A report goes by the patient's code; what else tells who it is stays on the document."""
RESULT, DRUG = FieldName.LAB_ANALYTE, FieldName.DRUG
SIDES = {Interpretation.HIGH: "high", Interpretation.LOW: "low"}


def chapter_of(
    job: Job,
    *,
    subject: Subject,
    reading: ReadingVersion,
    content: DocumentContent,
    findings: tuple[Finding, ...],
) -> Chapter:
    """Return what a report says of one reading. `findings` are those of the subject."""
    source = _source(subject, reading=reading, content=content)
    heads = [head for head, _ in rows_of(content)]
    notes = [Note.model_validate(note) for note in reading.notes]
    runs = [job] if reading.pictures.job is None else [reading.pictures.job, job]
    return Chapter(
        kind="document",
        source=source,
        findings=findings,
        statements=tuple(_statements(source, findings, heads=heads)),
        tables=(_values(findings[1:], heads=heads),) if heads else (),
        pictures=(),
        notes=tuple(map(note_phrase, notes)),
        model=_model(reading),
        runs=tuple(Run(kind=run.kind, version=run.version, params=run.params) for run in runs),
    )


def facts_of(
    reading: ReadingVersion, *, content: DocumentContent, is_confirmed: bool
) -> tuple[Fact, ...]:
    """Return class, version and what belongs to the whole document, for the head of the report.

    A flagged value of a version that nobody has confirmed is printed as one to check.
    """
    kind = content.classification.kind or "unknown"
    facts = [
        Fact(label=phrase("document-fact-kind"), value=phrase(f"document-kind-{kind}")),
        Fact(label=phrase("document-fact-version"), value=_version(reading)),
    ]
    fields = (f for f in content.fields if f.group is None and f.name not in NAMED)
    facts += [
        Fact(label=phrase(f"field-{f.name}"), value=_value(f, is_confirmed=is_confirmed))
        for f in fields
    ]
    return tuple(facts)


def _value(field: Field, *, is_confirmed: bool) -> Wording:
    if is_confirmed or not is_flagged(field):
        return _words(field)
    return phrase("document-fact-to-check", value=_words(field))


def _version(reading: ReadingVersion) -> Phrase:
    key = "document-version-corrected" if reading.corrected_by_id else "document-version-read"
    return phrase(key, number=reading.number)


def _words(field: Field) -> Wording:
    sex = f"document-sex-{field.value}"
    if field.name is FieldName.SEX and knows(sex):  # a person may have written another word
        return phrase(sex)
    return Verbatim(text=field.value)


def _statements(
    source: Source, findings: tuple[Finding, ...], *, heads: list[Field]
) -> Iterator[Statement]:
    """Yield what is certain: a value that a person must still check makes no sentence of its own."""
    kind, *rows = findings
    words = phrase("document-statement-kind", kind=value_of(kind) or "", rows=len(rows))
    yield statement(source, "kind", words, kind)
    for number, (finding, head) in enumerate(zip(rows, heads, strict=True), 1):
        sentence = _sentence(finding, head=head)
        if sentence and finding.status is FindingStatus.REPORTED:
            yield statement(source, f"row-{number}", sentence, finding)
    to_check = [finding for finding in rows if finding.status is FindingStatus.TO_CHECK]
    if to_check:
        words = phrase("document-statement-to-check", count=len(to_check))
        yield statement(source, "to-check", words, *to_check)


def _sentence(finding: Finding, *, head: Field) -> Phrase | None:
    """Return the sentence on a result outside its range, a drug or a diagnosis. It is None for a result within."""
    value = value_of(finding) or Verbatim(text="")
    if head.name is RESULT:
        side = SIDES.get(finding.interpretation) if finding.interpretation else None
        name = name_of(finding.code)
        return phrase(f"document-statement-{side}", name=name, value=value) if side else None
    if head.name is DRUG:
        return phrase("document-statement-drug", name=name_of(finding.code), value=value)
    return phrase("document-statement-diagnosis", value=value)


def _values(findings: tuple[Finding, ...], *, heads: list[Field]) -> TableLayout:
    return TableLayout(
        id="values",
        row_heading=phrase("document-table-what"),
        columns=tuple(
            ColumnLayout(
                id=part, heading=phrase(f"document-column-{part}"), code="value", part=part
            )
            for part in (CellPart.VALUE, CellPart.REFERENCE, CellPart.STATUS, CellPart.PLACE)
        ),
        rows=tuple(
            RowLayout(id=f"row-{n}", label=name_of(finding.code), findings={"value": finding})
            for n, finding in enumerate(findings, start=1)
        ),
    )


def _source(subject: Subject, *, reading: ReadingVersion, content: DocumentContent) -> Source:
    name = phrase("document-source", number=subject.number)
    lines = tuple(sum(len(block.lines) for block in page.blocks) for page in content.reading.pages)
    file = SourceFile(name=name, sha256=reading.document.source.sha256, parts=lines)
    return Source(id=subject.source, name=name, files=(file,))


def _model(reading: ReadingVersion) -> ModelSummary:
    limits = ("numbers", "not-a-device")
    return ModelSummary(
        name=Verbatim(text=reading.engine),
        version=reading.engine_version,
        purpose=(phrase("document-model-purpose"),),
        limits=tuple(phrase(f"document-model-{limit}") for limit in limits),
    )
