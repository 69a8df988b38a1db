"""The omics-risk analysis: tables of one specimen get a risk score, charts and a preliminary report."""

from jindan.confinement.messages import Limits
from jindan.omics.findings import Assessment, RiskParams
from jindan.server.assays.models import Assay, Panel, RiskScore, RiskScoreFile, Specimen
from jindan.server.assays.report import PICTURES, Findings, draft_of
from jindan.server.jobs.analysis import Analysis, Outcome
from jindan.server.jobs.models import Job
from jindan.server.reports import services as reports


def record(job: Job, outcome: Outcome[Assessment]) -> None:
    """Keep specimen, assays and score, and draft the report."""
    found = outcome.result
    specimen, _ = Specimen.objects.get_or_create(case=job.case, label=found.specimen[:256])
    risk = next((each for each in found.scores if each.name == found.positive), None)
    score = RiskScore.objects.create(
        specimen=specimen,
        job=job,
        model=found.model.name,
        version=found.model.version,
        positive=found.positive,
        probability=risk.probability if risk else None,
        low=risk.low if risk else None,
        high=risk.high if risk else None,
        is_abstained=risk is None,
        assessment=found.model_dump(mode="json"),
    )
    score.assays.set(_assays(job, specimen, found))
    RiskScoreFile.objects.bulk_create(
        RiskScoreFile(risk_score=score, name=name, artifact=artifact)
        for name, artifact in outcome.artifacts.items()
    )
    pictures = {
        f"{chart.kind}.{chart.language}": outcome.artifacts[chart.name]
        for chart in found.charts
        if chart.kind in PICTURES and chart.media_type == "image/png"
    }
    reports.draft(job, content=draft_of(Findings(job=job, assessment=found)), pictures=pictures)


def _assays(job: Job, specimen: Specimen, found: Assessment) -> list[Assay]:
    """One for each panel that was found, with the table it was found in."""
    tables = [each.artifact for each in job.inputs.select_related("artifact").order_by("role")]
    assays: list[Assay] = []
    for view in found.views:
        panel, _ = Panel.objects.get_or_create(
            name=view.view,
            model=found.model.name,
            version=found.model.version,
            defaults={"features": view.expected},
        )
        assay, _ = Assay.objects.get_or_create(
            specimen=specimen, panel=panel, table=tables[view.table - 1]
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
    limits=Limits(memory_mb=4096, cpu_s=300, wall_s=600),
)
