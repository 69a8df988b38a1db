"""A document as a FHIR R4 DocumentReference: whose it is by pseudonym, what class it is of, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jindan.catalogue import text
from jindan.ocr.understanding.classes import DocumentKind

LOINC = "http://loinc.org"
TYPES: Mapping[DocumentKind, str] = {
    DocumentKind.LAB_REPORT: "11502-2",
    DocumentKind.PATHOLOGY_REPORT: "11526-1",
    DocumentKind.PRESCRIPTION: "57833-6",
    DocumentKind.REFERRAL: "57133-1",
    DocumentKind.DISCHARGE_SUMMARY: "18842-5",
    DocumentKind.IMAGING_REPORT: "18748-4",
    DocumentKind.CONSENT: "59284-0",
    DocumentKind.INSURANCE_CLAIM: "64291-8",
}
"""LOINC codes of kinds of documents; papers that are not clinical have none."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of the document: where it is fetched, of which type, and its bytes."""

    url: str
    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Described:
    """What the reference says of a document; `patient_code` is the pseudonym, never a name.

    is_confirmed: a person has confirmed what was read.
    """

    id: str
    kind: DocumentKind | None
    patient_code: str
    received_at: datetime
    is_confirmed: bool
    files: tuple[File, ...]


def document_reference(described: Described, *, language: str) -> dict[str, Any]:
    """The resource as JSON; a reading that nobody has confirmed is `preliminary`."""
    return {
        "resourceType": "DocumentReference",
        "id": described.id,
        "status": "current",
        "docStatus": "final" if described.is_confirmed else "preliminary",
        "type": _type(described.kind, language=language),
        "subject": {"identifier": {"value": described.patient_code}},
        "date": described.received_at.isoformat(timespec="seconds"),
        "content": [{"attachment": _attachment(file)} for file in described.files],
    }


def _type(kind: DocumentKind | None, *, language: str) -> dict[str, Any]:
    words = {"text": text(f"document-kind-{kind or 'unknown'}", language=language)}
    code = TYPES.get(kind) if kind else None
    return {"coding": [{"system": LOINC, "code": code}]} | words if code else words


def _attachment(file: File) -> dict[str, Any]:
    """Without `hash`: FHIR R4 wants SHA-1 there, which proves nothing any more."""
    return {"contentType": file.media_type, "url": file.url, "size": file.size}
