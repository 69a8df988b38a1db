"""How much of a scan is air, as a job: the server half of the example in docs/how-to/add-an-analysis.md."""

from examples.air_share import AirParams, AirShare, findings_of
from jindan.confinement.messages import Limits
from jindan.findings.finding import Finding, MadeBy
from jindan.report.building import Chapter, statement
from jindan.report.phrases import label_of
from jindan.report.provenance import ModelSummary, Run, Source, SourceFile
from jindan.report.wording import Verbatim, phrase
from jindan.server.artifacts.models import Artifact
from jindan.server.findings import services as subjects
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job
from jindan.server.reports import services as reports

MADE_BY = MadeBy(name="air-counter", version="1")


def record(job: Job, outcome: Outcome[AirShare]) -> None:
    """Record what was found and draft its report. A slice writes its own rows here, too."""
    volume = job.inputs.get(role="volume").artifact
    subject = subjects.add_subject(job.case, kind=SubjectKind.SERIES, of=volume.pk, at=None)
    findings = subjects.record(subject, findings=findings_of(outcome.result), made_by=MADE_BY)
    reports.draft(
        job,
        title=phrase("ct-report-title"),
        facts=(),
        chapters=[chapter_of(job, subject=subject, volume=volume, findings=findings)],
        subjects=[subject],
        pictures={},
    )


def chapter_of(
    job: Job, *, subject: Subject, volume: Artifact, findings: tuple[Finding, ...]
) -> Chapter:
    """Return what a report says of the air in a scan: one sentence for each finding."""
    name = Verbatim(text=f"CT {subject.number}")
    source = Source(
        id=subject.source, name=name, files=(SourceFile(name=name, sha256=volume.sha256),)
    )
    return Chapter(
        kind="ct",
        source=source,
        findings=findings,
        statements=tuple(
            statement(source, finding.code.name, label_of(finding), finding) for finding in findings
        ),
        tables=(),
        pictures=(),
        notes=(),
        model=ModelSummary(
            name=Verbatim(text=MADE_BY.name),
            version=MADE_BY.version,
            purpose=(phrase("ct-model-other-task"),),
            limits=(phrase("ct-model-not-a-device"),),
        ),
        runs=(Run(kind=job.kind, version=job.version, params=job.params),),
    )


air_measurement = Analysis(
    kind="air-measurement",
    version="1",
    params=AirParams,
    result=AirShare,
    compute="examples.air_share:air_share",
    record=record,
    limits=Limits(memory_mb=2048, cpu_s=60, wall_s=60),
)
