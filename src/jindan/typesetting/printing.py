"""Put a report's content into one language, as the plain tree that the template reads."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jindan.catalogue import text
from jindan.typesetting.blocks import Column, Row
from jindan.typesetting.content import ReportContent
from jindan.typesetting.legible import legible
from jindan.typesetting.wording import (
    Day,
    Frozen,
    Moment,
    Phrase,
    Quantity,
    Verbatim,
    figures,
    unit_as_read,
    words,
)

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
    "reason",
    "addendum",
    "confidence",
    "withheld",
    "withdrawn",
    "corrected",
    "confirmed",
    "notices",
    "evidence",
    "slice",
    "measurement",
    "table-row",
    "document-line",
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
    """The report as JSON, every wording a legible string; `pictures` are file names by role.

    Raises KeyError when the catalogue lacks a phrase.
    """
    tree = {
        "language": language,
        "labels": _labels(language),
        "labels_also": _labels("en" if language == "ko" else "ko"),
        "pictures": dict(pictures),
        "report": _spoken(content, language=language),
    }
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)


def _labels(language: str) -> dict[str, str]:
    return {label: text(f"report-{label}", language=language) for label in LABELS}


def _spoken(value: object, *, language: str) -> object:
    """Any part of a content with its wordings said; shapes stay as they are."""
    match value:
        case Phrase() | Verbatim() | Quantity() | Day() | Moment():
            return legible(words(value, language=language))
        case Frozen():
            return _fields(value, language=language) | _finer(value, language=language)
        case tuple():
            return [_spoken(item, language=language) for item in value]
        case dict():
            return {legible(name): _spoken(item, language=language) for name, item in value.items()}
    return _plain(value, language=language)


def _plain(value: object, *, language: str) -> object:
    if isinstance(value, datetime):
        return words(Moment(at=value), language=language)
    return legible(value) if isinstance(value, str) else value


def _fields(value: Frozen, *, language: str) -> dict[str, Any]:
    return {
        name: _spoken(getattr(value, name), language=language) for name in type(value).model_fields
    }


def _finer(value: Frozen, *, language: str) -> dict[str, Any]:
    """What a table needs otherwise: units in the headings, bare numbers in the cells."""
    match value:
        case Row():
            return {"cells": _cells(value, language=language)}
        case Column():
            return {"unit": unit_as_read(value.unit)}
    return {}


def _cells(row: Row, *, language: str) -> list[dict[str, Any]]:
    return [
        {
            "text": figures(cell)
            if isinstance(cell, Quantity)
            else _spoken(cell, language=language),
            "is_number": isinstance(cell, Quantity),
        }
        for cell in row.cells
    ]
