"""What an import takes and gives, as values: light to load, for those who only read them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Remark


class Phase(StrEnum):
    """The contrast phase, as far as the header hints at it."""

    PORTAL_VENOUS = "portal-venous"
    ARTERIAL = "arterial"
    DELAYED = "delayed"
    NATIVE = "native"
    CONTRAST = "contrast"
    UNKNOWN = "unknown"


class Removal(StrEnum):
    """What happened to an attribute. PS3.15 E.1: X, Z or D, and U."""

    REMOVED = "removed"
    EMPTIED = "emptied"
    REMAPPED = "remapped"


@dataclass(frozen=True, kw_only=True, order=True)
class Removed:
    """One row of the report: an attribute, what happened to it, how many times; no value.

    keyword: of the DICOM dictionary, `PrivateAttribute` or `UnknownAttribute`. tag: as gggg,eeee.
    """

    tag: str
    keyword: str
    action: Removal
    count: int


class ImportParams(BaseModel):
    """What an import may be told.

    uid_secret: hexadecimal key from which new UIDs are derived. Imports under one key keep the
        identity of a study; without a key one is drawn, and nothing ties two imports together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    uid_secret: str | None = Field(default=None, pattern="^([0-9a-f]{2}){16,64}$")


class ImportedSeries(BaseModel):
    """A CT series as imported: facts that identify nobody.

    UIDs are new ones; for NIfTI they are made from the file. age_years: 90 for all above 89.
    orientation: where each voxel axis points as its index grows (`LPS` for ordinary axial DICOM).
    z_extent_mm: from the first to the last slice, their thickness included.
    """

    model_config = ConfigDict(frozen=True)

    source: Literal["dicom", "nifti"]
    modality: Literal["CT"]
    study_uid: str
    series_uid: str
    frame_of_reference_uid: str
    sex: str | None
    age_years: int | None
    manufacturer: str | None
    model: str | None
    kernel: str | None
    phase: Phase
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]
    orientation: str
    instances: int
    z_extent_mm: float
    chosen_because: Remark
    other_series: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    removed: tuple[Removed, ...]

    @property
    def slices(self) -> int:
        """How many lie between foot and head."""
        return next(n for n, code in zip(self.shape, self.orientation, strict=True) if code in "SI")
