"""What rendering a report takes and gives, as values: light to load, for those who only read them."""

from jindan.findings.values import Frozen

CONTENT = "content"
"""Role of the input that holds the report's content as JSON."""


class RenderingParams(Frozen):
    """How to render: a report has no choices yet."""


class RenderedReport(Frozen):
    """The names of the PDF files by language."""

    files: dict[str, str]
