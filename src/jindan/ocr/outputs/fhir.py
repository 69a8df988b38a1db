"""A document as a FHIR R4 DocumentReference: its patient by pseudonym, its class, and its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jindan.catalogue import text
from jindan.findings.codes import LOINC
from jindan.ocr.understanding.classes import DocumentKind

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
"""LOINC codes of classes of documents. Documents that are not clinical have none."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of the document: its address, its type, and its size in bytes."""

    url: str
    media_type: str
    size: int


@dataclass(frozen=True, kw_only=True)
class DescribedDocument:
    """A document as its reference describes it.

    patient_code: the pseudonym, never a name. is_confirmed: a person has confirmed the reading.
    """

    id: str
    kind: DocumentKind | None
    patient_code: str
    received_at: datetime
    is_confirmed: bool
    files: tuple[File, ...]


def document_reference(described: DescribedDocument, *, language: str) -> dict[str, Any]:
    """Return the resource as JSON. A reading that nobody has confirmed is `preliminary`."""
    return {
        "resourceType": "DocumentReference",
        "id": described.id,
        "status": "current",
        "docStatus": "final" if described.is_confirmed else "preliminary",
        "type": _type(described.kind, language=language),
        "subject": {"identifier": {"value": described.patient_code}},
        "date": described.received_at.isoformat(timespec="seconds"),
        # without `hash`: FHIR R4 requires SHA-1 there, which can be forged
        "content": [
            {"attachment": {"contentType": file.media_type, "url": file.url, "size": file.size}}
            for file in described.files
        ],
    }


def _type(kind: DocumentKind | None, *, language: str) -> dict[str, Any]:
    words = {"text": text(f"document-kind-{kind or 'unknown'}", language=language)}
    code = TYPES.get(kind) if kind else None
    return {"coding": [{"system": LOINC, "code": code}]} | words if code else words
