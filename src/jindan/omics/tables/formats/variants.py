"""Variants summarised to a table: the number of protein-altering variants of each gene in each specimen."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jindan.analysis import Note
from jindan.omics.errors import EmptyTable
from jindan.omics.tables.sheet import Row, Sheet

Counts = dict[str, Counter[str]]
"""Protein-altering variants by gene, for each specimen."""


def counted(variants: Counts, *, build: str, notes: Sequence[Note] = ()) -> Sheet:
    """Return the counts as a table of specimens × genes. Raises EmptyTable."""
    if not variants:
        raise EmptyTable(row=1, column="A")
    genes = sorted(set().union(*variants.values()))
    specimens = list(variants)

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        for number, specimen in enumerate(specimens, start=2):
            counts = variants[specimen]
            yield number, [float(counts[genes[c - 1]]) if c else specimen for c in columns]

    summarised = Note(code="omics-variants-summarised", values={"genes": len(genes)})
    stated = Note(code="omics-build", values={"build": build})
    build_note = stated if build else Note(code="omics-build-not-stated")
    return Sheet(
        name="",
        header=["", *genes],
        rows=rows,
        is_certain=True,
        notes=(summarised, build_note, *notes),
        header_row=0,
    )
