"""Have documents read, list, see and search them; each act leaves an audit event."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from jindan.ocr.document import Content
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.media_types import PAPER
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.uploads import Upload
from jindan.server.audit import services as audit
from jindan.server.documents import finding, queries
from jindan.server.documents.contents import content_of
from jindan.server.documents.errors import NotADocument
from jindan.server.documents.models import Document, Page, ReadingVersion
from jindan.server.documents.reading import document_reading, params_for
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import FINISHED, Job, Lane
from jindan.server.kit.problems import Problem
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to

PAUSE_S = 0.2


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of one file of a batch: a job, or the problem that kept it from one."""

    number: int
    name: str
    job: Job | None
    problem: Problem | None


def request_reading(
    source: Artifact,
    *,
    engine: str,
    lane: Lane,
    is_fresh: bool,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Have a file read. The same file in the organisation is not read twice unless `is_fresh`. Raises NotADocument."""
    if source.media_type not in PAPER:
        raise NotADocument
    artifacts.mark_identifying([source])
    return jobs.submit(
        document_reading,
        params=params_for(engine),
        inputs={"document": source},
        case=source.case,
        by=by,
        lane=lane,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh,
    )


def take_batch(
    uploads: list[Upload], *, refused: Mapping[int, tuple[str, Problem]], case: Case, by: User
) -> list[Taken]:
    """Store and have read each file on its own: what is wrong with one stops none of the others."""
    numbers = (n for n in range(1, len(uploads) + len(refused) + 1) if n not in refused)
    taken = [
        _take(upload, number=n, case=case, by=by)
        for n, upload in zip(numbers, uploads, strict=True)
    ]
    taken += [
        Taken(number=number, name=name, job=None, problem=problem)
        for number, (name, problem) in refused.items()
    ]
    return sorted(taken, key=lambda each: each.number)


def _take(upload: Upload, *, number: int, case: Case, by: User) -> Taken:
    try:
        [source] = artifacts.receive([upload], case=case, by=by)
        job = request_reading(
            source, engine="", lane=Lane.BULK, is_fresh=False, idempotency_key=None, by=by
        )
    except Problem as problem:
        return Taken(number=number, name=upload.name, job=None, problem=problem)
    return Taken(number=number, name=upload.name, job=job, problem=None)


def wait_for(job: Job, *, seconds: float, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Whether the job has finished, looked at for as many seconds."""
    until = time.monotonic() + seconds
    while True:
        job.refresh_from_db(fields=["state"])
        if job.state in FINISHED:
            return True
        if time.monotonic() >= until:
            return False
        sleep(PAUSE_S)


@transaction.atomic
def list_documents(*, by: User) -> QuerySet[Document]:
    """The documents that the actor may see, to be listed."""
    audit.record_event("document.listed", by=by, subject=by.organisation)
    return queries.visible_to(by)


@transaction.atomic
def read(
    document_id: UUID, *, number: int | None = None, by: User
) -> tuple[ReadingVersion, Content]:
    """A version of what a document says, by default the newest, noting who looked. Raises Http404."""
    readings = queries.readings_visible_to(by).filter(document=document_id).order_by("-number")
    found = readings.filter(number=number) if number is not None else readings[:1]
    reading = get_object_or_404(readings, pk__in=[each.pk for each in found])
    audit.record_event("document.read", by=by, subject=reading.document, case=reading.document.case)
    return reading, content_of(reading.content)


@transaction.atomic
def look_at_page(document_id: UUID, *, page: int, number: int | None, by: User) -> Page:
    """The picture of a page. Raises Http404."""
    readings = queries.readings_visible_to(by).filter(document=document_id).order_by("-number")
    reading = get_object_or_404(readings, number=number) if number is not None else readings.first()
    pictures = reading.pictures_id if reading else None
    found = get_object_or_404(queries.pages_visible_to(by), reading=pictures, number=page)
    document = found.reading.document
    audit.record_event("document.page-seen", by=by, subject=document, case=document.case)
    return found


@transaction.atomic
def search(query: str, *, size: int, by: User) -> list[finding.Hit]:
    """The documents that say something, newest first; the query itself is noted nowhere. Raises QueryTooShort."""
    audit.record_event("document.searched", by=by, subject=by.organisation)
    hits = finding.find(query, size=size, by=by)
    prefetch_related_objects([hit.document for hit in hits], "case__patient")
    return hits


def case_for(case_id: UUID, *, by: User) -> Case:
    """The case that documents are put into. Raises Http404."""
    return get_object_or_404(cases_visible_to(by).select_related("organisation"), pk=case_id)
