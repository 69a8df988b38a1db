"""System calls of Linux that Python does not offer, by ctypes. Elsewhere each of them says that it did nothing."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_NO_NEW_PRIVS = 38

CAPABILITY_VERSION = 0x20080522
CAP_DAC_READ_SEARCH = 2


class Refused(OSError):
    """The kernel refused a system call."""


def prctl(option: int, argument: int) -> bool:
    """Set a property of this process (prctl(2)). Return whether the kernel accepted it."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None)
    return bool(libc.prctl(option, ctypes.c_ulong(argument), *[ctypes.c_ulong(0)] * 3) == 0)


def call(number: int, *arguments: object) -> int:
    """Make a system call by its number (syscall(2)), and return its result. Raises Refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    result = int(libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        raise Refused(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def unshare(flags: int) -> bool:
    """Leave namespaces (unshare(2)). Return whether the kernel accepted it."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).unshare(flags) == 0)


def end_with(parent: int) -> None:
    """Have the kernel ask this process to end when its parent does, also by SIGKILL (prctl(2), Linux only).

    parent: its process id. Where it has ended already, this process is asked at once.
    """
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def close_to_others() -> None:
    """Close this process's memory, environment and open files in `/proc` to other processes of its user.

    Only root can still trace it. It then writes no core dump. On other systems nothing changes.
    """
    prctl(PR_SET_DUMPABLE, 0)


def keep_capabilities(kept: int) -> bool:
    """Give up every privilege of this thread but those in the mask `kept` (capset(2)). Return whether it did."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    sets = (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0)  # effective, permitted, inheritable
    return bool(ctypes.CDLL(None).capset(header, sets) == 0)
