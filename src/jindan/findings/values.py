"""What a finding can state: a quantity, a probability, a coded value or text. Each is printed here only."""

import math
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jindan.catalogue import text

UNITS_AS_READ = {
    "1": "",
    "[hnsf'U]": "HU",
    "Cel": "°C",
    "um": "μm",
    "ug": "μg",
    "ug/dL": "μg/dL",
    "ug/L": "μg/L",
    "umol/L": "μmol/L",
    "[IU]": "IU",
    "m[IU]/L": "mIU/L",
    "m[IU]/mL": "mIU/mL",
    "u[IU]/mL": "μIU/mL",
    "10*3/uL": "×10^3/μL",
    "10*6/uL": "×10^6/μL",
    "mL/min/{1.73_m2}": "mL/min/1.73m^2",
}
"""UCUM codes that people write otherwise, in any language. All others read as they are (`mL`, `%`)."""

UNITS_IN_WORDS = {
    "a": "unit-year",
    "{tablet}": "unit-tablet",
    "{capsule}": "unit-capsule",
    "{sachet}": "unit-sachet",
    "[drp]": "unit-drop",
    "{puff}": "unit-puff",
    "{vial}": "unit-vial",
    "{ampoule}": "unit-ampoule",
}
"""UCUM codes that people say in words, with their message of the catalogue."""

SIGNS = {"": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<"}
"""How a comparator of FHIR (R4 quantity-comparator) is printed."""

LONGEST_NAME = 200
TOLERANCE = 1e-6
"""Of a last digit: a decimal fraction is stored a little above or below itself."""

Comparator = Literal["", ">=", "<=", ">", "<"]
Share = Annotated[float, Field(ge=0, le=1)]


class Frozen(BaseModel):
    """A value that never changes and accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Quantity(Frozen):
    """A number with its UCUM unit, printed with `decimals` in every output.

    comparator: how the true value compares with this one, such as `>=` for an organ that the scan cuts.
    """

    kind: Literal["quantity"] = "quantity"
    value: float
    decimals: int = Field(ge=0, le=6)
    unit: str = "1"
    comparator: Comparator = ""

    @property
    def rounded(self) -> float:
        """The value that the printed digits say, never minus zero. A bound is not made stronger by rounding."""
        scale = 10.0**self.decimals
        if self.comparator in (">=", ">"):
            return math.floor(self.value * scale + TOLERANCE) / scale + 0.0
        if self.comparator in ("<=", "<"):
            return math.ceil(self.value * scale - TOLERANCE) / scale + 0.0
        return round(self.value, self.decimals) + 0.0


class Probability(Frozen):
    """A probability from 0 to 1 with its interval at `level`.

    low, high: None where the model gives no interval.
    """

    kind: Literal["probability"] = "probability"
    value: Share
    low: Share | None = None
    high: Share | None = None
    level: Share = 0.95


class Coding(Frozen):
    """A code in a terminology, the system named as FHIR R4 names it."""

    system: str
    code: str


class Concept(Frozen):
    """Something that has a code and words for it (FHIR CodeableConcept).

    name: short and unique among its kind, such as `liver` or `volume`.
    coding: None where no terminology has it. key: the message of the catalogue with its words.
    text: its words as the source writes them, where the catalogue has none.
    """

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    coding: Coding | None = None
    key: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if bool(self.key) == bool(self.text):
            message = f"{self.name} needs a key of the catalogue or a text, and not both"
            raise ValueError(message)
        return self


class CodedValue(Frozen):
    """A value that is a concept, such as a diagnosis or the class of a document."""

    kind: Literal["coded"] = "coded"
    concept: Concept


class TextValue(Frozen):
    """A value in words, as the source writes them."""

    kind: Literal["text"] = "text"
    text: str


FindingValue = Annotated[
    Quantity | Probability | CodedValue | TextValue, Field(discriminator="kind")
]


def percent(share: float) -> Quantity:
    """Return a share from 0 to 1 as per cent with one decimal.

    Only 0 and 1 themselves are printed as never and always: what is next to them is `< 0.1%` or `> 99.9%`.
    """
    whole = Quantity(value=100 * share, decimals=1, unit="%")
    if share > 0 and whole.rounded == 0:
        return whole.model_copy(update={"value": 0.1, "comparator": "<"})
    if share < 1 and whole.rounded == 100:
        return whole.model_copy(update={"value": 99.9, "comparator": ">"})
    return whole


def figures(quantity: Quantity) -> str:
    """Return the number alone, with thousands separators: `1,482.3`, or `≥ 1,482.3`.

    Negative numbers keep the ASCII hyphen: the typographic minus is not in CP949, and a record
    system that drops it would turn −12 into 12.
    """
    sign = SIGNS[quantity.comparator]
    space = "\N{NO-BREAK SPACE}" if sign else ""
    return f"{sign}{space}{quantity.rounded:,.{quantity.decimals}f}"


def unit_as_read(ucum: str, *, language: str) -> str:
    """Return a UCUM code as people write it: `HU` for `[hnsf'U]`, `years` or `세` for `a`, nothing for `1`."""
    if ucum in UNITS_IN_WORDS:
        return text(UNITS_IN_WORDS[ucum], language=language)
    return UNITS_AS_READ.get(ucum, ucum)


def amount(quantity: Quantity, *, language: str) -> str:
    """Return number and unit: `1,482.3 mL`, `62.1%`, `70 years`.

    A space stands between them (SI brochure 5.4.3) except before the percent sign, as in records, and before Korean
    words.
    """
    if quantity.unit in UNITS_IN_WORDS:
        key = f"{UNITS_IN_WORDS[quantity.unit]}.amount"
        count = quantity.rounded if quantity.decimals else round(quantity.rounded)
        return text(key, language=language, figures=figures(quantity), count=count)
    unit = unit_as_read(quantity.unit, language=language)
    space = "\N{NO-BREAK SPACE}" if unit and unit != "%" else ""
    return f"{figures(quantity)}{space}{unit}"
