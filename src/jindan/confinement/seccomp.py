"""seccomp: this process is denied system calls that no computation needs, for good (Linux on x86_64 and aarch64).

The filter is a program in classic BPF (https://docs.kernel.org/userspace-api/seccomp_filter.html). What is denied fails
with EPERM, so that a library falls back. What passes whatever its arguments are is remembered by the kernel.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from jindan.confinement import calls
from jindan.confinement.linux import Refused, call

SECCOMP = {"x86_64": 317, "aarch64": 277}
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
SET_MODE_FILTER = 1
SPECULATION_ALLOWED = 4
"""Before Linux 5.16 a filter also slows the processor's speculation down, which protects secrets that a child lacks."""

LOAD, AND, EQUAL, GREATER, RETURN = 0x20, 0x54, 0x15, 0x25, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000

CLONE_THREAD = 0x10000
CLONE_NAMESPACES = 0x7E020000
PRCTL_OPTIONS = (1, 4, 8, 28, 35, 47, 0x59616D61)
"""Parent's death signal, dumpable, keep capabilities, secure bits, memory map, ambient capabilities, tracer."""
FCNTL_COMMANDS = (8, 10, 15, 1024, 1026)
"""Owner and number of signals about a descriptor, leases, notices of a folder's changes."""
IOCTL_REQUESTS = (0x5412, 0x541C, 0x8901, 0x8902)
"""Typing into a terminal, the console, owner of a socket's signals."""
INTERNET = (2, 10)
PROTOCOLS = (0, 6, 17)
"""TCP and UDP. Landlock knows no ports of the others, of which multipath TCP reaches whoever serves TCP."""
SOCKET_KINDS = 0xC
"""Bits that streams and datagrams lack."""
FAST_OPEN = 0x20000000
"""A flag by which sending also connects, past Landlock."""

Instruction = tuple[int, int, int, int]
"""Code, jump if true, jump if false, operand."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition on the low 32 bits of an argument.

    It passes only with one of `only`, never with one of `never`, and if it `needs` these bits and `lacks` those.
    """

    argument: int
    only: Sequence[int] = ()
    never: Sequence[int] = ()
    needs: int = 0
    lacks: int = 0


@dataclass(frozen=True, kw_only=True)
class Look:
    """A call that passes if all of its conditions hold."""

    numbers: calls.Numbers
    conditions: Sequence[Condition]


def deny_calls(*, network: bool) -> bool:
    """Have the kernel deny this process `jindan.confinement.calls`. Return whether it does.

    `network` leaves it sockets of the internet. Call it with one thread, after PR_SET_NO_NEW_PRIVS.
    """
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in SECCOMP or sys.maxsize < 1 << 32:
        return False
    code = packed(program(machine, own_pid=os.getpid(), network=network))
    buffer = ctypes.create_string_buffer(code, len(code))
    pointer = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
    try:
        call(
            SECCOMP[machine],
            ctypes.c_uint(SET_MODE_FILTER),
            ctypes.c_uint(SPECULATION_ALLOWED),
            pointer,
        )
    except Refused:
        return False
    return True


def program(machine: str, *, own_pid: int, network: bool) -> Sequence[Instruction]:
    """Return the filter of an architecture for the process `own_pid`."""
    column = list(ARCHITECTURES).index(machine)
    instructions: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, ARCHITECTURES[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (GREATER, 0, 1, calls.LAST_KNOWN),
        (RETURN, 0, 0, ERRNO | errno.ENOSYS),
        # Its flags are behind a pointer that no filter can follow. The C library then takes clone(2).
        (EQUAL, 0, 1, _known(calls.CLONE3[column])),
        (RETURN, 0, 0, ERRNO | errno.ENOSYS),
    ]
    for number in (numbers[column] for numbers in calls.DENIED.values()):
        if number is not None:
            instructions += [(EQUAL, 0, 1, number), (RETURN, 0, 0, ERRNO | errno.EPERM)]
    for look in looks(own_pid=own_pid, network=network):
        body = _verdict(look)
        instructions += [(EQUAL, 0, len(body), _known(look.numbers[column])), *body]
    return [*instructions, (RETURN, 0, 0, ALLOW)]


def looks(*, own_pid: int, network: bool) -> Sequence[Look]:
    """Return the calls that depend on arguments."""
    return (
        _look(calls.CLONE, Condition(argument=0, needs=CLONE_THREAD, lacks=CLONE_NAMESPACES)),
        _look(calls.KILL, Condition(argument=0, only=(own_pid,))),
        _look(calls.TGKILL, Condition(argument=0, only=(own_pid,))),
        _look(calls.QUEUE_SIGNAL, Condition(argument=0, only=(own_pid,))),
        _look(calls.PRLIMIT, Condition(argument=0, only=(0, own_pid))),
        _look(
            calls.SOCKET,
            Condition(argument=0, only=INTERNET if network else (0xFFFFFFFF,)),
            Condition(argument=1, lacks=SOCKET_KINDS),
            Condition(argument=2, only=PROTOCOLS),
        ),
        _look(calls.SENDTO, Condition(argument=3, lacks=FAST_OPEN)),
        _look(calls.SENDMSG, Condition(argument=2, lacks=FAST_OPEN)),
        _look(calls.SENDMMSG, Condition(argument=3, lacks=FAST_OPEN)),
        _look(calls.PRCTL, Condition(argument=0, never=PRCTL_OPTIONS)),
        _look(calls.FCNTL, Condition(argument=1, never=FCNTL_COMMANDS)),
        _look(calls.IOCTL, Condition(argument=1, never=IOCTL_REQUESTS)),
    )


def _look(numbers: calls.Numbers, *conditions: Condition) -> Look:
    return Look(numbers=numbers, conditions=conditions)


def packed(instructions: Sequence[Instruction]) -> bytes:
    """Return the program as the kernel reads it."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


def _verdict(look: Look) -> Sequence[Instruction]:
    """Return what follows where the number fits. It always ends with a return."""
    steps = [step for condition in look.conditions for step in _steps(condition)]
    return [*steps, (RETURN, 0, 0, ALLOW)]


def _steps(condition: Condition) -> Sequence[Instruction]:
    """Return the instructions of one condition: they deny the call, or go on to what follows them."""
    load = (LOAD, 0, 0, ARGUMENTS + 8 * condition.argument)  # both architectures are little-endian
    deny = (RETURN, 0, 0, ERRNO | errno.EPERM)
    if condition.needs or condition.lacks:
        mask = (AND, 0, 0, condition.needs | condition.lacks)
        return [load, mask, (EQUAL, 1, 0, condition.needs), deny]
    if condition.only:
        last = len(condition.only)
        return [
            load,
            *((EQUAL, last - k, 0, value) for k, value in enumerate(condition.only)),
            deny,
        ]
    return [load, *(step for value in condition.never for step in ((EQUAL, 0, 1, value), deny))]


def _known(number: int | None) -> int:
    assert number is not None  # noqa: S101 - both architectures have each call that is looked into
    return number
