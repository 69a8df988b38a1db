"""The document-reading analysis: a file becomes a document with a reading, found by its words."""

from django.conf import settings

from jindan.analysis import Remark
from jindan.confinement.messages import Limits
from jindan.ocr.document import CONTENT, DocumentResult
from jindan.ocr.networks import own_files
from jindan.ocr.reading import ReadingParams
from jindan.ocr.remote.access import RemoteParams
from jindan.server.artifacts import services as artifacts
from jindan.server.documents import consents, finding, guard
from jindan.server.documents.contents import content_of
from jindan.server.documents.doubts import doubts_of
from jindan.server.documents.filing import submit_filing
from jindan.server.documents.models import Document, Page, ReadingVersion, Review
from jindan.server.documents.reviewing import review_of
from jindan.server.jobs.analysis import Analysis, Errand, Outcome
from jindan.server.jobs.models import Job
from jindan.server.roles import Capability

SENDING = Limits(memory_mb=2048, cpu_s=300, wall_s=900, network=True)
"""Of the run that sends pages away."""


def record(job: Job, outcome: Outcome[DocumentResult]) -> None:
    """Keep the reading with its pages, and go on to file it unless it seems to be another patient's."""
    found = outcome.result
    artifacts.mark_identifying(outcome.artifacts.values())
    content = content_of(outcome.artifacts[CONTENT])
    conflicts = guard.conflicts_with(job.case.patient, content=content)
    document = _document(
        job,
        kind=found.kind or "",
        review=review_of(content, has_conflict=bool(conflicts)),
        has_conflict=bool(conflicts),
    )
    reading = _reading(
        job,
        document=document,
        outcome=outcome,
        doubts=len(doubts_of(content)),
        remarks=(*conflicts, *found.remarks),
    )
    Page.objects.bulk_create(
        Page(
            reading=reading,
            number=page.number,
            width=page.width,
            height=page.height,
            image=outcome.artifacts[page.file],
        )
        for page in found.pages
    )
    finding.index(document, content=content)
    if not conflicts:
        submit_filing(reading, by=job.requested_by, lane=job.lane)


def params_for(engine: str) -> ReadingParams:
    """What a reading is told; where no engine is named, the installation's own network reads if it has one."""
    folder = settings.RECOGNISER
    if folder is None or engine not in ("", own_files.ENGINE):
        return ReadingParams(engine=engine)
    return ReadingParams(
        engine=own_files.ENGINE, recogniser=folder, recogniser_sha256=own_files.digest_of(folder)
    )


def _document(job: Job, *, kind: str, review: Review, has_conflict: bool) -> Document:
    """The document of the file that was read, locked: versions come one by one."""
    source = job.inputs.get(role="document").artifact_id
    standing = {"kind": kind, "review": review, "has_conflict": has_conflict}
    document, _ = Document.objects.select_for_update().update_or_create(
        case=job.case, source_id=source, defaults=standing
    )
    return document


def _reading(
    job: Job,
    *,
    document: Document,
    outcome: Outcome[DocumentResult],
    doubts: int,
    remarks: tuple[Remark, ...],
) -> ReadingVersion:
    found = outcome.result
    reading = ReadingVersion(
        document=document,
        number=document.readings.count() + 1,
        job=job,
        content=outcome.artifacts[CONTENT],
        engine=found.engine,
        engine_version=found.engine_version,
        lowest_confidence=found.lowest_confidence,
        low_percentile_confidence=found.low_percentile_confidence,
        doubts=doubts,
        remarks=[remark.model_dump() for remark in remarks],
    )
    reading.pictures_id = reading.pk
    reading.save(force_insert=True)
    return reading


document_reading = Analysis(
    kind="document-reading",
    version="1",
    params=ReadingParams,
    result=DocumentResult,
    compute="jindan.ocr.examining:examine",
    record=record,
    asks_for=Capability.REQUEST_DOCUMENTS,
    limits=Limits(memory_mb=3072, cpu_s=600, wall_s=900),
)

remote_reading = Analysis(
    kind="remote-document-reading",
    version="1",
    params=RemoteParams,
    result=DocumentResult,
    compute="jindan.ocr.remote.leaving:prepare",
    record=record,
    asks_for=Capability.REQUEST_DOCUMENTS,
    limits=Limits(memory_mb=3072, cpu_s=600, wall_s=900),
    errand=Errand(
        access=consents.access_for,
        send="jindan.ocr.remote.sending:send",
        finish="jindan.ocr.remote.joining:join",
        limits=SENDING,
    ),
)
