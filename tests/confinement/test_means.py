"""The filter of system calls on both architectures, and what a kernel with less to offer is said to hold."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from confinement import computations
from jindan.confinement import calls, seccomp
from jindan.confinement.holding import calling
from jindan.confinement.messages import Held

HELD = Held(files="landlock", calls="seccomp", network="namespace", user="own", landlock_abi=7)
PID = 4321
MACHINES = list(seccomp.ARCHITECTURES)


def verdict(machine, number, *arguments, architecture=None, network=False):
    """What the kernel would do, by running the filter: `allow`, `kill`, or the error's name."""
    program = seccomp.program(machine, own_pid=PID, network=network)
    values = {
        seccomp.NUMBER: number,
        seccomp.ARCHITECTURE: architecture or seccomp.ARCHITECTURES[machine],
    }
    values |= {
        seccomp.ARGUMENTS + 8 * place: value for place, value in enumerate([*arguments, 0, 0])
    }
    at = accumulator = 0
    while True:
        code, if_true, if_false, operand = program[at]
        at += 1
        match code:
            case seccomp.LOAD:
                accumulator = values[operand]
            case seccomp.AND:
                accumulator &= operand
            case seccomp.EQUAL:
                at += if_true if accumulator == operand else if_false
            case seccomp.GREATER:
                at += if_true if accumulator > operand else if_false
            case seccomp.RETURN:
                return ENDS.get(operand) or errno.errorcode[operand & 0xFFFF]


ENDS = {seccomp.ALLOW: "allow", seccomp.KILL: "kill"}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_listed_call_is_denied(machine):
    column = MACHINES.index(machine)
    numbers = [numbers[column] for numbers in calls.DENIED.values() if numbers[column] is not None]
    assert {verdict(machine, number) for number in numbers} == {"EPERM"}


@pytest.mark.parametrize(
    ("machine", "number"), [("x86_64", 0), ("x86_64", 257), ("aarch64", 63), ("aarch64", 56)]
)
def test_reading_and_opening_pass(machine, number):
    assert verdict(machine, number) == "allow"


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_of_another_architecture_end_the_process(machine):
    assert verdict(machine, 0, architecture=0x40000003) == "kill"


@pytest.mark.parametrize("number", [0x40000000 + 59, 457, 100_000, 435])
def test_unknown_calls_and_those_of_x32_do_not_exist(number):
    assert verdict("x86_64", number) == "ENOSYS"


@pytest.mark.parametrize("machine", MACHINES)
def test_threads_pass_and_processes_and_namespaces_do_not(machine):
    clone = calls.CLONE[MACHINES.index(machine)]
    thread = 0x3D0F00  # as the C library makes one
    assert verdict(machine, clone, thread) == "allow"
    assert {verdict(machine, clone, flags) for flags in (0x11, 0x4111, thread | 0x10000000)} == {
        "EPERM"
    }


@pytest.mark.parametrize("machine", MACHINES)
def test_signals_and_limits_are_its_own(machine):
    column = MACHINES.index(machine)
    for numbers in (calls.KILL, calls.TGKILL, calls.PRLIMIT):
        assert verdict(machine, numbers[column], PID) == "allow"
        assert verdict(machine, numbers[column], PID + 1) == "EPERM"
        assert verdict(machine, numbers[column], 0xFFFFFFFF) == "EPERM"


