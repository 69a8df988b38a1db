"""What every analysis shares, whether it runs as a library, from the command line or on the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict

from jindan.catalogue import Scalar, sayable, text

Progress = Callable[[float, str], None]
"""Called with a fraction from 0 to 1 and the current stage (a key of `stage-…` in the catalogue).
May raise to stop the work."""

Ready = Callable[[str], None]
"""Called with the name of an output file that is complete, so that it can be shown before the run ends."""


def silent(fraction: float, stage: str) -> None:
    """Report progress to nobody."""


def unannounced(name: str) -> None:
    """Show nobody a file before the run ends."""


def part_of(progress: Progress, *, start: float, end: float) -> Progress:
    """Return a progress whose 0 to 1 is the part from `start` to `end` of the given one."""

    def part(fraction: float, stage: str) -> None:
        progress(start + (end - start) * fraction, stage)

    return part


class Note(BaseModel):
    """A named observation for the reader: `note-<code>` of the catalogue, filled with values."""

    model_config = ConfigDict(frozen=True)

    code: str
    values: dict[str, Annotated[Scalar, AfterValidator(sayable)]] = {}

    def in_language(self, language: str) -> str:
        """Return the note as one sentence, `language` being `ko` or `en`."""
        return text(f"note-{self.code}", language=language, **self.values)


OUTGOING = "outgoing"
"""The folder among the outputs with the files that an outbound call may send. See `Sent`."""

UNTIL_SENT = 0.7
"""The fraction of the progress that is reported before an outbound call."""


DEFAULT_PORTS = {"https": 443, "http": 80}


class Endpoint(BaseModel):
    """An external service that a run calls. address: scheme, host and port."""

    address: str

    @property
    def port(self) -> int:
        """Return the TCP port that the address names, or that its scheme implies."""
        parts = urlsplit(self.address)
        return parts.port or DEFAULT_PORTS[parts.scheme]


class Sent(BaseModel):
    """The result of sending the files of OUTGOING.

    failed: failure slug by file stem. reason: failure slug of every other unanswered file.
    """

    model_config = ConfigDict(frozen=True)

    reason: str = ""
    failed: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """What one run may use: named inputs to read, a folder to write to, and callbacks that report progress.

    assets: folder of weights, fetched and checked before the run (`jindan.assets`), as a run has no network.
    """

    inputs: Mapping[str, Path]
    outputs: Path
    assets: Path
    progress: Progress = silent
    ready: Ready = unannounced
