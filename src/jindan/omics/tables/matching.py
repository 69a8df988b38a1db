"""The features of a panel among the columns of a table, and problems of the columns."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from jindan.analysis import Note
from jindan.catalogue import LANGUAGES, Scalar
from jindan.findings.values import unit_as_read
from jindan.omics import names
from jindan.omics.errors import DuplicateFeature, WrongPlatform, WrongSpecies, WrongUnit
from jindan.omics.manifest import View
from jindan.omics.tables.sheet import Sheet, column_letter

SPECIMEN_WORDS = frozenset({
    "sample", "sampleid", "samples", "specimen", "specimenid", "patient", "patientid", "id", "rowid",
    "barcode", "subject", "subjectid", "검체", "검체번호", "검체id", "환자", "환자번호", "시료", "시료명",
})  # fmt: skip
"""Headers of the column of specimens' names, without spaces and punctuation."""
FEW = 5
"""Names spelt as in another species from which the table is refused. A few may be coincidence."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """A panel matched with the columns of a sheet.

    columns: of each feature of the panel, from 0, −1 where there is none. label: the column of the specimens' names.
    """

    sheet: Sheet
    view: View
    columns: tuple[int, ...]
    label: int | None
    notes: tuple[Note, ...] = field(default=())

    @property
    def coverage(self) -> float:
        """The share of the panel's features that have a column."""
        return sum(column >= 0 for column in self.columns) / len(self.columns)

    @property
    def is_enough(self) -> bool:
        """Whether the panel can be used."""
        return self.coverage >= self.view.min_coverage


def match(sheet: Sheet, view: View) -> Match:
    """Return the columns of a panel's features. Raises DuplicateFeature, WrongUnit, WrongSpecies."""
    wanted = {key: n for n, feature in enumerate(view.features) for key in feature.keys}
    columns = [-1] * len(view.features)
    for column, header in enumerate(sheet.header):
        name, unit = names.split_unit(header)
        number = wanted.get(names.plain_key(name, kind=view.kind))
        if number is None:
            continue
        place: dict[str, Scalar] = {"row": sheet.header_row, "column": column_letter(column)}
        feature = view.features[number]
        if columns[number] >= 0:
            raise DuplicateFeature(**place, feature=feature.name)
        if unit and feature.unit and _plain_unit(unit) not in _ways_to_write(feature.unit):
            raise WrongUnit(**place, feature=feature.name, expected=feature.unit)
        columns[number] = column
    matched = Match(sheet=sheet, view=view, columns=tuple(columns), label=_label(sheet, columns))
    _check_species(matched)
    return matched


def share_in(cells: Sequence[str], *, view: View) -> float:
    """Return the share of a panel's features that are among these names, 0 to 1."""
    keys = {names.plain_key(names.split_unit(cell)[0], kind=view.kind) for cell in cells}
    return sum(not keys.isdisjoint(feature.keys) for feature in view.features) / len(view.features)


def damage(sheet: Sheet) -> tuple[Note, ...]:
    """Return a note where a spreadsheet has turned names of columns into dates."""
    damaged = [column for column, name in enumerate(sheet.header) if names.is_damaged(name)]
    if not damaged:
        return ()
    place = {"row": sheet.header_row, "column": column_letter(damaged[0]), "count": len(damaged)}
    return (Note(code="omics-names-damaged", values=place),)


def check_platform(sheet: Sheet) -> None:
    """Raise WrongPlatform where most names are probes of an array."""
    probes = [column for column, name in enumerate(sheet.header) if names.is_probe(name)]
    if len(probes) > len(sheet.header) / 2:
        raise WrongPlatform(row=sheet.header_row, column=column_letter(probes[0]))


def check_identifiers(sheet: Sheet) -> None:
    """Raise WrongSpecies where most names are identifiers of another species."""
    foreign = [n for n, name in enumerate(sheet.header) if names.OTHER_SPECIES.match(name)]
    if len(foreign) > len(sheet.header) / 2:
        raise WrongSpecies(row=sheet.header_row, column=column_letter(foreign[0]))


def _check_species(matched: Match) -> None:
    """Raise WrongSpecies where most genes are spelt as those of mice and rats are (`Lyve1`)."""
    if matched.view.kind is not names.NameKind.GENE:
        return
    columns = [column for column in matched.columns if column >= 0]
    foreign = [c for c in columns if names.is_of_other_species(matched.sheet.header[c])]
    if len(foreign) > len(columns) / 2 and len(foreign) >= min(FEW, len(matched.columns)):
        raise WrongSpecies(row=matched.sheet.header_row, column=column_letter(foreign[0]))


def _label(sheet: Sheet, columns: Sequence[int]) -> int | None:
    """Return the column of the specimens' names: by its header, else the first where it is no feature."""
    for column, name in enumerate(sheet.header):
        if re.sub(r"[\s_.\-]", "", name).casefold() in SPECIMEN_WORDS and column not in columns:
            return column
    return 0 if 0 not in columns else None


def _ways_to_write(ucum: str) -> set[str]:
    """Return a unit as its code and as people write it: `a`, `years`, `세`."""
    as_read = {unit_as_read(ucum, language=language) for language in LANGUAGES}
    return {_plain_unit(unit) for unit in (ucum, *as_read)}


def _plain_unit(unit: str) -> str:
    # NFKC makes the Greek letter of the micro sign. Both are written, and so is a plain u.
    plain = unicodedata.normalize("NFKC", unit).replace("µ", "u").replace("μ", "u")
    return re.sub(r"\s", "", plain).casefold()
