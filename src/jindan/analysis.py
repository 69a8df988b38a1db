"""The few words every analysis shares, whether run as a library, from the command line or by the server."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from jindan.catalogue import sayable, text

Progress = Callable[[float, str], None]
"""Called with a fraction from 0 to 1 and the stage under way (a key of `stage-…` in the catalogue).
May raise to stop the work."""

Ready = Callable[[str], None]
"""Called with the name of an output file that is complete, so that it can be shown before the run ends."""

Scalar = str | int | float
"""A value that a catalogue message can show."""


def silent(fraction: float, stage: str) -> None:
    """Report progress to nobody."""


def unannounced(name: str) -> None:
    """Show nobody a file before the run ends."""


def part_of(progress: Progress, *, start: float, end: float) -> Progress:
    """A progress whose 0 to 1 fills only the part from `start` to `end` of the whole."""

    def told(fraction: float, stage: str) -> None:
        progress(start + (end - start) * fraction, stage)

    return told


def slug_of(subject: type) -> str:
    """A class name as it appears in URLs and in the catalogue: `EmptyVolume` → `empty-volume`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", subject.__name__).lower()


class AnalysisError(Exception):
    """The input cannot be analysed; the catalogue says why and what to do, in Korean and English.

    Each subclass has a message `problem-<slug>` with the attributes `detail` and `remedy`;
    `values` fill its placeholders and must hold nothing that identifies a patient.
    """

    def __init__(self, **values: Scalar) -> None:
        super().__init__(values)
        self.values = {name: sayable(value) for name, value in values.items()}

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Title, detail and remedy as sentences, `language` being `ko` or `en`."""
        key = f"problem-{slug_of(type(self))}"
        title, *more = (key, f"{key}.detail", f"{key}.remedy")
        said = [f"{text(title, language=language, **self.values)}."]
        said += (text(part, language=language, **self.values) for part in more)
        return " ".join(said)


class Unavailable(AnalysisError):
    """A model, device or remote service is out of reach for now; trying later may work."""


class Remark(BaseModel):
    """A named observation for the reader: `remark-<code>` of the catalogue, filled with values."""

    model_config = ConfigDict(frozen=True)

    code: str
    values: dict[str, Annotated[Scalar, AfterValidator(sayable)]] = {}

    def in_language(self, language: str) -> str:
        """The remark as one sentence, `language` being `ko` or `en`."""
        return text(f"remark-{self.code}", language=language, **self.values)


LEAVING = "leaving"
"""The folder among the outputs with what an errand may send out; see `Sent`."""


UNTIL_SENT = 0.7
"""The part of the progress that is told before an errand."""


class Sent(BaseModel):
    """What came of sending the files of LEAVING out: by name without ending, why a file has no answer, as a slug.

    reason: of all that have no answer and are not in `failed`.
    """

    model_config = ConfigDict(frozen=True)

    reason: str = ""
    failed: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """What one run may touch: named inputs to read, a folder to write to, and ways to tell progress.

    assets: folder of weights that were fetched and checked beforehand (`jindan.assets`); a run has no network.
    """

    inputs: Mapping[str, Path]
    outputs: Path
    assets: Path
    progress: Progress = silent
    ready: Ready = unannounced
