"""A document in the formats that other programs take."""

import json
from collections.abc import Callable, Mapping

from django.http import HttpResponse

from jindan.ocr.document import Content
from jindan.ocr.outputs import boxes, fhir
from jindan.ocr.outputs.markdown import markdown
from jindan.ocr.understanding.classes import DocumentKind
from jindan.server.documents.models import ReadingVersion, Review

Writer = Callable[[Content], bytes]

WRITERS: Mapping[str, tuple[str, Writer]] = {
    "text": ("text/plain; charset=utf-8", lambda content: content.reading.text.encode()),
    "markdown": (
        "text/markdown; charset=utf-8",
        lambda content: markdown(content.reading).encode(),
    ),
    "hocr": ("application/xhtml+xml", lambda content: boxes.hocr(content.reading)),
    "alto": ("application/alto+xml", lambda content: boxes.alto(content.reading)),
}
"""The sensitive numbers are out of the content already, so none of these can hold one."""


def exported(content: Content, *, form: str) -> HttpResponse:
    """The text of a reading in one of WRITERS' formats."""
    media_type, write = WRITERS[form]
    return HttpResponse(write(content), content_type=media_type)


def as_fhir(reading: ReadingVersion, *, language: str) -> HttpResponse:
    """A FHIR R4 DocumentReference that leads to the searchable PDF, where there is one, and to what was sent."""
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
    described = fhir.Described(
        id=str(document.pk),
        kind=DocumentKind(document.kind) if document.kind else None,
        patient_code=document.case.patient.code,
        received_at=document.source.created_at,
        is_confirmed=document.review == Review.CONFIRMED,
        files=tuple(files),
    )
    resource = fhir.document_reference(described, language=language)
    return HttpResponse(
        json.dumps(resource, ensure_ascii=False), content_type="application/fhir+json"
    )
