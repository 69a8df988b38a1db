"""The local engine with an operator's own recognition network, which replaces the Hangul head.

The wheel's Latin head remains the second reader of every number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jindan.analysis import Progress, silent
from jindan.ocr.engines import local
from jindan.ocr.networks.own_files import CHARACTERS, ENGINE, MODEL, digest_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Reading

NAME, VERSION = ENGINE, "2"
SHOWN = 12
"""Digits of the checksum that a reading shows."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """An engine that reads with the network of a folder, which must hold MODEL and CHARACTERS."""

    folder: Path | None
    NAME: str = field(default=NAME, init=False)
    VERSION: str = field(default=VERSION, init=False)
    DEPENDENCIES: tuple[str, ...] = field(default=local.DEPENDENCIES, init=False)

    def is_available(self) -> bool:
        """Return whether the files are there, and what the local engine needs is installed."""
        return self.folder is not None and bool(digest_of(self.folder)) and local.is_available()

    def read(self, pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
        """Read the pages. The reading's version names the files' checksum. Raises RecogniserUnfit."""
        from jindan.ocr.networks.recogniser import Recogniser

        assert self.folder is not None  # noqa: S101 - it is available
        recogniser = Recogniser.opened(self.folder / MODEL, characters=self.folder / CHARACTERS)
        version = f"{VERSION}-{digest_of(self.folder)[:SHOWN]}"
        read_pages = local.pages_of(pages, recogniser=recogniser, progress=progress)
        return Reading(engine=NAME, engine_version=version, pages=read_pages)
