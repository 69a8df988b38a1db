"""Units as laboratories and prescriptions write them, as UCUM codes."""

import re
from collections.abc import Mapping

from jindan.ocr.characters import LEVEL_OF

UCUM: Mapping[str, str] = {
    "%": "%", "g/dl": "g/dL", "g/l": "g/L", "mg/dl": "mg/dL", "mg/l": "mg/L", "ug/dl": "ug/dL", "ug/l": "ug/L",
    "ng/ml": "ng/mL", "ng/dl": "ng/dL", "pg/ml": "pg/mL", "u/l": "U/L", "iu/l": "U/L", "u/ml": "U/mL", "iu/ml": "U/mL",
    "uiu/ml": "u[IU]/mL", "miu/l": "m[IU]/L", "miu/ml": "m[IU]/mL", "mmol/l": "mmol/L", "umol/l": "umol/L",
    "meq/l": "mmol/L", "nmol/l": "nmol/L", "pmol/l": "pmol/L", "fl": "fL", "pg": "pg", "mm/hr": "mm/h", "mm/h": "mm/h",
    "10^3/ul": "10*3/uL", "x10^3/ul": "10*3/uL", "10*3/ul": "10*3/uL", "10^9/l": "10*3/uL", "k/ul": "10*3/uL",
    "10^6/ul": "10*6/uL", "x10^6/ul": "10*6/uL", "10*6/ul": "10*6/uL", "10^12/l": "10*6/uL", "m/ul": "10*6/uL",
    "ml/min/1.73m2": "mL/min/{1.73_m2}", "ml/min/1.73m^2": "mL/min/{1.73_m2}", "ml/min": "mL/min",
    "sec": "s", "초": "s",
    "mg": "mg", "g": "g", "ug": "ug", "mcg": "ug", "ml": "mL", "iu": "[IU]", "단위": "[IU]", "u": "[IU]",
    "mg/ml": "mg/mL",
    "정": "{tablet}", "t": "{tablet}", "tab": "{tablet}", "tablet": "{tablet}", "캡슐": "{capsule}", "cap": "{capsule}",
    "c": "{capsule}", "포": "{sachet}", "방울": "[drp]", "puff": "{puff}", "vial": "{vial}", "앰플": "{ampoule}",
    "amp": "{ampoule}", "cc": "mL",
}  # fmt: skip
"""UCUM code by unit as written. Milliequivalents of sodium, potassium and chloride are as many millimoles."""

_ALIKE = str.maketrans({"μ": "u", "µ": "u", "×": "x", **LEVEL_OF})
_POWER = re.compile(r"^(x?10)(\d\d?)/")
"""A power of ten whose exponent is written without a sign, or was raised."""

_SQUARED = {
    "㎎": "mg",
    "㎖": "ml",
    "㎍": "ug",
    "㎗": "dl",
    "㎕": "ul",
    "ℓ": "l",
    "㎜": "mm",
    "㎏": "kg",
}


def ucum_of(unit: str) -> str | None:
    """Return the UCUM code of a unit as written, or None where it is not known."""
    for squared, letters in _SQUARED.items():
        unit = unit.replace(squared, letters)
    plain = re.sub(r"\s", "", unit.translate(_ALIKE)).lower()
    plain = _POWER.sub(r"\1^\2/", plain)
    return UCUM.get(plain)
