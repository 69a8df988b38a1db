"""Open a file of tables by what it holds, not by its name."""

from pathlib import Path

from jindan.omics.errors import EmptyTable, NotATable
from jindan.omics.tables.formats.excel import read_excel
from jindan.omics.tables.formats.hdf5 import read_hdf5
from jindan.omics.tables.formats.parquet import read_parquet
from jindan.omics.tables.formats.text import open_text, read_text
from jindan.omics.tables.formats.variants import first_line, is_maf, read_maf, read_vcf
from jindan.omics.tables.sheet import Sheet

PICKLES = (
    b"\x80\x02",
    b"\x80\x03",
    b"\x80\x04",
    b"\x80\x05",
    b"RDX2\n",
    b"RDX3\n",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
"""How pickles, R's own files, and compressed ones begin."""


def open_tables(path: Path) -> list[Sheet]:
    """Every table of a file: CSV, TSV, XLSX, Parquet, AnnData, MuData, MAF or VCF.

    Raises the refusals of `jindan.omics.errors`; nothing is ever unpickled.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip():
        raise EmptyTable(row=1, column="A")
    if head.startswith(PICKLES):
        raise NotATable(row=1, column="A")
    if head.startswith(b"PK\x03\x04"):
        return read_excel(path)
    if head.startswith(b"PAR1"):
        return [read_parquet(path)]
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        return read_hdf5(path)
    return [_of_text(path, head=head)]


def _of_text(path: Path, *, head: bytes) -> Sheet:
    if head.startswith(b"##fileformat=VCF"):
        return read_vcf(path)
    if head.lstrip().startswith((b"<", b"{", b"[", b"%PDF", b"#!")):
        raise NotATable(row=1, column="A")
    if is_maf(first_line(open_text(path).lines())):
        return read_maf(path)
    return read_text(path)
