"""The blocks of a report as the template draws them: findings resolved, marks on all that names a marked one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jindan.catalogue import text
from jindan.findings.finding import Finding, FindingId
from jindan.findings.values import Quantity, amount, figures, unit_as_read
from jindan.report.blocks import (
    Bars,
    Block,
    Column,
    FindingCell,
    FindingPicture,
    Pictures,
    Review,
    Row,
    Statement,
    Statements,
    Table,
    Warnings,
)
from jindan.report.content import Mark, ReportContent
from jindan.report.phrases import cell_of, name_of, summary_of
from jindan.report.wording import Moment, Wording, note_phrase, words
from jindan.typesetting.legible import legible


@dataclass(frozen=True, kw_only=True)
class PrintedPage:
    """The content that is printed, and the language to print it in."""

    content: ReportContent
    language: str

    def say(self, wording: Wording) -> str:
        """Return a wording as a legible string."""
        return legible(words(wording, language=self.language))

    def finding(self, id: FindingId) -> Finding:
        """Return the finding of an id."""
        return self.content.by_id()[id]


def printed_block(block: Block, *, page: PrintedPage) -> dict[str, Any]:
    """Return a block with every finding, unit and mark resolved."""
    match block:
        case Statements():
            return {
                "kind": block.kind,
                "statements": [_statement(one, page=page) for one in block.statements],
            }
        case Warnings():
            return {"kind": block.kind, "notes": [page.say(note) for note in block.notes]}
        case Pictures():
            pictures = [_picture(picture, page=page) for picture in block.pictures]
            return {"kind": block.kind, "across": block.across, "pictures": pictures}
        case Bars():
            return _bars(block, page=page)
        case Table():
            return _table(block, page=page)


def marked_words(findings: Iterable[FindingId], *, page: PrintedPage) -> str:
    """Return which of some findings a reader withdrew or corrected, such as `Withdrawn by reader: Liver`."""
    said: list[str] = []
    for mark in Mark:
        marked = [id for id in findings if page.content.marks.get(id) is mark]
        names = dict.fromkeys(page.say(name_of(page.finding(id).focus)) for id in marked)
        if names:
            said.append(f"{text(f'report-{mark}', language=page.language)}: {', '.join(names)}")
    return " · ".join(said)


def _statement(statement: Statement, *, page: PrintedPage) -> dict[str, Any]:
    return {
        "words": page.say(statement.words),
        "evidence": list(statement.findings),
        "mark": page.content.mark_on(statement.findings),
        "review": _review(statement.review, page=page) if statement.review else None,
    }


def _review(review: Review, *, page: PrintedPage) -> dict[str, Any]:
    return {
        "verdict": review.verdict,
        "by": legible(review.by),
        "at": page.say(Moment(at=review.at)),
        "reason": legible(review.reason),
        "words": page.say(review.words) if review.words else None,
    }


def _picture(picture: FindingPicture, *, page: PrintedPage) -> dict[str, Any]:
    return {
        "role": picture.role,
        "caption": page.say(picture.caption),
        "description": page.say(picture.description),
        "marked": marked_words(picture.findings, page=page),
    }


def _bars(block: Bars, *, page: PrintedPage) -> dict[str, Any]:
    """Return the bars, each as long as its share of the largest. What is withheld has none."""
    findings = {bar.finding: page.finding(bar.finding) for bar in block.bars}
    values = {id: finding.quantity for id, finding in findings.items()}
    largest = max((abs(q.value) for q in values.values() if q), default=0) or 1
    bars = []
    for bar in sorted(block.bars, key=lambda bar: -_length(values[bar.finding])):
        quantity, finding = values[bar.finding], findings[bar.finding]
        bars.append(
            {
                "label": page.say(bar.label),
                "colour": bar.colour,
                "share": _length(quantity) / largest,
                "text": amount(quantity, language=page.language) if quantity else "",
                "withheld": page.say(note_phrase(finding.reason)) if finding.reason else "",
                "confidence": finding.confidence,
                "mark": page.content.mark_on([bar.finding]),
            }
        )
    return {"kind": block.kind, "caption": page.say(block.caption), "bars": bars}


def _length(quantity: Quantity | None) -> float:
    return abs(quantity.value) if quantity else 0.0


def _table(table: Table, *, page: PrintedPage) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "id": table.id,
        "caption": page.say(table.caption),
        "row_heading": page.say(table.row_heading),
        "columns": [
            {
                "heading": page.say(column.heading),
                "unit": unit_as_read(column.unit or "1", language=page.language),
            }
            for column in table.columns
        ],
        "rows": [_row(row, table=table, page=page) for row in table.rows],
    }


def _row(row: Row, *, table: Table, page: PrintedPage) -> dict[str, Any]:
    summary = summary_of(row, page.content.findings)
    cells = zip(row.cells, table.columns, strict=True)
    return {
        "id": row.id,
        "label": page.say(row.label),
        "swatch": row.swatch,
        "cells": [_cell(cell, column, page=page) for cell, column in cells],
        "confidence": summary.confidence,
        "withheld": page.say(summary.withheld) if summary.withheld else None,
        "notes": [page.say(note) for note in summary.notes],
        "marked": marked_words(row.findings, page=page),
    }


def _cell(cell: FindingCell | None, column: Column, *, page: PrintedPage) -> dict[str, Any]:
    """Return what a cell prints: bare figures under a unit, else the value with its own."""
    wording = None
    if cell is not None:
        sources = page.content.provenance.sources
        wording = cell_of(page.finding(cell.finding), cell.part, sources=sources)
    is_number = isinstance(wording, Quantity)
    if isinstance(wording, Quantity) and column.unit == wording.unit:
        said = figures(wording)
    else:
        said = page.say(wording) if wording else "–"
    mark = page.content.mark_on([cell.finding]) if cell else None
    is_beside_numbers = wording is None and column.unit is not None
    return {"text": said, "is_number": is_number or is_beside_numbers, "mark": mark}
