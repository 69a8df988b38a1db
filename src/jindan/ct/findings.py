"""What a segmentation says of a patient, as findings."""

from hashlib import sha256

from jindan.ct.examination import Examination, NetworkUsed
from jindan.findings import codes
from jindan.findings.finding import Finding, Focus, FocusKind, MadeBy, with_code

PATIENT = Focus(kind=FocusKind.PATIENT, name="patient", key="focus-patient")


def findings_of(examination: Examination) -> tuple[Finding, ...]:
    """Return how many structures are reported, and every quantity of each."""
    volumes = with_code(examination.findings, codes.VOLUME.name).values()
    reported = [volume for volume in volumes if not volume.is_withheld]
    count = Finding(
        id=codes.STRUCTURES_REPORTED.name,
        focus=PATIENT,
        code=codes.STRUCTURES_REPORTED.concept,
        value=codes.STRUCTURES_REPORTED.of(len(reported)),
        derived_from=tuple(volume.id for volume in volumes),
    )
    return (count, *examination.findings)


def made_by(network: NetworkUsed) -> MadeBy:
    """Return the network. The checksum of an ensemble is over those of its files, in order."""
    digests = [weights.sha256 for weights in network.weights]
    whole = digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()
    return MadeBy(name=network.network, version=network.version, sha256=whole if digests else "")
