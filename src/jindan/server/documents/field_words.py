"""Values of fields in words: units as people write them, how often a drug is taken, and for how long."""

import re

from jindan.catalogue import text
from jindan.findings.values import unit_as_read
from jindan.ocr.fields.field import Field, FieldName

UNITS = frozenset({FieldName.LAB_UNIT, FieldName.DOSE_UNIT})
SCHEDULES = (
    (FieldName.FREQUENCY, re.compile(r"(?P<count>\d+)/d"), "field-value-times-a-day"),
    (FieldName.FREQUENCY, re.compile(r"(?P<count>\d+)/d at bedtime"), "field-value-at-bedtime"),
    (FieldName.FREQUENCY, re.compile(r"1/(?P<count>\d+)h"), "field-value-every-hours"),
    (FieldName.DURATION, re.compile(r"(?P<count>\d+) d"), "field-value-days"),
)
"""How often and how long, as `ocr/fields/medication.py` normalises it, with the message that says it."""


def value_text(field: Field, *, language: str) -> str:
    """Return the value as people write it. What a person has written otherwise stays as it is."""
    if field.name in UNITS:
        return unit_as_read(field.value, language=language)
    if field.name is FieldName.STRENGTH:
        figures, space, unit = field.value.rpartition(" ")
        return f"{figures}{space}{unit_as_read(unit, language=language) if space else unit}"
    for name, pattern, key in SCHEDULES:
        if field.name is name and (match := pattern.fullmatch(field.value)):
            return text(key, language=language, count=int(match["count"]))
    return field.value
