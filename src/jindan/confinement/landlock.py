"""Landlock: this process opens only the files and calls only the ports that are listed, for good (from Linux 5.13).

Source: https://docs.kernel.org/userspace-api/landlock.html. Each ABI governs more than the one before:
1 files, 2 moves between folders, 3 truncation, 4 TCP, 5 devices, 6 signals and abstract sockets.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jindan.confinement.linux import Refused, call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The numbers of the system calls, the same on every architecture."""
VERSION = 1
PATH_BENEATH, NET_PORT = 1, 2

WRITE_FILE, READ_FILE, READ_DIR = 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE = 1 << 4, 1 << 5
MAKE_DIR, MAKE_REG = 1 << 7, 1 << 8
REFER, TRUNCATE = 1 << 13, 1 << 14
OF_FILES = WRITE_FILE | READ_FILE | TRUNCATE
READING = READ_FILE | READ_DIR
WRITING = READING | WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER
"""No right to execute, and none to make devices, sockets, named pipes or links."""

FILES_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP_ABI, SCOPES_ABI = 4, 6
BIND_TCP, CONNECT_TCP = 1, 2
ABSTRACT_SOCKETS, SIGNALS = 1, 2


def abi() -> int:
    """Return the version of Landlock that this kernel offers to this process, 0 for none."""
    if sys.platform != "linux":
        return 0
    try:
        return call(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    except (
        Refused
    ):  # an older kernel, switched off at boot, or forbidden by the container's own filter
        return 0


def restrict(*, read: Sequence[Path], write: Sequence[Path], ports: Sequence[int]) -> int:
    """Leave this process these files and TCP ports and no others. Return the ABI that holds it, 0 for none.

    From TCP_ABI on, it may call these ports of every machine and serve none. A path that does not exist is passed over.
    Call it with one thread, after PR_SET_NO_NEW_PRIVS.
    """
    version = abi()
    if version == 0:
        return 0
    handled = FILES_BY_ABI[max(known for known in FILES_BY_ABI if known <= version)]
    ruleset = _create(version, handled=handled)
    try:
        for path in read:
            _allow(path, READING & handled, ruleset=ruleset)
        for path in write:
            _allow(path, WRITING & handled, ruleset=ruleset)
        for port in ports if version >= TCP_ABI else ():
            _rule(NET_PORT, struct.pack("=QQ", CONNECT_TCP, port), ruleset=ruleset)
        call(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    except Refused:
        return 0
    finally:
        os.close(ruleset)
    return version


def _create(version: int, *, handled: int) -> int:
    fields = [handled]
    if version >= TCP_ABI:
        fields.append(BIND_TCP | CONNECT_TCP)
    if version >= SCOPES_ABI:
        fields.append(ABSTRACT_SOCKETS | SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return call(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))


def _allow(path: Path, rights: int, *, ruleset: int) -> None:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            granted = rights if path.is_dir() else rights & OF_FILES
            _rule(PATH_BENEATH, struct.pack("=Qi", granted, opened), ruleset=ruleset)
        finally:
            os.close(opened)


def _rule(kind: int, attributes: bytes, *, ruleset: int) -> None:
    call(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(kind), attributes, ctypes.c_uint32(0))
