"""The folder of an installation: nobody but its owner reads anything in it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import structlog

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PRIVATE_UMASK = 0o077
OURS = (
    "*.sqlite3*",
    "keyring.json*",
    "secret-key*",
    "objects",
    "assets",
    "log",
    "scratch",
    "broker",
)
"""What an installation keeps in its folder. Anything else there is not ours to change."""
LOOKED_INTO = ("log", "scratch", "broker")
"""Folders whose content is looked at too. The others may hold a million files, which a closed folder protects."""

log = structlog.get_logger(__name__)


class HomeOpenToOthers(OSError):
    """Others may read the folder, and it belongs to someone else, so that this process cannot close it."""


def close_home(home: Path) -> None:
    """Take from group and others what they may do in the folder, and log how many places that were.

    What this process makes from now on is private too. Raises HomeOpenToOthers.
    """
    os.umask(PRIVATE_UMASK)
    closed = [path for path in _places(home) if _close(path)]
    if closed:
        log.warning("home was open to others", count=len(closed))


def _places(home: Path) -> Iterator[Path]:
    yield home
    for pattern in OURS:
        yield from home.glob(pattern)
    for folder in LOOKED_INTO:
        yield from (home / folder).rglob("*")


def _close(path: Path) -> bool:
    """Return whether the path had to be closed. Raises HomeOpenToOthers."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or not mode & OTHERS:
            return False
        path.chmod(stat.S_IMODE(mode) & ~OTHERS)
    except FileNotFoundError:  # another process has just removed it
        return False
    except PermissionError as error:
        raise HomeOpenToOthers(error.errno, error.strerror, str(path)) from error
    return True
