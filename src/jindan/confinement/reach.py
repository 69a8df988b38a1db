"""The files that a confined child reaches: what Python and its libraries need to run, and the run's own."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from jindan.confinement.messages import Request

OF_A_PREFIX = ("bin", "lib", "lib32", "lib64", "libexec", "share", "ssl", "pyvenv.cfg")
"""What an installation of Python or of the system holds for programs to read."""

OF_THE_SYSTEM = (
    *(f"/usr/{name}" for name in ("lib", "lib32", "lib64", "libexec", "share", "local/lib", "local/share")),
    "/lib", "/lib32", "/lib64",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone", "/etc/fonts",
    "/etc/mime.types", "/etc/alternatives", "/nix/store",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/version", "/proc/filesystems",
    "/proc/sys/vm", "/proc/sys/kernel/osrelease", "/proc/sys/kernel/cap_last_cap",
    "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm",
    "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
"""Libraries, and what they ask about processors, memory, time and fonts. No folders of people, logs or mail."""

OF_THE_NETWORK = (
    "/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/host.conf", "/etc/services",
    "/etc/protocols", "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/run/systemd/resolve",
)  # fmt: skip
"""Names and certificates, for a run that calls out."""

TO_WRITE = ("/dev/null", "/dev/full")


def readable(request: Request) -> Sequence[Path]:
    """Return what the child may read beside its own folders."""
    paths = [Path(name) for name in OF_THE_SYSTEM]
    if request.limits.ports:
        paths += [Path(name) for name in OF_THE_NETWORK]
    paths += [place for place in _python() if not _holds_a_run(place, request)]
    return [*paths, request.assets, *request.inputs.values(), *request.readable]


def writable(request: Request) -> Sequence[Path]:
    """Return what the child may write: its outputs, its temporary folder, and devices that keep nothing."""
    return [request.outputs, request.temporary, *map(Path, TO_WRITE)]


def _python() -> Iterator[Path]:
    """Yield the places of the interpreter, its library, the installed packages and the code of this program."""
    for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}:
        yield from (Path(prefix) / name for name in OF_A_PREFIX)
    yield Path(os.path.realpath(sys.executable))
    yield from (Path(entry) for entry in sys.path if entry)


def _holds_a_run(place: Path, request: Request) -> bool:
    """Return whether a folder has this run inside it, as a home does that is also on Python's path."""
    real = place.resolve()
    return any(
        real in (own.resolve(), *own.resolve().parents) for own in (request.outputs, request.assets)
    )
