"""Put a report's content into one language, as the plain tree that the template reads."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from jindan.catalogue import text
from jindan.findings.values import Frozen, Quantity
from jindan.report.content import ReportContent
from jindan.report.phrases import label_of, place_of
from jindan.report.wording import Day, Moment, Phrase, Verbatim, words
from jindan.typesetting.legible import legible
from jindan.typesetting.printed_blocks import PrintedPage, printed_block

LABELS = (
    "research-only",
    "research-only-long",
    "preliminary",
    "preliminary-long",
    "final",
    "final-long",
    "amended",
    "amended-long",
    "patient",
    "case",
    "organisation",
    "report",
    "version",
    "issued",
    "signed-by",
    "proof-password",
    "proof-code",
    "proof-passkey",
    "reason",
    "addendum",
    "confidence",
    "withheld",
    "withdrawn",
    "corrected",
    "confirmed",
    "evidence",
    "models",
    "purpose",
    "limits",
    "licence",
    "citation",
    "provenance",
    "part",
    "name",
    "digest",
    "input",
    "analysis",
    "weights",
    "code",
    "parameters",
)
"""The template's own words: `report-<label>` of the catalogue."""


def printed(content: ReportContent, *, language: str, pictures: Mapping[str, str]) -> str:
    """Return the report as JSON, every wording a legible string. `pictures` are file names by role.

    Raises KeyError when the catalogue lacks a phrase.
    """
    tree = {
        "language": language,
        "labels": _labels(language),
        "labels_also": _labels("en" if language == "ko" else "ko"),
        "pictures": dict(pictures),
        "report": _report(content, language=language),
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def _labels(language: str) -> dict[str, str]:
    return {label: text(f"report-{label}", language=language) for label in LABELS}


def _report(content: ReportContent, *, language: str) -> dict[str, Any]:
    page = PrintedPage(content=content, language=language)
    spoken = {
        name: _spoken(getattr(content, name), language=language)
        for name in ("id", "header", "status", "addenda", "models", "provenance")
    }
    sections = [
        {
            "heading": page.say(section.heading),
            "blocks": [printed_block(block, page=page) for block in section.blocks],
        }
        for section in content.sections
    ]
    return spoken | {"sections": sections, "evidence": list(_evidence(content, page=page))}


def _evidence(content: ReportContent, *, page: PrintedPage) -> Iterator[dict[str, Any]]:
    """Yield each finding that a sentence states, in the order of the sentences, with its place."""
    cited = dict.fromkeys(id for statement in content.statements() for id in statement.findings)
    findings = content.by_id()
    rows = {
        id: f"{table.id}/{row.id}"
        for table in content.tables()
        for row in table.rows
        for id in row.findings
    }
    for id in cited:
        finding = findings[id]
        place = finding.place
        source = next((s for s in content.provenance.sources if place and s.holds(place)), None)
        yield {
            "id": id,
            "label": page.say(label_of(finding)),
            "place": page.say(place_of(place, source=source)) if place and source else "",
            "row": rows.get(id, ""),
            "mark": content.mark_on([id]),
        }


def _spoken(value: object, *, language: str) -> object:
    """Return any part of a content with its wordings said. Shapes stay as they are."""
    match value:
        case Phrase() | Verbatim() | Quantity() | Day() | Moment():
            return legible(words(value, language=language))
        case Frozen():
            names = type(value).model_fields
            return {name: _spoken(getattr(value, name), language=language) for name in names}
        case tuple():
            return [_spoken(item, language=language) for item in value]
        case dict():
            return {legible(name): _spoken(item, language=language) for name, item in value.items()}
    return _plain(value, language=language)


def _plain(value: object, *, language: str) -> object:
    if isinstance(value, datetime):
        return words(Moment(at=value), language=language)
    return legible(value) if isinstance(value, str) else value
