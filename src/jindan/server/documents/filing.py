"""The document-filing analysis: the searchable PDF of a reading, and its preliminary report."""

from jindan.confinement.messages import Limits
from jindan.ocr.document import CONTENT, SEARCHABLE_PDF, Filed, FilingParams
from jindan.report.wording import phrase
from jindan.server.accounts.models import User
from jindan.server.documents.contents import content_of
from jindan.server.documents.findings import is_confirmed, record_findings
from jindan.server.documents.models import ReadingVersion
from jindan.server.documents.report import chapter_of, facts_of
from jindan.server.documents.services import versions
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job, Priority
from jindan.server.reports import services as reports
from jindan.server.roles import Capability


def record(job: Job, outcome: Outcome[Filed]) -> None:
    """Store the PDF with its reading, record what the document says, and draft the report."""
    artifact = job.inputs.select_related("artifact").get(role=CONTENT).artifact
    reading = ReadingVersion.objects.select_related("document__source__stored", "subject").get(
        content=artifact
    )
    versions.attach_searchable(reading, pdf=outcome.artifacts[SEARCHABLE_PDF])
    content = content_of(artifact)
    findings = record_findings(reading, content=content)
    chapter = chapter_of(
        job, subject=reading.subject, reading=reading, content=content, findings=findings
    )
    reports.draft(
        job,
        title=phrase("document-report-title"),
        facts=facts_of(reading, content=content, is_confirmed=is_confirmed(reading)),
        chapters=[chapter],
        subjects=[reading.subject],
        pictures={},
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


def submit_filing(reading: ReadingVersion, *, by: User, priority: int) -> Job:
    """Submit the filing of a reading: as it was read, corrected or confirmed."""
    pictures = {f"page-{page.number}": page.image for page in reading.pictures.pages.all()}
    return jobs.enqueue(
        document_filing,
        params=FilingParams(),
        inputs={CONTENT: reading.content} | pictures,
        case=reading.document.case,
        by=by,
        priority=Priority(priority),
    )
