"""The document-filing analysis: the searchable PDF of a reading, and its preliminary report."""

from jindan.confinement.messages import Limits
from jindan.ocr.document import CONTENT, SEARCHABLE_PDF, Filed, FilingParams
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.documents.contents import content_of
from jindan.server.documents.models import ReadingVersion
from jindan.server.documents.report import draft_of
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job, Lane
from jindan.server.reports import services as reports
from jindan.server.roles import Capability


def record(job: Job, outcome: Outcome[Filed]) -> None:
    """Keep the PDF with its reading, and draft the report."""
    artifacts.mark_identifying(outcome.artifacts.values())
    content = job.inputs.select_related("artifact").get(role=CONTENT).artifact
    reading = ReadingVersion.objects.select_related("document__source__stored").get(content=content)
    ReadingVersion.objects.filter(pk=reading.pk).update(
        searchable=outcome.artifacts[SEARCHABLE_PDF]
    )
    reports.draft(
        job, content=draft_of(job, reading=reading, content=content_of(content)), pictures={}
    )


document_filing = Analysis(
    kind="document-filing",
    version="1",
    params=FilingParams,
    result=Filed,
    compute="jindan.ocr.filing:file_document",
    record=record,
    asks_for=Capability.REQUEST_DOCUMENTS,
    limits=Limits(memory_mb=2048, cpu_s=300, wall_s=600),
)


def submit_filing(reading: ReadingVersion, *, by: User, lane: int) -> Job:
    """File a reading: as it was read, corrected or confirmed."""
    pictures = {f"page-{page.number}": page.image for page in reading.pictures.pages.all()}
    return jobs.submit(
        document_filing,
        params=FilingParams(),
        inputs={CONTENT: reading.content} | pictures,
        case=reading.document.case,
        by=by,
        lane=Lane(lane),
    )
