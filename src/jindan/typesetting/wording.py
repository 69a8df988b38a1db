"""What a report can say: phrases, quantities and dates in no language yet, and typed words."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from jindan.analysis import Remark, Scalar
from jindan.catalogue import text

UNITS_AS_READ = {"1": "", "[hnsf'U]": "HU", "Cel": "°C", "um": "μm"}
"""UCUM codes that people write otherwise; all other codes read as they stand (`mL`, `mm`, `%`)."""


class Frozen(BaseModel):
    """A value that never changes and accepts no field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Verbatim(Frozen):
    """Text exactly as a person or a device wrote it; it is never read as markup."""

    kind: Literal["verbatim"] = "verbatim"
    text: str


class Quantity(Frozen):
    """A number with its UCUM unit, rounded in one place so that sentences and tables agree.

    comparator: `>=` where the true value is at least this (FHIR R4 quantity-comparator).
    """

    kind: Literal["quantity"] = "quantity"
    value: float
    decimals: int = Field(ge=0, le=6)
    unit: str = "1"
    comparator: Literal["", ">="] = ""


class Day(Frozen):
    """A calendar date without a time, such as a DICOM study date."""

    kind: Literal["day"] = "day"
    on: date


class Moment(Frozen):
    """A point in time, shown in the offset it carries."""

    kind: Literal["moment"] = "moment"
    at: AwareDatetime


class Phrase(Frozen):
    """A catalogue message; its values may be phrases, quantities or dates themselves."""

    kind: Literal["phrase"] = "phrase"
    key: str
    values: "dict[str, Scalar | Wording]" = {}


Wording = Annotated[Phrase | Verbatim | Quantity | Day | Moment, Field(discriminator="kind")]


def phrase(key: str, **values: "Scalar | Wording") -> Phrase:
    """A catalogue message with its values: `phrase("statement-volume", organ=…, volume=…)`."""
    return Phrase(key=key, values=values)


def remark_phrase(remark: Remark) -> Phrase:
    """An analysis' remark as a phrase of a report."""
    return Phrase(key=f"remark-{remark.code}", values=dict(remark.values))


def words(wording: Wording, *, language: str) -> str:
    """The wording in `ko` or `en`.

    Raises KeyError when the catalogue lacks the phrase or one of its values.
    """
    match wording:
        case Phrase():
            return text(wording.key, language=language, **_filled(wording, language=language))
        case Verbatim():
            return wording.text
        case Quantity():
            return figures(wording) + _unit_after_figures(wording.unit)
        case Day():
            return wording.on.isoformat()
        case Moment():
            return f"{wording.at:%Y-%m-%d %H:%M} (UTC{_offset(wording)})"


def figures(quantity: Quantity) -> str:
    """The number alone, with thousands separators: `1,482.3`, or `≥ 1,482.3`.

    Negative numbers keep the ASCII hyphen: the typographic minus is not in CP949, and a record
    system that drops it would turn −12 into 12.
    """
    rounded = round(quantity.value, quantity.decimals) + 0.0
    sign = "≥\N{NO-BREAK SPACE}" if quantity.comparator else ""
    return f"{sign}{rounded:,.{quantity.decimals}f}"


def unit_as_read(ucum: str) -> str:
    """A UCUM code as people write it: `HU` for `[hnsf'U]`, nothing for `1`."""
    return UNITS_AS_READ.get(ucum, ucum)


def _unit_after_figures(ucum: str) -> str:
    """A space between number and unit (SI brochure 5.4.3); percent close up, as records do."""
    if ucum in ("1", "%"):
        return unit_as_read(ucum)
    return f"\N{NO-BREAK SPACE}{unit_as_read(ucum)}"


def _filled(wording: Phrase, *, language: str) -> dict[str, Scalar]:
    return {
        name: words(value, language=language) if isinstance(value, Frozen) else value
        for name, value in wording.values.items()
    }


def _offset(moment: Moment) -> str:
    """`+09:00`; seconds of historical offsets do not occur in reports."""
    return re.sub(r"(\d\d)(\d\d)$", r"\1:\2", f"{moment.at:%z}")
