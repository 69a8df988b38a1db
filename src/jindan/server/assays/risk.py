"""The omics-risk analysis: tables of one specimen get a risk score, charts and a preliminary report."""

import uuid

from jindan.confinement.messages import Limits
from jindan.omics.assessment import Assessment, RiskParams
from jindan.omics.findings import findings_of, made_by
from jindan.report.wording import phrase
from jindan.server.assays.models import Assay, Panel, RiskScore, RiskScoreFile, Specimen
from jindan.server.assays.report import PICTURES, chapter_of, facts_of, picture_role
from jindan.server.assays.sealing import seal_assessment
from jindan.server.assays.specimens import specimen_labelled
from jindan.server.findings import services as subjects
from jindan.server.findings.models import SubjectKind
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job
from jindan.server.keys import services as keys
from jindan.server.reports import services as reports


def record(job: Job, outcome: Outcome[Assessment]) -> None:
    """Store specimen, assays and score with all that was found, and draft the report."""
    assessment = outcome.result
    specimen = specimen_labelled(assessment.specimen, case=job.case)
    score_id = uuid.uuid4()
    sealed = seal_assessment(assessment, score_id, organisation_id=job.organisation_id)
    subject = subjects.add_subject(job.case, kind=SubjectKind.RISK_SCORE, of=score_id, at=None)
    findings = subjects.record(
        subject, findings=findings_of(assessment), made_by=made_by(assessment)
    )
    score = RiskScore.objects.create(
        id=score_id,
        case=job.case,
        specimen=specimen,
        subject=subject,
        job=job,
        model=assessment.model.name,
        version=assessment.model.version,
        sealed_assessment=sealed,
        key_id=keys.key_id_of(sealed),
    )
    score.assays.set(_assays(job, specimen, assessment))
    RiskScoreFile.objects.bulk_create(
        RiskScoreFile(risk_score=score, name=name, artifact=artifact)
        for name, artifact in outcome.artifacts.items()
    )
    reports.draft(
        job,
        title=phrase("omics-report-title"),
        facts=facts_of(assessment),
        chapters=[chapter_of(job, subject=subject, assessment=assessment, findings=findings)],
        subjects=[subject],
        pictures={
            f"{picture_role(subject, chart.kind)}.{chart.language}": outcome.artifacts[chart.name]
            for chart in assessment.charts
            if chart.kind in PICTURES and chart.media_type == "image/png"
        },
    )


def _assays(job: Job, specimen: Specimen, assessment: Assessment) -> list[Assay]:
    """Return an assay for each panel that was found, with the table it was found in."""
    tables = [given.artifact for given in job.inputs.select_related("artifact").order_by("role")]
    assays: list[Assay] = []
    for view in assessment.views:
        panel, _ = Panel.objects.get_or_create(
            name=view.view,
            model=assessment.model.name,
            version=assessment.model.version,
            defaults={"features": view.expected},
        )
        assay, _ = Assay.objects.get_or_create(
            specimen=specimen,
            panel=panel,
            table=tables[view.table - 1],
            defaults={"case": job.case},
        )
        assays.append(assay)
    return assays


omics_risk = Analysis(
    kind="omics-risk",
    version="2",
    params=RiskParams,
    result=Assessment,
    compute="jindan.omics.predicting:predict",
    record=record,
    deidentified=("*.png", "*.svg"),  # charts name no specimen
    limits=Limits(memory_mb=4096, cpu_s=300, wall_s=600),
)
