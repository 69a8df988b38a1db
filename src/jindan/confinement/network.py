"""Cutting this process off from every network, by the strongest means that the system allows."""

import os
import sys
from collections.abc import Sequence

from jindan.confinement.linux import unshare

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
FORBIDDEN_EVENTS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo")


def leave_network() -> bool:
    """Leave the network for an empty namespace, which has not even a loopback device. Return whether it did.

    It needs privilege or unprivileged user namespaces (Linux, unshare(2)) and a single-threaded process.
    """
    return unshare(CLONE_NEWNET) or unshare(CLONE_NEWUSER | CLONE_NEWNET)


def refuse_sockets() -> None:
    """Have Python refuse sockets, where the kernel does not. Native code could pass."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: Sequence[object]) -> None:
    if event in FORBIDDEN_EVENTS:
        raise PermissionError(os.strerror(1), event)
