"""Variants summarised to a table: for each specimen, how many altered variants a gene has."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jindan.analysis import Remark
from jindan.omics.errors import EmptyTable
from jindan.omics.tables.sheet import Row, Sheet

Counts = dict[str, Counter[str]]
"""Altered variants by gene, for each specimen."""


def counted(found: Counts, *, build: str, remarks: Sequence[Remark] = ()) -> Sheet:
    """The counts as a table of specimens × genes. Raises EmptyTable."""
    if not found:
        raise EmptyTable(row=1, column="A")
    genes = sorted(set().union(*found.values()))
    specimens = list(found)

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        for number, specimen in enumerate(specimens, start=2):
            counts = found[specimen]
            yield (
                number,
                [float(counts[genes[each - 1]]) if each else specimen for each in columns],
            )

    summarised = Remark(code="omics-variants-summarised", values={"genes": len(genes)})
    told = (summarised, _build_remark(build), *remarks)
    header = ["", *genes]
    return Sheet(name="", header=header, rows=rows, is_certain=True, remarks=told, header_row=0)


def _build_remark(build: str) -> Remark:
    if not build:
        return Remark(code="omics-build-not-stated")
    return Remark(code="omics-build", values={"build": build})
