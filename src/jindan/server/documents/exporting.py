"""Documents in the formats that other programs read."""

import json
from collections.abc import Callable, Mapping

from django.http import HttpResponse

from jindan.ocr.document import DocumentContent
from jindan.ocr.outputs import boxes, fhir
from jindan.ocr.outputs.markdown import markdown
from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.artifacts.downloads import file_headers
from jindan.server.documents.models import DocumentReview, ReadingVersion

Writer = Callable[[DocumentContent], bytes]

WRITERS: Mapping[str, tuple[str, str, Writer]] = {
    "text": ("txt", "text/plain; charset=utf-8", lambda content: content.reading.text.encode()),
    "markdown": (
        "md",
        "text/markdown; charset=utf-8",
        lambda content: markdown(content.reading).encode(),
    ),
    "hocr": ("xhtml", "application/xhtml+xml", lambda content: boxes.hocr(content.reading)),
    "alto": ("xml", "application/alto+xml", lambda content: boxes.alto(content.reading)),
}
"""Suffix, media type and writer by name. Sensitive numbers are removed from the content before, so no file has one."""


def exported(content: DocumentContent, *, form: str) -> HttpResponse:
    """Return the text of a reading in one of the formats of WRITERS."""
    suffix, media_type, write = WRITERS[form]
    return _file(write(content), suffix=suffix, media_type=media_type)


def as_fhir(reading: ReadingVersion, *, language: str) -> HttpResponse:
    """Return a FHIR R4 DocumentReference with links to the searchable PDF, where there is one, and to the upload."""
    document = reading.document
    files = [
        fhir.File(
            url=f"/api/v1/artifacts/{document.source_id}/content",
            media_type=document.source.media_type,
            size=document.source.size,
        )
    ]
    if reading.searchable is not None:
        files.insert(
            0,
            fhir.File(
                url=f"/api/v1/documents/{document.pk}/export?form=pdf&number={reading.number}",
                media_type=reading.searchable.media_type,
                size=reading.searchable.size,
            ),
        )
    described = fhir.DescribedDocument(
        id=str(document.pk),
        kind=DocumentKind(document.kind) if document.kind else None,
        patient_code=document.case.patient.code,
        received_at=document.source.created_at,
        is_confirmed=document.review == DocumentReview.CONFIRMED,
        files=tuple(files),
    )
    resource = fhir.document_reference(described, language=language)
    content = json.dumps(resource, ensure_ascii=False).encode()
    return _file(content, suffix="fhir.json", media_type="application/fhir+json")


def _file(content: bytes, *, suffix: str, media_type: str) -> HttpResponse:
    headers = file_headers(f"document.{suffix}", media_type=media_type)
    return HttpResponse(content, content_type=media_type, headers=headers)
