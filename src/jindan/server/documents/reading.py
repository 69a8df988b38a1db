"""The analyses that read a document, with a local engine and with the reading service."""

from django.conf import settings

from jindan.confinement.messages import Limits
from jindan.ocr.document import DocumentResult
from jindan.ocr.networks import own_files
from jindan.ocr.reading import ReadingParams
from jindan.ocr.remote.access import RemoteParams
from jindan.server.documents.filing import submit_filing
from jindan.server.documents.services import consents, versions
from jindan.server.jobs.analysis import Analysis, OutboundCall, Outcome
from jindan.server.jobs.models import Job
from jindan.server.patients.models import ConsentPurpose
from jindan.server.roles import Capability

SENDING = Limits(memory_mb=2048, cpu_s=300, wall_s=900)
"""The limits of the run that sends pages to the reading service."""


def record(job: Job, outcome: Outcome[DocumentResult]) -> None:
    """Add what was read as a version, and file it unless it seems to be another patient's."""
    reading = versions.add_read(job, outcome)
    if not reading.document.has_conflict:
        submit_filing(reading, by=job.requested_by, priority=job.priority)


def params_for(engine: str) -> ReadingParams:
    """Return the parameters of a reading by an engine, "" being the installation's network if it has one."""
    folder = settings.RECOGNISER
    if folder is None or engine not in ("", own_files.ENGINE):
        return ReadingParams(engine=engine)
    return ReadingParams(
        engine=own_files.ENGINE, recogniser=folder, recogniser_sha256=own_files.digest_of(folder)
    )


document_reading = Analysis(
    kind="document-reading",
    version="1",
    params=ReadingParams,
    result=DocumentResult,
    compute="jindan.ocr.reading_documents:examine",
    record=record,
    asks_for=Capability.REQUEST_DOCUMENTS,
    limits=Limits(memory_mb=3072, cpu_s=600, wall_s=900),
)

remote_reading = Analysis(
    kind="remote-document-reading",
    version="1",
    params=RemoteParams,
    result=DocumentResult,
    compute="jindan.ocr.remote.outgoing:prepare",
    record=record,
    asks_for=Capability.REQUEST_DOCUMENTS,
    limits=Limits(memory_mb=3072, cpu_s=600, wall_s=900),
    outbound_call=OutboundCall(
        purpose=ConsentPurpose.EXTERNAL_OCR,
        access=consents.access_for,
        send="jindan.ocr.remote.sending:send",
        finish="jindan.ocr.remote.merging:merge",
        limits=SENDING,
    ),
)
