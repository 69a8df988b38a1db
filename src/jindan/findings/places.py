"""Where a finding can be looked at: a slice of a scan, a cell of a table, a line of a document."""

from typing import Annotated, Literal

from pydantic import Field

from jindan.findings.values import Frozen

Count = Annotated[int, Field(ge=1)]


class SlicePlace(Frozen):
    """A point in a CT series.

    source: the segmentation that the finding belongs to, such as `ct-1/v1`; empty until it is in a case.
    slice: the number of the slice, from 1, along the grid axis nearest to superior-inferior.
    voxel: index (i, j, k) in the grid of the volume, from 0.
    ras_mm: millimetres towards the patient's right, front and head.
    """

    kind: Literal["slice"] = "slice"
    source: str = ""
    slice: Count
    voxel: tuple[int, int, int]
    ras_mm: tuple[float, float, float]

    @property
    def part(self) -> str:
        """The slice within its source."""
        return f"slice-{self.slice}"


class CellPlace(Frozen):
    """A cell of a table.

    table: the number of the file among the tables of the risk score, from 1. row, column: as the
    file's own program names them, such as row 2 and column `E`.
    """

    kind: Literal["cell"] = "cell"
    source: str = ""
    table: Count
    row: Count
    column: str

    @property
    def part(self) -> str:
        """The cell within its source."""
        return f"table-{self.table}/row-{self.row}/column-{self.column}"


class LinePlace(Frozen):
    """A line of a document: the page, and the line on that page in reading order, both from 1."""

    kind: Literal["line"] = "line"
    source: str = ""
    page: Count
    line: Count

    @property
    def part(self) -> str:
        """The line within its source."""
        return f"page-{self.page}/line-{self.line}"


Place = Annotated[SlicePlace | CellPlace | LinePlace, Field(discriminator="kind")]


def address_of(place: SlicePlace | CellPlace | LinePlace) -> str:
    """Return the address of a place within its case, such as `ct-1/v1/slice-31`."""
    return f"{place.source}/{place.part}"