@pytest.mark.parametrize("machine", MACHINES)
def test_only_a_run_that_calls_out_has_sockets_and_those_of_the_internet(machine):
    socket = calls.SOCKET[MACHINES.index(machine)]
    assert {verdict(machine, socket, family) for family in range(50)} == {"EPERM"}
    open_to = [
        family for family in range(50) if verdict(machine, socket, family, network=True) == "allow"
    ]
    assert open_to == [2, 10]


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("kind", "protocol"), [(1, 262), (1, 132), (5, 0), (6, 0), (2, 136)])
def test_a_run_that_calls_out_speaks_tcp_and_udp_alone(machine, kind, protocol):
    socket = calls.SOCKET[MACHINES.index(machine)]
    closing = 0x80000
    assert verdict(machine, socket, 2, 1 | closing, 6, network=True) == "allow"
    assert verdict(machine, socket, 2, 2, 17, network=True) == "allow"
    assert verdict(machine, socket, 2, kind, protocol, network=True) == "EPERM"


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(("sending", "flags_at"), [("SENDTO", 3), ("SENDMSG", 2), ("SENDMMSG", 3)])
def test_to_send_never_connects(machine, sending, flags_at):
    number = getattr(calls, sending)[MACHINES.index(machine)]
    before = [0] * flags_at
    assert verdict(machine, number, *before, 0x4000, network=True) == "allow"
    assert verdict(machine, number, *before, 0x20000000, network=True) == "EPERM"


@pytest.mark.parametrize(("abi", "denied"), [(0, True), (3, True), (4, False)])
def test_a_kernel_that_cannot_hold_the_ports_is_told(abi, denied):
    assert calling(abi, denied=denied) == "allowed"
    assert calling(4, denied=True) == "ports"


def test_the_numbers_are_those_of_this_system_s_headers():
    header = Path("/usr/include/asm-generic/unistd.h")
    lines = header.read_text().splitlines() if header.exists() else []
    defined = [line.split()[1:3] for line in lines if line.startswith("#define __NR")]
    known = {name.split("_", 3)[-1]: int(number) for name, number in defined if number.isdigit()}
    wrong = {
        name: number
        for name, (_, number) in calls.DENIED.items()
        if number is not None and known.get(name, number) != number
    }
    assert not wrong


@pytest.mark.parametrize(
    "weak", [{"files": ""}, {"calls": ""}, {"network": "audit-hook"}, {"network": "allowed"}]
)
def test_what_the_kernel_does_not_hold_is_not_whole(weak):
    assert HELD.is_whole
    assert not HELD.model_copy(update=weak).is_whole


WITHOUT_LANDLOCK = """
import ctypes, errno, os, struct, sys
from pathlib import Path
from confinement.computations import Answer, Params
from jindan.analysis import Workspace
from jindan.confinement import landlock, linux, parent, seccomp
from jindan.confinement.messages import Limits

code = seccomp.packed([
    (seccomp.LOAD, 0, 0, seccomp.NUMBER),
    (seccomp.EQUAL, 0, 1, landlock.CREATE_RULESET),
    (seccomp.RETURN, 0, 0, seccomp.ERRNO | errno.EPERM),
    (seccomp.RETURN, 0, 0, seccomp.ALLOW),
])
buffer = ctypes.create_string_buffer(code, len(code))
linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
pointer = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(buffer))
linux.call(seccomp.SECCOMP[os.uname().machine], ctypes.c_uint(1), ctypes.c_uint(0), pointer)
outputs = Path(sys.argv[1])
try:
    answer = parent.run(
        "confinement.computations:doubles",
        Workspace(inputs={}, outputs=outputs, assets=outputs), Params(), result=Answer,
        limits=Limits(memory_mb=2048), tick=lambda: None, must_be_whole=sys.argv[2] == "required",
        confined=lambda held: print(repr(held.files), held.calls, held.is_whole),
    )
    print(answer.number)
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.slow
@pytest.mark.parametrize(("confinement", "end"), [("best", "2"), ("required", "NotConfined")])
def test_a_container_that_forbids_landlock_is_told_and_refused_where_required(
    tmp_path, confinement, end
):
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_LANDLOCK, outputs, confinement],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["'' seccomp False", end]
    assert (outputs / "doubled.txt").exists() == (confinement == "best")


@pytest.mark.slow
def test_where_it_holds_the_run_starts(confined):
    assert confined(computations.doubles, must_be_whole=True).number == 2
