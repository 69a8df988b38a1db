"""A finding: one thing that is said about a patient, where it can be checked, and how far it may be trusted.

It is what FHIR calls an Observation and DICOM SR a measurement. Every output is a function of findings.
"""

import datetime
import math
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from jindan.analysis import Note
from jindan.findings.places import Place
from jindan.findings.values import Concept, FindingValue, Frozen, Quantity, Share

FindingId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-/.][a-z0-9]+)*$", max_length=160)]
"""Such as `liver/volume` within its source, and `ct-1/v1/liver/volume` in the case."""


class FindingStatus(StrEnum):
    """How far a finding may be relied on.

    TO_CHECK: a person must confirm it first. WITHHELD: no value is given, and `reason` says why.
    SUPERSEDED: a newer version of its source exists.
    """

    REPORTED = "reported"
    TO_CHECK = "to-check"
    WITHHELD = "withheld"
    SUPERSEDED = "superseded"


class FocusKind(StrEnum):
    """What kind of thing a finding is about."""

    STRUCTURE = "structure"
    SPECIMEN = "specimen"
    ANALYTE = "analyte"
    PANEL = "panel"
    DOCUMENT = "document"
    PATIENT = "patient"


class Interpretation(StrEnum):
    """A value held against its reference range (FHIR R4 observation-interpretation)."""

    HIGH = "H"
    LOW = "L"
    NORMAL = "N"


class Focus(Concept):
    """What a finding is about (FHIR R4 Observation.focus): a structure, a specimen, a document."""

    kind: FocusKind


class MadeBy(Frozen):
    """The model that made a finding. sha256: over its weights, empty where it has none."""

    name: str
    version: str
    sha256: str = ""


def _rounded_down(confidence: float) -> float:
    """Return whole hundredths, so that no output promises more than another."""
    return math.floor(confidence * 100 + 1e-9) / 100


Confidence = Annotated[Share, AfterValidator(_rounded_down)]
"""As stated to the reader, in hundredths, rounded down."""


class Finding(Frozen):
    """One finding.

    id: unique in a case once it is `within` its source.
    code: what is said of the focus, such as its volume. value: None exactly where it is withheld.
    at: when it was true, which is the date of study, specimen or document and never of the job.
    reason: why it is withheld or must be checked. notes: what else the reader must weigh.
    interpretation, reference: against the reference range that the source states.
    derived_from: ids of the findings that it was made from (FHIR R4 Observation.derivedFrom).
    made_by: None until it is in a case.
    """

    id: FindingId
    focus: Focus
    code: Concept
    value: FindingValue | None
    at: datetime.date | None = None
    place: Place | None = None
    status: FindingStatus = FindingStatus.REPORTED
    reason: Note | None = None
    notes: tuple[Note, ...] = ()
    confidence: Confidence | None = None
    interpretation: Interpretation | None = None
    reference: str = ""
    derived_from: tuple[FindingId, ...] = ()
    made_by: MadeBy | None = None

    @model_validator(mode="after")
    def _withheld_means_no_value(self) -> Self:
        if (self.status is FindingStatus.WITHHELD) != (self.value is None):
            message = f"{self.id}: exactly a withheld finding has no value"
            raise ValueError(message)
        if self.value is None and self.reason is None:
            message = f"{self.id} is withheld and must say why"
            raise ValueError(message)
        return self

    @property
    def is_withheld(self) -> bool:
        """Whether no value is given."""
        return self.status is FindingStatus.WITHHELD

    @property
    def quantity(self) -> Quantity | None:
        """Its value where that is a quantity."""
        return self.value if isinstance(self.value, Quantity) else None

    def within(self, source: str, *, at: datetime.date | None, made_by: MadeBy) -> "Finding":
        """Return the finding of an analysis as one of a case.

        source: the version that was analysed, such as `ct-1/v1`. at: its clinical date. A date that
        the finding states itself stays.
        """
        place = self.place.model_copy(update={"source": source}) if self.place else None
        return self.model_copy(
            update={
                "id": f"{source}/{self.id}",
                "derived_from": tuple(f"{source}/{id}" for id in self.derived_from),
                "place": place,
                "at": self.at or at,
                "made_by": made_by,
            }
        )


def with_code(findings: Iterable[Finding], name: str) -> dict[str, Finding]:
    """Return the findings of one code, such as `volume`, by the name of their focus."""
    return {finding.focus.name: finding for finding in findings if finding.code.name == name}


def quantities(findings: Iterable[Finding], name: str) -> dict[str, Quantity]:
    """Return the reported quantities of one code, such as `volume`, by the name of their focus."""
    return {
        finding.focus.name: finding.quantity
        for finding in findings
        if finding.code.name == name and finding.quantity is not None
    }
