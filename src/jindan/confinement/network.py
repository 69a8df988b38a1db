"""Cut this process off from every network, as firmly as the system allows."""

import ctypes
import os
import sys
from collections.abc import Sequence

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
FORBIDDEN_EVENTS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo")


def cut_network() -> str:
    """Leave the network for good and say how: `namespace` (kernel) or `audit-hook` (Python only, the fallback).

    An empty network namespace (Linux, unshare(2)) has not even a loopback device. It needs privilege or unprivileged
    user namespaces and a single-threaded process, so call this first. Elsewhere a Python audit hook refuses sockets.
    """
    if sys.platform == "linux" and (
        _unshare(CLONE_NEWNET) or _unshare(CLONE_NEWUSER | CLONE_NEWNET)
    ):
        return "namespace"
    sys.addaudithook(_refuse_sockets)
    return "audit-hook"


def _unshare(flags: int) -> bool:
    return bool(ctypes.CDLL(None, use_errno=True).unshare(flags) == 0)


def _refuse_sockets(event: str, _arguments: Sequence[object]) -> None:
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(os.strerror(1), event)
