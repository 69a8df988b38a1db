"""Every quantity that an analysis measures: its code, UCUM unit, rounding and words. Nothing else knows a decimal."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jindan.findings.values import Coding, Comparator, Concept, Quantity

SNOMED_CT: Final = "http://snomed.info/sct"
DCM: Final = "http://dicom.nema.org/resources/ontology/DCM"
LOINC: Final = "http://loinc.org"
ICD10: Final = "http://hl7.org/fhir/sid/icd-10"
OWN: Final = "urn:jindan:finding"
"""Codes of our own, for what no terminology has."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measured quantity.

    name: `quantity-<name>` of the catalogue. derivation: how the values of many voxels became one.
    method: `method-<method>` of the catalogue.
    """

    name: str
    coding: Coding
    unit: str
    decimals: int
    method: str
    derivation: Coding | None = None

    @property
    def concept(self) -> Concept:
        """What it measures, with code and words."""
        return Concept(name=self.name, coding=self.coding, key=f"quantity-{self.name}")

    def of(self, value: float, *, comparator: Comparator = "") -> Quantity:
        """Return a value in the unit of this measure, rounded as it is reported."""
        return Quantity(value=value, decimals=self.decimals, unit=self.unit, comparator=comparator)


def _sct(code: str) -> Coding:
    return Coding(system=SNOMED_CT, code=code)


def _own(code: str) -> Coding:
    return Coding(system=OWN, code=code)


ATTENUATION = Coding(system=DCM, code="112031")
HOUNSFIELD, MILLIMETRE = "[hnsf'U]", "mm"

VOLUME = Measure(
    name="volume", coding=_sct("118565006"), unit="mL", decimals=1, method="voxel-count"
)
ATTENUATION_MEAN = Measure(
    name="attenuation-mean",
    coding=ATTENUATION,
    derivation=_sct("373098007"),
    unit=HOUNSFIELD,
    decimals=1,
    method="mean",
)
ATTENUATION_SD = Measure(
    name="attenuation-sd",
    coding=ATTENUATION,
    derivation=_sct("386136009"),
    unit=HOUNSFIELD,
    decimals=1,
    method="standard-deviation",
)
LONGEST_AXIAL_DIAMETER = Measure(
    name="longest-axial-diameter",
    coding=_sct("103339001"),
    unit=MILLIMETRE,
    decimals=1,
    method="convex-hull",
)


def _length(name: str, *, method: str) -> Measure:
    return Measure(name=name, coding=_own(name), unit=MILLIMETRE, decimals=1, method=method)


EXTENT_RIGHT_LEFT = _length("extent-right-left", method="voxel-edges")
EXTENT_ANTERIOR_POSTERIOR = _length("extent-anterior-posterior", method="voxel-edges")
EXTENT_SUPERIOR_INFERIOR = _length("extent-superior-inferior", method="voxel-edges")
CENTROID_RIGHT = _length("centroid-right", method="mean")
CENTROID_ANTERIOR = _length("centroid-anterior", method="mean")
CENTROID_SUPERIOR = _length("centroid-superior", method="mean")

SIZES = frozenset(
    {
        VOLUME.name,
        LONGEST_AXIAL_DIAMETER.name,
        EXTENT_RIGHT_LEFT.name,
        EXTENT_ANTERIOR_POSTERIOR.name,
        EXTENT_SUPERIOR_INFERIOR.name,
    }
)
"""What is at least as large as measured where the edge of the scan cuts the structure."""

STRUCTURES_REPORTED = Measure(
    name="structures-reported",
    coding=_own("structures-reported"),
    unit="1",
    decimals=0,
    method="count",
)
CONTRIBUTION = Measure(
    name="contribution", coding=_own("contribution"), unit="1", decimals=2, method="shapley"
)
STANDARDISED = Measure(
    name="standardised", coding=_own("standardised"), unit="1", decimals=2, method="z-score"
)
LIKENESS = Measure(
    name="likeness", coding=_own("likeness"), unit="1", decimals=3, method="conformal"
)
FEATURES_GIVEN = Measure(
    name="features-given", coding=_own("features-given"), unit="1", decimals=0, method="count"
)
FEATURES_EXPECTED = Measure(
    name="features-expected", coding=_own("features-expected"), unit="1", decimals=0, method="count"
)
CLASSES_POSSIBLE = Measure(
    name="classes-possible",
    coding=_own("classes-possible"),
    unit="1",
    decimals=0,
    method="conformal",
)

MOST_DECIMALS, DIGITS = 6, 4

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        VOLUME,
        ATTENUATION_MEAN,
        ATTENUATION_SD,
        LONGEST_AXIAL_DIAMETER,
        EXTENT_RIGHT_LEFT,
        EXTENT_ANTERIOR_POSTERIOR,
        EXTENT_SUPERIOR_INFERIOR,
        CENTROID_RIGHT,
        CENTROID_ANTERIOR,
        CENTROID_SUPERIOR,
        STRUCTURES_REPORTED,
        CONTRIBUTION,
        STANDARDISED,
        LIKENESS,
        FEATURES_GIVEN,
        FEATURES_EXPECTED,
        CLASSES_POSSIBLE,
    )
}
"""Every measure by its name."""


def measured(value: float, *, unit: str) -> Quantity:
    """Return a number as a table gives it, with at most four significant digits and no zeros at the end.

    What is too small for MOST_DECIMALS is said to be nearer to zero than the smallest number they can print.
    """
    smallest = 10.0**-MOST_DECIMALS
    if value and not round(value, MOST_DECIMALS):
        return Quantity(
            value=math.copysign(smallest, value),
            decimals=MOST_DECIMALS,
            unit=unit or "1",
            comparator="<" if value > 0 else ">",
        )
    whole_digits = len(str(abs(int(value)))) if abs(value) >= 1 else 0
    most = max(0, min(MOST_DECIMALS, DIGITS - whole_digits))
    decimals = next((n for n in range(most) if round(value, n) == round(value, most)), most)
    return Quantity(value=value, decimals=decimals, unit=unit or "1")
