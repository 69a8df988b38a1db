"""Find the features of a panel among the columns of a table, or say what is wrong with the columns."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from jindan.analysis import Remark, Scalar
from jindan.omics import names
from jindan.omics.errors import DuplicateFeature, WrongPlatform, WrongSpecies, WrongUnit
from jindan.omics.manifest import View
from jindan.omics.tables.sheet import Sheet, column_letter

SPECIMEN_WORDS = frozenset({
    "sample", "sampleid", "samples", "specimen", "specimenid", "patient", "patientid", "id", "rowid",
    "barcode", "subject", "subjectid", "검체", "검체번호", "검체id", "환자", "환자번호", "시료", "시료명",
})  # fmt: skip
FEW = 5


@dataclass(frozen=True, kw_only=True)
class Match:
    """A panel found in a sheet.

    columns: of each feature of the panel, −1 where there is none. label: the column of the specimens' names.
    """

    sheet: Sheet
    view: View
    columns: tuple[int, ...]
    label: int | None
    remarks: tuple[Remark, ...] = field(default=())

    @property
    def coverage(self) -> float:
        """The share of the panel's features that have a column."""
        return sum(column >= 0 for column in self.columns) / len(self.columns)

    @property
    def is_enough(self) -> bool:
        """Whether the panel can be used."""
        return self.coverage >= self.view.min_coverage


def match(sheet: Sheet, view: View) -> Match:
    """The columns of a panel's features.

    Raises DuplicateFeature, WrongUnit, WrongSpecies.
    """
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
        if unit and feature.unit and _plain_unit(unit) != _plain_unit(feature.unit):
            raise WrongUnit(**place, feature=feature.name, found=unit, expected=feature.unit)
        columns[number] = column
    found = Match(sheet=sheet, view=view, columns=tuple(columns), label=_label(sheet, columns))
    _check_species(found)
    return found


def share_in(cells: Sequence[str], *, view: View) -> float:
    """The share of a panel's features that are among these names."""
    keys = {names.plain_key(names.split_unit(cell)[0], kind=view.kind) for cell in cells}
    return sum(not keys.isdisjoint(feature.keys) for feature in view.features) / len(view.features)


def damage(sheet: Sheet) -> tuple[Remark, ...]:
    """What a spreadsheet has made of the names of the columns."""
    hurt = [column for column, name in enumerate(sheet.header) if names.is_damaged(name)]
    if not hurt:
        return ()
    place = {"row": sheet.header_row, "column": column_letter(hurt[0]), "count": len(hurt)}
    return (Remark(code="omics-names-damaged", values=place),)


def check_platform(sheet: Sheet) -> None:
    """Refuse a table of array probes. Raises WrongPlatform."""
    probes = [column for column, name in enumerate(sheet.header) if names.is_probe(name)]
    if len(probes) > len(sheet.header) / 2:
        raise WrongPlatform(row=sheet.header_row, column=column_letter(probes[0]))


def check_identifiers(sheet: Sheet) -> None:
    """Refuse a table whose identifiers are of another species. Raises WrongSpecies."""
    foreign = [n for n, name in enumerate(sheet.header) if names.OTHER_SPECIES.match(name)]
    if len(foreign) > len(sheet.header) / 2:
        raise WrongSpecies(row=sheet.header_row, column=column_letter(foreign[0]))


def _check_species(found: Match) -> None:
    """Genes of mice and rats are written `Lyve1`: most of the features that match must not be."""
    if found.view.kind is not names.Kind.GENE:
        return
    matched = [column for column in found.columns if column >= 0]
    foreign = [c for c in matched if names.is_of_other_species(found.sheet.header[c])]
    if len(foreign) > len(matched) / 2 and len(foreign) >= min(FEW, len(found.columns)):
        place = column_letter(foreign[0])
        raise WrongSpecies(row=found.sheet.header_row, column=place)


def _label(sheet: Sheet, columns: Sequence[int]) -> int | None:
    """The column of the specimens' names: one that says so, else the first where it is no feature."""
    for column, name in enumerate(sheet.header):
        if re.sub(r"[\s_.\-]", "", name).casefold() in SPECIMEN_WORDS and column not in columns:
            return column
    return 0 if 0 not in columns else None


def _plain_unit(unit: str) -> str:
    plain = unicodedata.normalize("NFKC", unit).replace("µ", "u").replace("μ", "u")
    return re.sub(r"\s", "", plain).casefold()
