"""Names of features: their comparison, the other names of a gene, and names damaged by Excel."""

import gzip
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

ALIASES = Path(__file__).parent / "aliases.tsv.gz"
"""HGNC's list (CC0): approved symbol, Ensembl gene, UniProt accessions, previous symbols, alias symbols."""

UNIT = re.compile(r"\s*[(\[](?P<unit>[^)\]]*)[)\]]\s*$")
VERSION = re.compile(r"^(ENSG\d{11})\.\d+$")
DAMAGED = re.compile(
    r"^(\d{1,2}-(MAR|SEP|DEC|OCT|APR|FEB|NOV|JAN|JUN|JUL|AUG|MAY)"
    r"|(MAR|SEP|DEC|OCT|APR|FEB|NOV|JAN|JUN|JUL|AUG|MAY)-\d{1,2}"
    r"|\d{1,2}월 ?\d{1,2}일|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}( 0?0:00:00)?)$",
    re.IGNORECASE,
)
"""Dates, which Excel makes of gene names such as MARCH1 and SEPT2."""
OTHER_SPECIES = re.compile(r"^(ENSMUS|ENSRNO|ENSDAR|ENSSSC|FBgn|WBGene)\w+")
MOUSE = re.compile(r"^[A-Z][a-z]+[a-z0-9]*$")
PROBES = re.compile(r"^(\d+(_[a-z])?_at|ILMN_\d+|A_\d+_P\d+|AFFX-.*)$", re.IGNORECASE)


class NameKind(StrEnum):
    """The kind of the features of a view, which decides how their names are compared."""

    GENE = "gene"
    MIRNA = "mirna"
    PROTEIN = "protein"
    OTHER = "other"


@cache
def aliases() -> Mapping[str, str]:
    """Return the approved symbol for every other name of a gene, in capitals.

    Approved symbols win over previous ones, and those over aliases. A name that two genes share is left out.
    """
    symbols: dict[str, str] = {}
    ranked: list[list[tuple[str, str]]] = [[], [], []]
    with gzip.open(ALIASES, "rt", encoding="utf-8") as lines:
        for line in lines:
            symbol, ensembl, uniprot, previous, others = line.rstrip("\n").split("\t")
            approved = symbol.upper()
            symbols[approved] = approved
            ranked[0] += [(name, approved) for name in (ensembl, *uniprot.split()) if name]
            ranked[1] += [(name.upper(), approved) for name in previous.split()]
            ranked[2] += [(name.upper(), approved) for name in others.split()]
    for pairs in ranked:
        _add_unambiguous(symbols, pairs)
    return symbols


def split_unit(header: str) -> tuple[str, str]:
    """Return name and unit of a column such as `creatinine (mg/mL)`, the unit empty where none is stated."""
    unit = UNIT.search(header)
    if unit is None:
        return header.strip(), ""
    return header[: unit.start()].strip(), unit["unit"].strip()


def plain_key(name: str, *, kind: NameKind) -> str:
    """Return the form in which a name is compared with others of its kind. Other names of a gene stay distinct."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if kind is NameKind.GENE:
        return VERSION.sub(r"\1", plain.upper())
    return re.sub(r"[\s_.\-/|]", "", plain).lower()


def keys_of(name: str, *, kind: NameKind) -> tuple[str, ...]:
    """Return all names that a feature may have in a table, as `plain_key` gives them."""
    own = plain_key(name, kind=kind)
    if kind is not NameKind.GENE:
        return (own,)
    symbol = aliases().get(own, own)
    return (own, *sorted(names_of().get(symbol, {symbol}) - {own}))


@cache
def names_of() -> Mapping[str, set[str]]:
    """Return all names of each gene, by approved symbol."""
    names: dict[str, set[str]] = {}
    for name, symbol in aliases().items():
        names.setdefault(symbol, set()).add(name)
    return names


def is_damaged(name: str) -> bool:
    """Return whether a spreadsheet has turned this name into a date."""
    return bool(DAMAGED.match(name.strip()))


def is_of_other_species(name: str) -> bool:
    """Return whether the name is of another species, or spelt as genes of mice and rats are (`Lyve1`)."""
    return bool(OTHER_SPECIES.match(name) or MOUSE.match(name))


def is_probe(name: str) -> bool:
    """Return whether the name is a probe of an array rather than a gene."""
    return bool(PROBES.match(name))


def _add_unambiguous(symbols: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    """Add other names, except those that two genes share and those that a higher rank already has."""
    genes: dict[str, set[str]] = {}
    for name, symbol in pairs:
        genes.setdefault(name, set()).add(symbol)
    for name, candidates in genes.items():
        if len(candidates) == 1:
            symbols.setdefault(name, next(iter(candidates)))
