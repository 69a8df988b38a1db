"""Parameters and result of an import, without the imaging libraries, for modules that only read them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Note


class ContrastPhase(StrEnum):
    """The contrast phase, as far as the header states it."""

    PORTAL_VENOUS = "portal-venous"
    ARTERIAL = "arterial"
    DELAYED = "delayed"
    NATIVE = "native"
    CONTRAST = "contrast"
    UNKNOWN = "unknown"


class Removal(StrEnum):
    """The action on an attribute. PS3.15 E.1: X, Z or D, and U."""

    REMOVED = "removed"
    EMPTIED = "emptied"
    REMAPPED = "remapped"


@dataclass(frozen=True, kw_only=True, order=True)
class Removed:
    """One row of the report: an attribute, the action on it, and how many times. Never a value.

    keyword: of the DICOM dictionary, `PrivateAttribute` or `UnknownAttribute`. tag: as gggg,eeee.
    """

    tag: str
    keyword: str
    action: Removal
    count: int


class ImportParams(BaseModel):
    """Parameters of an import.

    uid_secret: hexadecimal key from which new UIDs are derived. Imports with the same key give a
        study the same UIDs. Without one a random key is used, and two imports cannot be linked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    uid_secret: str | None = Field(default=None, pattern="^([0-9a-f]{2}){16,64}$")


class ImportedSeries(BaseModel):
    """A CT series as imported, without anything that identifies the patient.

    UIDs are new ones, for NIfTI derived from the file. acquired_on: the clinical date, None where
    the file states none. age_years: 90 for all above 89.
    orientation: the direction in which each index grows (`LPS` for ordinary axial DICOM).
    z_extent_mm: from the first to the last slice, their thickness included.
    """

    model_config = ConfigDict(frozen=True)

    source: Literal["dicom", "nifti"]
    modality: Literal["CT"]
    study_uid: str
    series_uid: str
    frame_of_reference_uid: str
    acquired_on: date | None
    sex: str | None
    age_years: int | None
    manufacturer: str | None
    model: str | None
    kernel: str | None
    phase: ContrastPhase
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    orientation: str
    instances: int
    z_extent_mm: float
    chosen_because: Note
    other_series: tuple[Note, ...]
    notes: tuple[Note, ...]
    removed: tuple[Removed, ...]

    @property
    def slices(self) -> int:
        """The number of slices from inferior to superior."""
        return next(n for n, code in zip(self.shape, self.orientation, strict=True) if code in "SI")
