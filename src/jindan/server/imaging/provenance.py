"""How a segmentation was made, for its report: inputs, network, weights and program, by version and SHA-256."""

from jindan.catalogue import knows
from jindan.ct.findings import Examination
from jindan.ct.findings import Provenance as Network
from jindan.ct.imported import ImportedSeries
from jindan.program import program_sha256, program_version
from jindan.server.jobs.models import Job
from jindan.typesetting.provenance import Code, Model, Provenance, Run, Source, Weights
from jindan.typesetting.wording import Verbatim, phrase

LIMITS = ("no-lesions", "organs-only", "other-protocols", "not-a-device")


def model_of(network: Network) -> Model:
    """What the network is and is not."""
    known = network.network if knows(f"ct-model-{network.network}-task") else "other"
    return Model(
        name=Verbatim(text=network.network),
        version=network.version,
        purpose=(phrase(f"ct-model-{known}-task"), phrase(f"ct-model-{known}-accuracy")),
        limits=tuple(phrase(f"ct-model-{limit}") for limit in LIMITS),
        citation=network.citation,
        licence=network.licence,
    )


def provenance_of(
    job: Job, *, series: ImportedSeries, found: Examination, source: str
) -> Provenance:
    """Everything needed to make the same segmentation again."""
    volume = job.inputs.select_related("artifact").get(role="volume").artifact
    network = found.network
    return Provenance(
        sources=(
            Source(
                id=source, name=Verbatim(text="CT 1"), parts=series.slices, sha256=volume.sha256
            ),
        ),
        runs=(
            Run(
                kind=job.kind,
                version=job.version,
                params=job.params | {"runtime": f"{network.runtime} {network.runtime_version}"},
                weights=tuple(
                    Weights(name=each.file, version=network.version, sha256=each.sha256)
                    for each in network.weights
                ),
            ),
        ),
        code=Code(name="Jindan", version=program_version(), sha256=program_sha256()),
    )
