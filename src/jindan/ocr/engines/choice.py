"""Which engine reads a document: the requested one, else the first that is available."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from jindan.analysis import Progress, silent
from jindan.ocr.engines import local, own, tesseract
from jindan.ocr.errors import EngineMissing, EngineUnknown
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Reading


class Engine(Protocol):
    """The interface of an engine: that of the modules in this folder."""

    @property
    def NAME(self) -> str:
        """The name that a reading shows."""

    @property
    def VERSION(self) -> str:
        """The version, which changes when the same page may give another text."""

    @property
    def DEPENDENCIES(self) -> tuple[str, ...]:
        """Modules that must be installed."""

    def is_available(self) -> bool:
        """Return whether everything it needs is installed."""

    def read(self, pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
        """Read upright pages."""


ENGINES: Mapping[str, Engine] = {
    engine.NAME: engine for engine in (cast("Engine", module) for module in (local, tesseract))
}
"""Engines by name, the preferred first. None of them uses a network, which `upstage` does (0042)."""


def choose(name: str = "", *, recogniser: Path | None = None) -> Engine:
    """Return the engine of this name, or the first that is available where it is empty.

    recogniser: folder of an operator's own network, for the engine `own`. Raises EngineUnknown or EngineMissing.
    """
    engines: Mapping[str, Engine] = {**ENGINES, own.NAME: own.Own(folder=recogniser)}
    if name and name not in engines:
        raise EngineUnknown(engine=name, known=", ".join(engines))
    candidates = [engines[name]] if name else ENGINES.values()
    for engine in candidates:
        if engine.is_available():
            return engine
    raise EngineMissing(engine=name or ", ".join(ENGINES))
