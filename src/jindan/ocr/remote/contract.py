"""The answer of Upstage Document OCR (`model=ocr`, apiVersion 1.1), as far as it is used, and the ways it can fail.

`pages[].id` counts from 0, `metadata.pages[].page` from 1. Vertices are pixels of the page that was
sent, clockwise from the text's own upper left. Words carry no line.
"""

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

from jindan.problems import Problem, Unavailable


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
    """The whole answer. stored: whether the service stores what was sent."""

    model_version: str = Field(alias="modelVersion")
    stored: bool = False
    text: str
    pages: tuple[RemotePage, ...]


class RemoteKeyRejected(Problem):
    """The service does not accept our key."""


class RemoteCreditSpent(Problem):
    """The account at the service has no credit."""


class RemoteInputRefused(Problem):
    """The service refuses this page: too large, damaged, or of a kind it does not read."""


class RemoteContractBroken(Problem):
    """The service answered in a way its documentation does not describe."""


class RemoteEmptyAnswer(Problem):
    """The service found no text on a page that shows some."""


class RemoteBusy(Unavailable):
    """The service asks to be called less often."""


class RemoteAway(Unavailable):
    """The service does not answer, or is out of order."""
