"""Variants (MAF and annotated VCF) summarised to a table: for each specimen, how many altered variants a gene has."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from jindan.analysis import Remark
from jindan.omics.errors import EmptyTable, UnannotatedVariants
from jindan.omics.tables.formats.text import open_text
from jindan.omics.tables.sheet import Row, Sheet

SILENT = frozenset(("Silent", "Intron", "3'UTR", "5'UTR", "3'Flank", "5'Flank", "IGR", "RNA"))
"""Classes of the MAF format that do not change a protein."""
MAF_COLUMNS = ("Hugo_Symbol", "Variant_Classification", "Tumor_Sample_Barcode")
FIXED = 9
"""Columns of a VCF before its samples."""
ALTERED = re.compile(r"[1-9]")
ANNOTATION = re.compile(r"(?:^|;)(?:ANN|CSQ)=([^;]*)")
CSQ_FORMAT = re.compile(r'ID=(CSQ|ANN),.*?(?:Format: |: \')([^"]*)', re.IGNORECASE)
Counts = dict[str, Counter[str]]


def is_maf(header: str) -> bool:
    """Whether the first line that is no comment heads a MAF file."""
    return all(column in header.split("\t") for column in MAF_COLUMNS)


def read_maf(path: Path) -> Sheet:
    """A MAF file as genes by specimen; silent variants are not counted. Raises EmptyTable."""
    lines = (line for line in open_text(path).lines() if not line.startswith("#"))
    found: Counts = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        if None in row.values():
            continue  # a line that was cut off
        specimen = found.setdefault(row["Tumor_Sample_Barcode"], Counter())
        if row["Variant_Classification"] not in SILENT:
            specimen[row["Hugo_Symbol"]] += 1
    return _sheet(found, remarks=())


def read_vcf(path: Path) -> Sheet:
    """An annotated VCF as genes by specimen. Raises UnannotatedVariants and EmptyTable.

    Symbolic and spanning alleles (`*`, `-`, `<DEL>`) are counted with the gene they are annotated with.
    """
    found: Counts = {}
    build, gene_at, specimens = "", 3, [""]
    for number, line in enumerate(open_text(path).lines(), start=1):
        if line.startswith("##"):
            build = build or _build(line)
            gene_at = _gene_place(line, default=gene_at)
            continue
        cells = line.rstrip("\r\n").split("\t")
        if line.startswith("#CHROM"):
            specimens = cells[FIXED:] or ["1"]
            found = {specimen: Counter() for specimen in specimens}
            continue
        _count(cells, found=found, specimens=specimens, gene_at=gene_at, row=number)
    return _sheet(found, remarks=(_build_remark(build),))


def _count(
    cells: Sequence[str], *, found: Counts, specimens: Sequence[str], gene_at: int, row: int
) -> None:
    if len(cells) < FIXED - 1:
        return
    annotated = ANNOTATION.search(cells[7])
    if annotated is None:
        raise UnannotatedVariants(row=row, column="H")
    genes = {
        part.split("|")[gene_at] for part in annotated[1].split(",") if part.count("|") >= gene_at
    }
    for specimen, genotype in zip(specimens, cells[FIXED:] or ["1"], strict=False):
        if ALTERED.search(genotype.split(":")[0]):
            found[specimen].update(gene for gene in genes if gene)


def _sheet(found: Counts, *, remarks: tuple[Remark, ...]) -> Sheet:
    if not found:
        raise EmptyTable(row=1, column="A")
    genes = sorted(set().union(*found.values()))
    specimens = list(found)

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        for number, specimen in enumerate(specimens, start=2):
            yield (
                number,
                [
                    _cell(specimen, column, counts=found[specimen], genes=genes)
                    for column in columns
                ],
            )

    summarised = Remark(code="omics-variants-summarised", values={"genes": len(genes)})
    return Sheet(
        name="", header=["", *genes], rows=rows, is_certain=True, remarks=(summarised, *remarks), header_row=0
    )  # fmt: skip


def _cell(specimen: str, column: int, *, counts: Counter[str], genes: Sequence[str]) -> str | float:
    return float(counts[genes[column - 1]]) if column else specimen


def _build(line: str) -> str:
    for build in ("GRCh38", "GRCh37", "hg38", "hg19"):
        if build.lower() in line.lower():
            return build
    return ""


def _gene_place(line: str, *, default: int) -> int:
    """Where the gene's symbol stands in an annotation, as the header says it."""
    found = CSQ_FORMAT.search(line)
    if found is None:
        return default
    fields = [field.strip(" '\"").lower() for field in found[2].split("|")]
    return next((fields.index(name) for name in ("symbol", "gene_name") if name in fields), default)


def _build_remark(build: str) -> Remark:
    if not build:
        return Remark(code="omics-build-not-stated")
    return Remark(code="omics-build", values={"build": build})


def first_line(lines: Iterable[str]) -> str:
    """The first line that is no comment."""
    return next((line.rstrip("\r\n") for line in lines if not line.startswith("#")), "")
