"""Names of features: how they are compared, which are other names of one gene, and which Excel has damaged."""

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
"""What Excel makes of gene names such as MARCH1 and SEPT2: dates."""
OTHER_SPECIES = re.compile(r"^(ENSMUS|ENSRNO|ENSDAR|ENSSSC|FBgn|WBGene)\w+")
MOUSE = re.compile(r"^[A-Z][a-z]+[a-z0-9]*$")
PROBES = re.compile(r"^(\d+(_[a-z])?_at|ILMN_\d+|A_\d+_P\d+|AFFX-.*)$", re.IGNORECASE)


class Kind(StrEnum):
    """What the features of a view are, which says how their names are compared."""

    GENE = "gene"
    MIRNA = "mirna"
    PROTEIN = "protein"
    OTHER = "other"


@cache
def aliases() -> Mapping[str, str]:
    """The approved symbol for every other name of a gene, in capitals.

    Approved symbols win over previous ones, and those over aliases; a name that two genes share is left out.
    """
    found: dict[str, str] = {}
    ranked: list[list[tuple[str, str]]] = [[], [], []]
    with gzip.open(ALIASES, "rt", encoding="utf-8") as lines:
        for line in lines:
            symbol, ensembl, uniprot, previous, others = line.rstrip("\n").split("\t")
            approved = symbol.upper()
            found[approved] = approved
            ranked[0] += [(each, approved) for each in (ensembl, *uniprot.split()) if each]
            ranked[1] += [(each.upper(), approved) for each in previous.split()]
            ranked[2] += [(each.upper(), approved) for each in others.split()]
    for pairs in ranked:
        _add(found, pairs)
    return found


def split_unit(header: str) -> tuple[str, str]:
    """Name and unit of a column such as `creatinine (mg/mL)`; the unit is empty where none is stated."""
    found = UNIT.search(header)
    return (
        (header[: found.start()].strip(), found["unit"].strip()) if found else (header.strip(), "")
    )


def plain_key(name: str, *, kind: Kind) -> str:
    """How a name is compared with others of its kind, without knowing other names of the same thing."""
    plain = unicodedata.normalize("NFKC", name).strip()
    if kind is Kind.GENE:
        return VERSION.sub(r"\1", plain.upper())
    return re.sub(r"[\s_.\-/|]", "", plain).lower()


def keys_of(name: str, *, kind: Kind) -> tuple[str, ...]:
    """All names that a feature may bear in a table, as `plain_key` gives them."""
    own = plain_key(name, kind=kind)
    if kind is not Kind.GENE:
        return (own,)
    symbol = aliases().get(own, own)
    return (own, *sorted({each for each in names_of().get(symbol, {symbol})} - {own}))


@cache
def names_of() -> Mapping[str, set[str]]:
    """Every other name of each gene."""
    found: dict[str, set[str]] = {}
    for name, symbol in aliases().items():
        found.setdefault(symbol, set()).add(name)
    return found


def is_damaged(name: str) -> bool:
    """Whether a spreadsheet has turned this name into a date."""
    return bool(DAMAGED.match(name.strip()))


def is_of_other_species(name: str) -> bool:
    """Whether the name is an identifier of another species, or a gene spelt as in mice and rats (`Lyve1`)."""
    return bool(OTHER_SPECIES.match(name) or MOUSE.match(name))


def is_probe(name: str) -> bool:
    """Whether the name is a probe of an array rather than a gene."""
    return bool(PROBES.match(name))


def _add(found: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    """Add other names, without those that stand for two genes or are taken."""
    meant: dict[str, set[str]] = {}
    for name, symbol in pairs:
        meant.setdefault(name, set()).add(symbol)
    for name, symbols in meant.items():
        if len(symbols) == 1:
            found.setdefault(name, next(iter(symbols)))
