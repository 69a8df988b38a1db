"""What a child writes: how much, whether it left anything but plain files, and that all of it is deleted."""

import os
import re
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from jindan.confinement.errors import RulesBroken, TooMuchWritten
from jindan.confinement.messages import PLAIN_NAME

MIB = 1024 * 1024
BLOCK_BYTES = 512
MOST_FILES = 200_000
MOST_OUTPUTS = 10_000
LOOK_S = 0.5
REST = 20
"""A look that takes long is followed by this many times as long without one."""


class Allowance:
    """How much a child may have written in its folders and in files that it deleted but holds open."""

    def __init__(self, folders: Sequence[Path], *, pid: int, megabytes: int) -> None:
        self._folders, self._pid, self._megabytes = folders, pid, megabytes
        self._next_look = 0.0

    def check(self) -> None:
        """Look, if it is time to. Raises TooMuchWritten, and RulesBroken for folders that cannot be looked into."""
        began = time.monotonic()
        if began < self._next_look:
            return
        self._look()
        now = time.monotonic()
        self._next_look = now + max(LOOK_S, REST * (now - began))

    def _look(self) -> None:
        size = 0
        for count, status in enumerate(self._files()):
            # A file with holes takes little room here and all of it in the storage.
            size += max(status.st_blocks * BLOCK_BYTES, status.st_size)
            if size > self._megabytes * MIB or count > MOST_FILES:
                raise TooMuchWritten(megabytes=self._megabytes)

    def _files(self) -> Iterator[os.stat_result]:
        for folder in self._folders:
            yield from (status for _, status in _below(folder))
        opened = Path(f"/proc/{self._pid}/fd")
        with suppress(OSError):  # another system, or the child has ended
            for descriptor in list(opened.iterdir()):
                with suppress(FileNotFoundError):
                    status = descriptor.stat()
                    if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                        yield status


def _below(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield each file and folder with its status, following no link.

    Raises RulesBroken for a folder that is closed to its parent, or too deep to be named.
    """
    waiting = [folder]
    while waiting:
        try:
            entries = [entry.path for entry in os.scandir(waiting.pop())]
            for path in map(Path, entries):
                with suppress(FileNotFoundError):  # deleted since it was listed
                    status = path.lstat()
                    yield path, status
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise RulesBroken from error


def check_outputs(folder: Path, *, megabytes: int) -> None:
    """Raise RulesBroken unless a folder has plain files with plain names, and folders of such, and nothing else.

    Raises TooMuchWritten for more than so many MiB, or for more files than any analysis writes.
    """
    size = 0
    for count, (path, status) in enumerate(_below(folder)):
        if not stat.S_ISDIR(status.st_mode):
            plain_file(path)
            size += status.st_size
        if size > megabytes * MIB or count > MOST_OUTPUTS:
            raise TooMuchWritten(megabytes=megabytes)


def plain_file(path: Path) -> Path:
    """Return the path of a file with one, plain name. Raises RulesBroken for a link, a device, a pipe or a folder.

    A link in the outputs would have the worker read, and give to a person, what it points at.
    """
    try:
        status = path.lstat()
    except OSError as error:
        raise RulesBroken from error
    is_plain = stat.S_ISREG(status.st_mode) and status.st_nlink == 1
    if not (is_plain and re.match(PLAIN_NAME, path.name)):
        raise RulesBroken
    return path


def remove(folder: Path) -> None:
    """Delete a folder with whatever a child left in it, also folders nested too deep for Python, or closed to us."""
    with suppress(OSError, RecursionError):
        shutil.rmtree(folder)
    if folder.exists():
        for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*command, "--", str(folder)], stderr=subprocess.DEVNULL, check=False)
