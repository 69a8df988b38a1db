"""The answer of Upstage Document OCR (`model=ocr`, apiVersion 1.1), as far as it is used.

`pages[].id` counts from 0, `metadata.pages[].page` from 1. Vertices are pixels of the page that was
sent, clockwise from the text's own upper left. Words carry no line.
"""

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Vertex(_Part):
    """A corner, in pixels."""

    x: FiniteFloat
    y: FiniteFloat


class BoundingBox(_Part):
    """Four corners."""

    vertices: tuple[Vertex, Vertex, Vertex, Vertex]


class RemoteWord(_Part):
    """One word. confidence: 0 to 1."""

    text: str
    confidence: FiniteFloat = Field(ge=0, le=1)
    bounding_box: BoundingBox = Field(alias="boundingBox")


class RemotePage(_Part):
    """One page, with its size in pixels."""

    id: int
    width: FiniteFloat
    height: FiniteFloat
    text: str
    words: tuple[RemoteWord, ...]


class RemoteAnswer(_Part):
    """What came back. stored: whether the service keeps what was sent."""

    model_version: str = Field(alias="modelVersion")
    stored: bool = False
    text: str
    pages: tuple[RemotePage, ...]
