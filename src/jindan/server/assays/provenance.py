"""How a risk score was made, for its report: tables, model and program, by version and SHA-256."""

from jindan.catalogue import knows
from jindan.omics.findings import Assessment
from jindan.program import program_sha256, program_version
from jindan.server.jobs.models import Job
from jindan.typesetting.provenance import Code, Model, Provenance, Run, Source, Weights
from jindan.typesetting.wording import Verbatim, phrase


def model_of(found: Assessment) -> Model:
    """What the model is and is not."""
    model = found.model
    return Model(
        name=Verbatim(text=model.name),
        version=model.version,
        purpose=(phrase("omics-model-purpose"),),
        limits=tuple(
            phrase(f"omics-limit-{limit}")
            for limit in model.limits
            if knows(f"omics-limit-{limit}")
        ),
        citation=model.citation,
        licence=model.licence,
    )


def provenance_of(job: Job, *, found: Assessment) -> Provenance:
    """Everything needed to ask the same model again."""
    model = found.model
    inputs = list(job.inputs.select_related("artifact").order_by("role"))
    weights = Weights(name="parameters.json", version=model.version, sha256=model.parameters_sha256)
    return Provenance(
        sources=tuple(
            Source(
                id=each.role,
                name=phrase("omics-source", number=number),
                parts=1,
                sha256=each.artifact.sha256,
            )
            for number, each in enumerate(inputs, start=1)
        ),
        runs=(Run(kind=job.kind, version=job.version, params=job.params, weights=(weights,)),),
        code=Code(name="Jindan", version=program_version(), sha256=program_sha256()),
    )
