"""Annotated VCF summarised to a table of genes: protein-altering variants among the alleles of each specimen."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jindan.analysis import Note
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
NOT_COUNTED = frozenset({"*", "<*>", "<NON_REF>"})
"""Alleles that are not counted: `*` is a deletion counted where it begins, the others are no allele."""
ALTERING = frozenset({"HIGH", "MODERATE"})
"""Impacts of SnpEff and VEP that alter a protein."""
ANNOTATION = re.compile(r"(?:^|;)(?:ANN|CSQ)=([^;]*)")
ANNOTATION_FORMAT = re.compile(r'ID=(CSQ|ANN),.*?(?:Format: |: \')([^"]*)', re.IGNORECASE)
CONTIG = re.compile(r"^##contig=<.*?ID=([^,>]+)(?:.*?length=(\d+))?", re.IGNORECASE)
ASSEMBLY = re.compile(r"^##(?:reference|assembly)=(.*)|^##contig=<.*?assembly=([^,>]+)", re.I)


@dataclass
class VcfHeader:
    """The meta-information of a VCF.

    build: empty where it is not stated. ends: the last position of each contig. gene_at, impact_at: places in an
    annotation, by default those of SnpEff. specimens: in the order of their columns.
    """

    build: str = ""
    ends: dict[str, int] = field(default_factory=dict)
    gene_at: int = 3
    impact_at: int | None = 2
    specimens: tuple[str, ...] = ()

    def read(self, line: str, *, row: int) -> None:
        """Read one line that begins with `##`. Raises BuildsDiffer."""
        if contig := CONTIG.search(line):
            name, length = contig[1], int(contig[2] or 0)
            if length:
                self.ends[name] = length
                self._set_build(builds.build_of_length(name, length), row=row)
        if stated := ASSEMBLY.search(line):
            self._set_build(builds.build_called(stated[1] or stated[2]), row=row)
        if annotation := ANNOTATION_FORMAT.search(line):
            names = [name.strip(" '\"").lower() for name in annotation[2].split("|")]
            genes = [names.index(name) for name in ("symbol", "gene_name") if name in names]
            impacts = [n for n, name in enumerate(names) if name in ("impact", "annotation_impact")]
            self.gene_at = genes[0] if genes else self.gene_at
            self.impact_at = impacts[0] if impacts else None

    def end_of(self, contig: str) -> int | None:
        """Return the last position of a contig, or None where it is not known."""
        return self.ends.get(contig) or builds.longest(contig, build=self.build)

    def _set_build(self, build: str, *, row: int) -> None:
        if self.build and build not in ("", self.build):
            raise BuildsDiffer(row=row, column="A", first=self.build, found=build)
        self.build = self.build or build


@dataclass
class VariantTally:
    """Counts so far, and what was left out.

    filtered, missing: how many variants or genotypes, and the first row.
    """

    counts: Counts
    filtered: tuple[int, int] = (0, 0)
    missing: tuple[int, int] = (0, 0)

    def notes(self) -> Iterator[Note]:
        """Yield a note on each kind of variant that was left out."""
        for code, (count, row) in (
            ("omics-variants-filtered", self.filtered),
            ("omics-genotypes-missing", self.missing),
        ):
            if count:
                yield Note(code=code, values={"count": count, "row": row})


def read_vcf(path: Path) -> Sheet:
    """Return specimens × genes, from annotations of SnpEff (ANN) or VEP (CSQ).

    Raises UnannotatedVariants, UnreadableGenotype, BuildsDiffer, OutsideReference, RaggedTable and EmptyTable.
    """
    header, tally = VcfHeader(), VariantTally(counts={})
    for number, line in enumerate(open_text(path).lines(), start=1):
        if line.startswith("##"):
            header.read(line, row=number)
            continue
        cells = line.rstrip("\r\n").split("\t")
        if line.startswith("#CHROM"):
            if len(cells) <= FIXED:
                raise UnreadableGenotype(row=number, column=column_letter(len(cells)))
            header.specimens = tuple(cells[FIXED:])
            tally.counts |= {specimen: Counter() for specimen in header.specimens}
        elif line.strip():
            _count(cells, header=header, tally=tally, row=number)
    return counted(tally.counts, build=header.build, notes=[*tally.notes()])


def _count(cells: Sequence[str], *, header: VcfHeader, tally: VariantTally, row: int) -> None:
    """Add a variant to the counts of the specimens that carry it."""
    width = FIXED + len(header.specimens)
    if len(cells) != width or width == FIXED:
        column = column_letter(min(len(cells), width))
        raise RaggedTable(row=row, column=column, found=len(cells), expected=width)
    _check_place(cells, header=header, row=row)
    if cells[6] not in ("PASS", ".", ""):
        tally.filtered = _incremented(tally.filtered, row=row)
        return
    genes = _genes(cells, header=header, row=row)
    at = _genotype_at(cells, row=row)
    alleles = [cells[3], *cells[4].split(",")]
    for place, specimen in enumerate(header.specimens, start=FIXED):
        carried = _carried(cells[place], at=at, alleles=alleles, place=(row, place))
        if carried is None:
            tally.missing = _incremented(tally.missing, row=row)
            continue
        tally.counts[specimen].update({gene for allele in carried for gene in genes[allele]})


def _check_place(cells: Sequence[str], *, header: VcfHeader, row: int) -> None:
    """Raise OutsideReference at a position beyond the end of its contig, as in another build or species."""
    end = header.end_of(cells[0])
    # VCF puts the end of a telomere one base after the last.
    if not cells[1].isdecimal() or (end is not None and int(cells[1]) > end + 1):
        raise OutsideReference(row=row, column="B", end=end or 0)


def _genes(cells: Sequence[str], *, header: VcfHeader, row: int) -> dict[str, set[str]]:
    """Return the genes that each allele alters. Raises UnannotatedVariants."""
    annotated = ANNOTATION.search(cells[7])
    if annotated is None:
        raise UnannotatedVariants(row=row, column="H")
    alleles = cells[4].split(",")
    genes: dict[str, set[str]] = {allele: set() for allele in alleles}
    for part in annotated[1].split(","):
        fields = part.split("|")
        gene = _altered_gene(fields, header=header)
        # VEP shortens alleles. An annotation that names none of them is taken for all.
        for allele in [fields[0]] if fields[0] in genes else alleles:
            genes[allele] |= gene
    return genes


def _altered_gene(fields: Sequence[str], *, header: VcfHeader) -> set[str]:
    """Return the gene whose protein is altered according to an annotation, or no gene."""
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
    """Return the alleles other than the reference that a specimen carries, or None without a genotype.

    place: row and column of the cell. Raises UnreadableGenotype.
    """
    fields = cell.split(":")
    numbers = re.split(r"[/|]", fields[at]) if at < len(fields) else ["."]
    if all(number in (".", "") for number in numbers):
        return None
    called = [number for number in numbers if number != "."]
    if not all(number.isdecimal() and int(number) < len(alleles) for number in called):
        raise UnreadableGenotype(row=place[0], column=column_letter(place[1]))
    carried = {alleles[int(number)] for number in called if number != "0"}
    return carried - NOT_COUNTED


def _incremented(left_out: tuple[int, int], *, row: int) -> tuple[int, int]:
    count, first = left_out
    return count + 1, first or row
