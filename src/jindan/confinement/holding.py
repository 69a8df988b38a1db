"""Confines this process, by every means that its system has, and says which of them hold."""

import os
import resource
import signal
import sys
from pathlib import Path

from jindan.confinement import landlock
from jindan.confinement.linux import PR_SET_NO_NEW_PRIVS, PR_SET_PDEATHSIG, prctl
from jindan.confinement.messages import Held, Limits, Network, Request
from jindan.confinement.network import leave_network, refuse_sockets
from jindan.confinement.reach import readable, writable
from jindan.confinement.seccomp import deny_calls
from jindan.confinement.user import become

MIB = 1024 * 1024
OPEN_FILES = 1024
THREADS = 512
NAMES = 53
"""The port of the services of names, which long answers need by TCP as well."""
PROC = Path("/proc")


def hold(request: Request) -> Held:
    """Confine this process for the run. Return what holds. Call it with one thread, before anything of the run."""
    ports = request.limits.ports
    others = _tasks_of_user() if request.user is None else 0
    left = not ports and leave_network()
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    abi = landlock.restrict(
        read=readable(request), write=writable(request), ports=(*ports, NAMES) if ports else ()
    )
    has_own_user = become(request.user)
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of user has cleared it
    _limit(request.limits, tasks=others + THREADS)
    denies_calls = deny_calls(network=bool(ports))
    if not (ports or left or denies_calls):
        refuse_sockets()
    return Held(
        files="landlock" if abi else "",
        calls="seccomp" if denies_calls else "",
        network=calling(abi, denied=denies_calls)
        if ports
        else _cut_off(left=left, denied=denies_calls),
        user="own" if has_own_user else "same",
        landlock_abi=abi,
    )


def calling(abi: int, *, denied: bool) -> Network:
    """Return what holds the network of a run that calls out: protocols that Landlock does not know, seccomp denies."""
    return "ports" if abi >= landlock.TCP_ABI and denied else "allowed"


def _cut_off(*, left: bool, denied: bool) -> Network:
    if left:
        return "namespace"
    return "seccomp" if denied else "audit-hook"


def _limit(limits: Limits, *, tasks: int) -> None:
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_mb * MIB, limits.memory_mb * MIB),
        # SIGXCPU comes five seconds before SIGKILL, so that the parent knows the reason.
        (resource.RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 5),
        (resource.RLIMIT_FSIZE, limits.file_mb * MIB, limits.file_mb * MIB),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
        (resource.RLIMIT_NPROC, tasks, tasks),
    ):
        _, ceiling = resource.getrlimit(kind)
        most = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
        resource.setrlimit(kind, (min(soft, most), most))


def _tasks_of_user() -> int:
    """Return how many threads this user has now, as the limit of the kernel counts them all."""
    if sys.platform != "linux":
        return 0
    own, count = os.geteuid(), 0
    for folder in PROC.glob("[0-9]*"):
        try:
            if folder.stat().st_uid == own:
                count += len(list((folder / "task").iterdir()))
        except OSError:  # it has ended, or is hidden from us
            continue
    return count
