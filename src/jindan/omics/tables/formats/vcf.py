"""Annotated VCF summarised to a table of genes: what alters a protein, of the alleles that a specimen carries."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jindan.analysis import Remark
from jindan.omics.errors import (
    BuildsDiffer,
    OutsideReference,
    RaggedTable,
    UnannotatedVariants,
    UnreadableGenotype,
)
from jindan.omics.tables.formats import builds
from jindan.omics.tables.formats.text import open_text
from jindan.omics.tables.formats.variants import Counts, counted
from jindan.omics.tables.sheet import Sheet, column_letter

FIXED = 9
"""Columns of a VCF before its specimens."""
ELSEWHERE = frozenset({"*", "<*>", "<NON_REF>"})
"""Alleles that are counted where they begin, or that stand for no allele at all."""
ALTERING = frozenset({"HIGH", "MODERATE"})
ANNOTATION = re.compile(r"(?:^|;)(?:ANN|CSQ)=([^;]*)")
ANNOTATION_FORMAT = re.compile(r'ID=(CSQ|ANN),.*?(?:Format: |: \')([^"]*)', re.IGNORECASE)
CONTIG = re.compile(r"^##contig=<.*?ID=([^,>]+)(?:.*?length=(\d+))?", re.IGNORECASE)
ASSEMBLY = re.compile(r"^##(?:reference|assembly)=(.*)|^##contig=<.*?assembly=([^,>]+)", re.I)


@dataclass
class Header:
    """What the lines before the variants say: build, ends of contigs, where annotations hold what, specimens."""

    build: str = ""
    ends: dict[str, int] = field(default_factory=dict)
    gene_at: int = 3
    impact_at: int | None = 2
    specimens: tuple[str, ...] = ()

    def read(self, line: str, *, row: int) -> None:
        """Take in one line that begins with `##`. Raises BuildsDiffer."""
        if contig := CONTIG.search(line):
            name, length = contig[1], int(contig[2] or 0)
            if length:
                self.ends[name] = length
                self._state(builds.build_of_length(name, length), row=row)
        if stated := ASSEMBLY.search(line):
            self._state(builds.build_called(stated[1] or stated[2]), row=row)
        if annotation := ANNOTATION_FORMAT.search(line):
            names = [name.strip(" '\"").lower() for name in annotation[2].split("|")]
            genes = [names.index(name) for name in ("symbol", "gene_name") if name in names]
            impacts = [n for n, name in enumerate(names) if name in ("impact", "annotation_impact")]
            self.gene_at = genes[0] if genes else self.gene_at
            self.impact_at = impacts[0] if impacts else None

    def end_of(self, contig: str) -> int | None:
        """The last position of a contig, if that is known."""
        return self.ends.get(contig) or builds.longest(contig, build=self.build)

    def _state(self, build: str, *, row: int) -> None:
        if self.build and build not in ("", self.build):
            raise BuildsDiffer(row=row, column="A", first=self.build, found=build)
        self.build = self.build or build


@dataclass
class Tally:
    """Counts so far, and what was left out: how often, and in which row first."""

    counts: Counts
    filtered: tuple[int, int] = (0, 0)
    missing: tuple[int, int] = (0, 0)

    def remarks(self) -> Iterator[Remark]:
        """What was left out."""
        for code, (count, row) in (
            ("omics-variants-filtered", self.filtered),
            ("omics-genotypes-missing", self.missing),
        ):
            if count:
                yield Remark(code=code, values={"count": count, "row": row})


def read_vcf(path: Path) -> Sheet:
    """Genes by specimen, from annotations of SnpEff (ANN) or VEP (CSQ).

    Raises UnannotatedVariants, UnreadableGenotype, BuildsDiffer, OutsideReference, RaggedTable and EmptyTable.
    """
    header, tally = Header(), Tally(counts={})
    for number, line in enumerate(open_text(path).lines(), start=1):
        if line.startswith("##"):
            header.read(line, row=number)
            continue
        cells = line.rstrip("\r\n").split("\t")
        if line.startswith("#CHROM"):
            header.specimens = _specimens(cells, row=number)
            tally.counts |= {specimen: Counter() for specimen in header.specimens}
        elif line.strip():
            _count(cells, header=header, tally=tally, row=number)
    return counted(tally.counts, build=header.build, remarks=[*tally.remarks()])


def _specimens(cells: Sequence[str], *, row: int) -> tuple[str, ...]:
    if len(cells) <= FIXED:
        raise UnreadableGenotype(row=row, column=column_letter(min(len(cells), FIXED)))
    return tuple(cells[FIXED:])


def _count(cells: Sequence[str], *, header: Header, tally: Tally, row: int) -> None:
    width = FIXED + len(header.specimens)
    if len(cells) != width or width == FIXED:
        column = column_letter(min(len(cells), width))
        raise RaggedTable(row=row, column=column, found=len(cells), expected=width)
    _check_place(cells, header=header, row=row)
    if cells[6] not in ("PASS", ".", ""):
        tally.filtered = _once_more(tally.filtered, row=row)
        return
    genes = _genes(cells, header=header, row=row)
    at = _genotype_at(cells, row=row)
    alleles = [cells[3], *cells[4].split(",")]
    for place, specimen in enumerate(header.specimens, start=FIXED):
        carried = _carried(cells[place], at=at, alleles=alleles, place=(row, place))
        if carried is None:
            tally.missing = _once_more(tally.missing, row=row)
            continue
        tally.counts[specimen].update({gene for allele in carried for gene in genes[allele]})


def _check_place(cells: Sequence[str], *, header: Header, row: int) -> None:
    """Refuse a position beyond the end of its contig, as one of another build or species would have."""
    end = header.end_of(cells[0])
    if not cells[1].isdecimal() or (end is not None and int(cells[1]) > end + 1):
        raise OutsideReference(row=row, column="B", contig=cells[0], end=end or 0)


def _genes(cells: Sequence[str], *, header: Header, row: int) -> dict[str, set[str]]:
    """The genes that each allele alters. VEP shortens alleles; what names none of them is of each."""
    annotated = ANNOTATION.search(cells[7])
    if annotated is None:
        raise UnannotatedVariants(row=row, column="H")
    alleles = cells[4].split(",")
    found: dict[str, set[str]] = {allele: set() for allele in alleles}
    for part in annotated[1].split(","):
        fields = part.split("|")
        gene = _altered_gene(fields, header=header)
        for allele in [fields[0]] if fields[0] in found else alleles:
            found[allele] |= gene
    return found


def _altered_gene(fields: Sequence[str], *, header: Header) -> set[str]:
    """The gene whose protein an annotation says is altered, if any."""
    if len(fields) <= max(header.gene_at, header.impact_at or 0):
        return set()
    alters = header.impact_at is None or fields[header.impact_at] in ALTERING
    return {fields[header.gene_at]} - {""} if alters else set()


def _genotype_at(cells: Sequence[str], *, row: int) -> int:
    names = cells[FIXED - 1].split(":")
    if "GT" not in names:
        raise UnreadableGenotype(row=row, column=column_letter(FIXED - 1))
    return names.index("GT")


def _carried(
    cell: str, *, at: int, alleles: Sequence[str], place: tuple[int, int]
) -> set[str] | None:
    """The alleles other than the reference that a specimen carries; None where its genotype is missing."""
    fields = cell.split(":")
    numbers = re.split(r"[/|]", fields[at]) if at < len(fields) else ["."]
    if all(number in (".", "") for number in numbers):
        return None
    if not all(number == "." or _is_one_of(number, alleles) for number in numbers):
        raise UnreadableGenotype(row=place[0], column=column_letter(place[1]))
    chosen = {alleles[int(number)] for number in numbers if number not in (".", "0")}
    return chosen - ELSEWHERE


def _is_one_of(number: str, alleles: Sequence[str]) -> bool:
    return number.isdecimal() and int(number) < len(alleles)


def _once_more(counted_so_far: tuple[int, int], *, row: int) -> tuple[int, int]:
    count, first = counted_so_far
    return count + 1, first or row
