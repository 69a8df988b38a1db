"""The report-rendering analysis: one version of a report becomes a PDF for each language."""

from jindan.confinement.messages import Limits
from jindan.server.artifacts import services as artifacts
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job
from jindan.server.reports.models import Rendering, ReportVersion
from jindan.typesetting.rendered import CONTENT, RenderedReport, RenderingParams


def record(job: Job, outcome: Outcome[RenderedReport]) -> None:
    """Hang the PDFs on the version whose content the job was given."""
    given = job.inputs.filter(role=CONTENT).values("artifact")
    version = ReportVersion.objects.select_related("content").get(content__in=given)
    if version.content.is_deidentified:
        artifacts.mark_deidentified(outcome.artifacts.values())
    Rendering.objects.bulk_create(
        Rendering(version=version, job=job, language=language, artifact=outcome.artifacts[name])
        for language, name in outcome.result.files.items()
    )


report_rendering = Analysis(
    kind="report-rendering",
    version="1",
    params=RenderingParams,
    result=RenderedReport,
    compute="jindan.typesetting.rendering:render_report",
    record=record,
    limits=Limits(memory_mb=2048, cpu_s=120),
)
