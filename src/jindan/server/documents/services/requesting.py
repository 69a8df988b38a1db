"""Have files read as documents: one at a time, many at once, or while the person waits."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.shortcuts import get_object_or_404

from jindan.ocr.remote.access import ENGINE, RemoteParams
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.media_types import DOCUMENTS
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.storage.incoming import Upload
from jindan.server.documents.errors import NotADocument
from jindan.server.documents.reading import document_reading, params_for, remote_reading
from jindan.server.documents.services import consents
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import FINISHED, Job, Priority
from jindan.server.kit.problems import RequestProblem
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to

PAUSE_S = 0.2


@dataclass(frozen=True, kw_only=True)
class BatchItem:
    """The outcome of one file of a batch: a job that reads it, or the problem with it. `number` counts from 1."""

    number: int
    name: str
    job: Job | None
    problem: RequestProblem | None


def request_reading(
    source: Artifact,
    *,
    engine: str,
    priority: Priority,
    is_fresh: bool,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Have a file read. The same file in the organisation is not read twice unless `is_fresh`.

    The reading service reads it at every request, because an earlier answer may be the local engine's.
    Raises NotADocument, and what `check_engine` raises.
    """
    check_engine(engine, case=source.case)
    if source.media_type not in DOCUMENTS:
        raise NotADocument
    is_remote = engine == ENGINE
    return jobs.submit(
        remote_reading if is_remote else document_reading,
        params=RemoteParams() if is_remote else params_for(engine),
        inputs={"document": source},
        case=source.case,
        by=by,
        priority=priority,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh or is_remote,
    )


def check_engine(engine: str, *, case: Case) -> None:
    """Raise what `consents.check` raises where the engine is the reading service and may not be used."""
    if engine == ENGINE:
        consents.check(case)


def take_batch(
    uploads: list[Upload],
    *,
    refused: Mapping[int, tuple[str, RequestProblem]],
    engine: str,
    case: Case,
    by: User,
) -> list[BatchItem]:
    """Store and have read each file on its own, so that a problem with one does not stop the others.

    refused: name and problem of the files that were not received, by number.
    """
    numbers = (n for n in range(1, len(uploads) + len(refused) + 1) if n not in refused)
    items = [
        _take(upload, number=n, engine=engine, case=case, by=by)
        for n, upload in zip(numbers, uploads, strict=True)
    ]
    items += [
        BatchItem(number=number, name=name, job=None, problem=problem)
        for number, (name, problem) in refused.items()
    ]
    return sorted(items, key=lambda item: item.number)


def _take(upload: Upload, *, number: int, engine: str, case: Case, by: User) -> BatchItem:
    try:
        [source] = artifacts.receive([upload], case=case, by=by)
        job = request_reading(
            source,
            engine=engine,
            priority=Priority.BULK,
            is_fresh=False,
            idempotency_key=None,
            by=by,
        )
    except RequestProblem as problem:
        return BatchItem(number=number, name=upload.name, job=None, problem=problem)
    return BatchItem(number=number, name=upload.name, job=job, problem=None)


def wait_for(job: Job, *, seconds: float, sleep: Callable[[float], None] = time.sleep) -> bool:
    """Wait until the job has finished, at most `seconds`. Return whether it has."""
    until = time.monotonic() + seconds
    while True:
        job.refresh_from_db(fields=["state"])
        if job.state in FINISHED:
            return True
        if time.monotonic() >= until:
            return False
        sleep(PAUSE_S)


def case_for(case_id: UUID, *, by: User) -> Case:
    """Return the case that documents are uploaded to. Raises Http404."""
    return get_object_or_404(cases_visible_to(by).select_related("organisation"), pk=case_id)
