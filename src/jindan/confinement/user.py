"""The user of a child: one of its own, where the worker runs as root."""

import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from jindan.confinement.linux import CAP_DAC_READ_SEARCH, PR_SET_KEEPCAPS, keep_capabilities, prctl

FIRST, COUNT = 60706, 478
"""User ids that no system gives away (https://systemd.io/UIDS-GIDS)."""

NEEDED = sum(1 << capability for capability in (0, 1, 5, 6, 7))
"""CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_KILL, CAP_SETGID, CAP_SETUID."""


def own_user(folders: Sequence[Path]) -> int | None:
    """Return the id of a user made up for one child, and give it these folders. None where this process is not root."""
    if sys.platform != "linux" or os.geteuid() != 0 or not _may_change_users():
        return None
    user = FIRST + secrets.randbelow(COUNT)
    try:
        for folder in folders:
            os.chown(folder, user, user)
    except OSError:  # a container whose root may not give files away
        return None
    return user


def _may_change_users() -> bool:
    """Return whether this root may also change users, and end and clean up after another one."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    effective = next(line.split()[1] for line in lines if line.startswith("CapEff"))
    return int(effective, 16) & NEEDED == NEEDED


def become(user: int | None) -> bool:
    """Become this user and give up all privileges. Return whether this process now has a user of its own.

    Who was root keeps one privilege, to pass through folders that only root may enter, as the interpreter and the home
    may be below one. Landlock says what is read there.
    """
    was_root = os.geteuid() == 0
    is_own = user is not None and _switch(user)
    keep_capabilities(1 << CAP_DAC_READ_SEARCH if was_root else 0)
    return is_own


def _switch(user: int) -> bool:
    prctl(PR_SET_KEEPCAPS, 1)
    try:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    except OSError:  # a user namespace that does not know this id
        return False
    return True
