"""MAF, the list of somatic variants of many specimens, summarised to a table of genes."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from jindan.omics.errors import BuildsDiffer, RaggedTable
from jindan.omics.tables.formats.builds import build_called
from jindan.omics.tables.formats.text import open_text
from jindan.omics.tables.formats.variants import Counts, counted
from jindan.omics.tables.sheet import Sheet, column_letter

SILENT = frozenset(("Silent", "Intron", "3'UTR", "5'UTR", "3'Flank", "5'Flank", "IGR", "RNA"))
"""Classes of variants that do not alter a protein."""
COLUMNS = ("Hugo_Symbol", "Variant_Classification", "Tumor_Sample_Barcode")
BUILD = "NCBI_Build"


def is_maf(header: str) -> bool:
    """Return whether the first line that is no comment is the header of a MAF file."""
    return all(column in header.split("\t") for column in COLUMNS)


def read_maf(path: Path) -> Sheet:
    """Return specimens × genes, without silent variants. Raises RaggedTable, BuildsDiffer, EmptyTable."""
    variants: Counts = {}
    build = ""
    for number, row in _rows(path):
        specimen = variants.setdefault(row["Tumor_Sample_Barcode"], Counter())
        if row["Variant_Classification"] not in SILENT:
            specimen[row["Hugo_Symbol"]] += 1
        stated = build_called(row.get(BUILD, ""))
        if build and stated not in ("", build):
            column = column_letter([*row].index(BUILD))
            raise BuildsDiffer(row=number, column=column, first=build, found=stated)
        build = build or stated
    return counted(variants, build=build)


def first_line(lines: Iterable[str]) -> str:
    """Return the first line that is no comment, empty where there is none."""
    return next((line.rstrip("\r\n") for line in lines if not line.startswith("#")), "")


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every variant by column, with its row number. Raises RaggedTable."""
    header: list[str] = []
    for number, line in enumerate(open_text(path).lines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = next(csv.reader([line.rstrip("\r\n")], delimiter="\t", quoting=csv.QUOTE_NONE))
        if not header:
            header = cells
        elif len(cells) != len(header):
            column = column_letter(min(len(cells), len(header)))
            raise RaggedTable(row=number, column=column, found=len(cells), expected=len(header))
        else:
            yield number, dict(zip(header, cells, strict=True))
