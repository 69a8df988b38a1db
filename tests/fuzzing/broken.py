"""Readers that do what none may, to see that fuzzing finds it and lives."""

import os
from pathlib import Path

from fuzzing.parsers import PARSERS, Parser


def _samples():
    return [{"a": bytes(range(64))}]


def _is_bad(folder: Path) -> bool:
    """One mutant in four."""
    return sum((folder / "a").read_bytes()) % 4 == 0


def _aborts(folder: Path) -> None:
    if _is_bad(folder):
        os.abort()


def _raises(folder: Path) -> None:
    if _is_bad(folder):
        raise LookupError


def _grows(folder: Path) -> None:
    if _is_bad(folder):
        bytearray(1 << 40)


BROKEN = {
    "aborts": Parser(samples=_samples, read=_aborts),
    "raises": Parser(samples=_samples, read=_raises),
    "grows": Parser(samples=_samples, read=_grows),
}
ALL = PARSERS | BROKEN
