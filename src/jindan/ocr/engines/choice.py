"""Which engine reads a document: the one that is asked for, else the first that is available."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from jindan.analysis import Progress, silent
from jindan.ocr.engines import local, own, tesseract
from jindan.ocr.errors import EngineMissing, EngineUnknown
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Reading


class Engine(Protocol):
    """What a module in this folder offers."""

    @property
    def NAME(self) -> str:
        """As a reading shows it."""

    @property
    def VERSION(self) -> str:
        """Raised when the same page may give another text."""

    @property
    def DEPENDENCIES(self) -> tuple[str, ...]:
        """Modules that must be installed."""

    def is_available(self) -> bool:
        """Whether all it needs is installed."""

    def read(self, pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
        """What upright pages say."""


def _engine(module: ModuleType) -> Engine:
    return cast("Engine", module)


ENGINES: Mapping[str, Engine] = {
    engine.NAME: engine for engine in (_engine(local), _engine(tesseract))
}
"""By name, the preferred first. Each reads without a network; `upstage` works outside (0042)."""


def choose(name: str = "", *, recogniser: Path | None = None) -> Engine:
    """The engine of this name, the first that is available where it is empty.

    recogniser: folder of an operator's own network, for the engine `own`. Raises EngineUnknown or EngineMissing.
    """
    if name == own.NAME:
        return _available(own.Own(folder=recogniser))
    if name and name not in ENGINES:
        raise EngineUnknown(engine=name, known=", ".join((*ENGINES, own.NAME)))
    wanted = [ENGINES[name]] if name else list(ENGINES.values())
    for engine in wanted:
        if engine.is_available():
            return engine
    raise EngineMissing(engine=name or ", ".join(ENGINES))


def _available(engine: Engine) -> Engine:
    if not engine.is_available():
        raise EngineMissing(engine=engine.NAME)
    return engine
