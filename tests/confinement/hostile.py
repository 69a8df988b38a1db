"""What code that has taken over a child tries, as data: each must be denied there, and works without confinement.

The code sees `at` (a `Situation`), `call` (a system call by its number) and the modules below. To end is to succeed.
"""

import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
import subprocess
from dataclasses import dataclass
from errno import errorcode
from pathlib import Path

from pydantic import BaseModel

from jindan.analysis import Workspace
from jindan.confinement.linux import call, prctl


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """An attempt. needs: what must be true of a machine for it to work without confinement."""

    name: str
    code: str
    needs: str = ""


class Situation(BaseModel):
    """What lies around the child: a home with the secrets of two organisations, and a process of the same user."""

    home: str
    other_scratch: str
    source: str
    packages: str
    elsewhere: str
    own: str
    victim: int
    address: int
    port: int
    port6: int
    abstract: str
    socket: str
    names: list[str]


class Outcomes(BaseModel):
    """By attempt: `done`, or the name of the error."""

    by_name: dict[str, str]


def attempt(name, code, *, needs=""):
    return Attempt(name=name, code=code, needs=needs)


MACHINE = {"x86_64": 0, "aarch64": 1}
NUMBER = "from jindan.confinement import calls; n = lambda name: (calls.DENIED[name])[column]; "

FILES = [
    attempt("read the keyring", "Path(at.home, 'keyring.json').read_text()"),
    attempt("read another organisation's object", "Path(at.home, 'objects/b/scan').read_bytes()"),
    attempt("read another job's inputs", "Path(at.other_scratch, 'inputs/input-00000').read_bytes()"),
    attempt("list the home", "os.listdir(at.home)"),
    attempt("list the jobs under way", "os.listdir(Path(at.other_scratch).parent)"),
    attempt("read through /proc/self/root", "Path('/proc/self/root' + at.home, 'keyring.json').read_text()"),
    attempt("read the accounts of the machine", "Path('/etc/passwd').read_text()"),
    attempt("write into the home", "Path(at.home, 'written').write_text('x')"),
    attempt("change the database", "open(Path(at.home, 'db.sqlite3'), 'ab').close()"),
    attempt("empty the database", "os.truncate(Path(at.home, 'db.sqlite3'), 0)"),
    attempt("open the keyring to all", "os.chmod(Path(at.home, 'keyring.json'), 0o666)"),
    attempt("take the keyring", "os.chown(Path(at.home, 'keyring.json'), os.getuid(), -1)"),
    attempt("move the keyring", "os.rename(Path(at.home, 'spare.json'), Path(at.own, 'spare.json'))"),
    attempt("delete an object", "os.unlink(Path(at.home, 'objects/b/spare'))"),
    attempt("change the time of a file", "os.utime(Path(at.home, 'keyring.json'))"),
    attempt("mark a file", "os.setxattr(Path(at.home, 'keyring.json'), 'user.seen', b'x')"),
    attempt("change the product", "p = Path(at.source, 'hostile.tmp'); p.write_text('x'); p.unlink()", needs="owner"),
    attempt("change a package", "p = Path(at.packages, 'hostile.tmp'); p.write_text('x'); p.unlink()", needs="owner"),
    attempt("write elsewhere", "Path(at.elsewhere, 'written').write_text('x')"),
    attempt("write shared memory", "p = Path('/dev/shm/jindan-hostile'); p.write_text('x'); p.unlink()"),
    attempt("link an output to the keyring", "os.symlink(Path(at.home, 'keyring.json'), Path(at.own, 'link'))"),
    attempt("give the keyring a second name", "os.link(Path(at.home, 'keyring.json'), Path(at.own, 'hard'))"),
    attempt(
        "give it one by a descriptor",
        NUMBER + "f = os.open(Path(at.home, 'keyring.json'), os.O_PATH); "
        "call(n('linkat'), f, b'', ctypes.c_int(-100), (at.own + '/harder').encode(), 0x1000)",
        needs="root",
    ),
    attempt(
        "open the keyring by its handle",
        NUMBER + "h = ctypes.create_string_buffer(struct.pack('Ii', 128, 0) + bytes(128)); m = ctypes.c_int(); "
        "d = os.open(at.home, os.O_PATH); "
        "call(n('name_to_handle_at'), d, b'keyring.json', h, ctypes.byref(m), 0); "
        "d = os.open(at.home, os.O_RDONLY); call(n('open_by_handle_at'), d, h, 0)",
        needs="root",
    ),
    attempt("watch the home", NUMBER + "call(n('inotify_add_watch'), call(n('inotify_init1'), 0), at.home.encode(), 0xfff)"),
    attempt("make a pipe among the outputs", "os.mkfifo(Path(at.own, 'pipe'))"),
    attempt("make a device", "os.mknod(Path(at.own, 'device'), 0o20666, os.makedev(1, 3))", needs="root"),
    attempt("make a socket among the outputs", "s = socket.socket(socket.AF_UNIX); s.bind(at.own + '/s')"),
    attempt("change the kernel by /sys", "os.open('/sys/kernel/mm/transparent_hugepage/enabled', os.O_WRONLY)", needs="root"),
    attempt("change the kernel by /proc/sys", "os.open('/proc/sys/vm/overcommit_memory', os.O_WRONLY)", needs="root"),
    attempt("write the kernel's log", "os.open('/dev/kmsg', os.O_WRONLY)", needs="root"),
]  # fmt: skip

PROCESSES = [
    attempt("read the worker's environment", "Path(f'/proc/{os.getppid()}/environ').read_bytes()"),
    attempt("read another's environment", "assert b'HIDDEN' in Path(f'/proc/{at.victim}/environ').read_bytes()"),
    attempt("read the first process's environment", "Path('/proc/1/environ').read_bytes()", needs="first"),
    attempt("see another's command", "Path(f'/proc/{at.victim}/cmdline').read_bytes()"),
    attempt("open the worker's memory", "os.open(f'/proc/{os.getppid()}/mem', os.O_RDONLY)"),
    attempt("read another's memory", "f = open(f'/proc/{at.victim}/mem', 'rb', 0); f.seek(at.address); assert b'hidden' in f.read(64)"),
    attempt("see where another works", "os.readlink(f'/proc/{at.victim}/cwd')"),
    attempt("trace another", NUMBER + "call(n('ptrace'), ctypes.c_long(0x4206), ctypes.c_long(at.victim), None, None)"),
    attempt(
        "copy another's memory",
        NUMBER + "b = ctypes.create_string_buffer(64); v = lambda a: struct.pack('QQ', a, 64); "
        "call(n('process_vm_readv'), at.victim, v(ctypes.addressof(b)), ctypes.c_ulong(1), v(at.address), ctypes.c_ulong(1), ctypes.c_ulong(0)); "
        "assert b'hidden' in b.raw",
    ),
    attempt("take another's descriptors", NUMBER + "call(n('pidfd_getfd'), call(n('pidfd_open'), at.victim, 0), 0, 0)"),
    attempt("ask whether the worker lives", "os.kill(os.getppid(), 0)"),
    attempt("stop another", "os.kill(at.victim, signal.SIGSTOP); os.kill(at.victim, signal.SIGCONT)"),
    attempt("signal another by a descriptor", "r, w = os.pipe(); fcntl.fcntl(r, fcntl.F_SETOWN, at.victim)"),
    attempt("limit another", "resource.prlimit(at.victim, resource.RLIMIT_NOFILE)"),
    attempt("slow another down", "os.setpriority(os.PRIO_PROCESS, at.victim, 19)"),
    attempt("bind another to a processor", "os.sched_setaffinity(at.victim, {0})"),
    attempt("fork 300 times", "pids = [os.fork() or os._exit(0) for _ in range(300)]; [os.waitpid(p, 0) for p in pids]"),
    attempt("start a program", "subprocess.run(['true'], check=True)"),
    attempt("start a program of root", "os.posix_spawn('/bin/su', ['su', '--version'], {})"),
    attempt("replace itself", "os.fork() or os.execv('/bin/true', ['true'])"),
]  # fmt: skip

KERNEL = [
    attempt("make a user namespace", NUMBER + "call(n('unshare'), ctypes.c_ulong(0x10000000))", needs="namespaces"),
    attempt("make a mount namespace", NUMBER + "call(n('unshare'), ctypes.c_ulong(0x20000))", needs="root"),
    attempt("make a namespace by clone", "p = call((56, 220)[column], ctypes.c_ulong(0x10000011), None, None, None, None); p or os._exit(0)", needs="namespaces"),
    attempt("join a namespace", NUMBER + "call(n('setns'), os.open('/proc/self/ns/uts', 0), 0)", needs="root"),
    attempt("mount", NUMBER + "call(n('mount'), b'x', at.own.encode(), b'tmpfs', ctypes.c_ulong(0), None); call(n('umount2'), at.own.encode(), 0)", needs="root"),
    attempt("mount in the new way", NUMBER + "call(n('fsopen'), b'tmpfs', 0)", needs="root"),
    attempt("change the root folder", "os.chroot(at.own)", needs="root"),
    attempt("read the kernel's keys", NUMBER + "call(n('keyctl'), 0, ctypes.c_int(-3), 1)", needs="keys"),
    attempt("add a key", NUMBER + "call(n('add_key'), b'user', b'hostile', b'x', ctypes.c_size_t(1), ctypes.c_int(-2))", needs="keys"),
    attempt("load a program into the kernel", NUMBER + "call(n('bpf'), 0, struct.pack('IIIII', 2, 4, 8, 1, 0) + bytes(108), 128)", needs="bpf"),
    attempt("count events", NUMBER + "call(n('perf_event_open'), struct.pack('IIQ', 1, 128, 0) + bytes(112), 0, ctypes.c_int(-1), ctypes.c_int(-1), ctypes.c_ulong(0))", needs="perf"),
    attempt("handle page faults", NUMBER + "call(n('userfaultfd'), 1)", needs="userfaultfd"),
    attempt("use io_uring", NUMBER + "call(n('io_uring_setup'), 8, bytes(120))", needs="io_uring"),
    attempt("become root", "os.setuid(0)", needs="root"),
    attempt("become another", "os.setresuid(12345, 12345, 12345)", needs="root"),
    attempt("stay when its parent ends", "assert prctl(1, 0)"),
    attempt("hide from its parent", "assert prctl(4, 0)"),
    attempt("make a file in memory", NUMBER + "call(n('memfd_create'), b'x', 0)"),
    attempt("read the kernel's log", NUMBER + "call(n('syslog'), 10, None, 0)", needs="root"),
    attempt("share memory with others", NUMBER + "i = call(n('shmget'), 0, ctypes.c_size_t(4096), 0o1600); call(n('shmctl'), i, 0, None)", needs="sysv"),
]  # fmt: skip

NETWORK = [
    attempt("call this machine", "socket.create_connection(('127.0.0.1', at.port), 2)"),
    attempt("call this machine by IPv6", "socket.create_connection(('::1', at.port6), 2)", needs="ipv6"),
    attempt("call by another protocol", "s = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262); s.connect(('127.0.0.1', at.port))", needs="mptcp"),
    attempt(
        "call by sending",
        "socket.socket().sendto(b'x', 0x20000000, ('127.0.0.1', at.port))",
        needs="fast open",
    ),
    attempt("send a datagram", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', at.port))"),
    attempt("serve", "s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()"),
    attempt("call an abstract socket", "socket.socket(socket.AF_UNIX).connect('\\0' + at.abstract)"),
    attempt("call a service by its socket", "socket.socket(socket.AF_UNIX).connect(at.socket)"),
    attempt("speak with the kernel", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"),
    attempt("send raw packets", "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)", needs="packets"),
    attempt("send raw datagrams", "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)", needs="root"),
    attempt("speak with virtual machines", "socket.socket(40, socket.SOCK_STREAM)", needs="vsock"),
]  # fmt: skip

LAST = [attempt("end another", "os.kill(at.victim, signal.SIGKILL)")]

ATTEMPTS = [*FILES, *PROCESSES, *KERNEL, *NETWORK, *LAST]
"""The last one ends the process that the others look at."""

SEEN = {
    "ctypes": ctypes, "fcntl": fcntl, "os": os, "resource": resource, "signal": signal, "socket": socket,
    "struct": struct, "subprocess": subprocess, "Path": Path, "call": call, "prctl": prctl,
    "column": MACHINE.get(os.uname().machine, 0),
}  # fmt: skip


def tries_all(workspace: Workspace, params: Situation) -> Outcomes:
    """Make each attempt, and say how it ended."""
    codes = {one.name: one.code for one in ATTEMPTS}
    return Outcomes(by_name={name: outcome(codes[name], params) for name in params.names})


def outcome(code, situation):
    try:
        exec(code, SEEN | {"at": situation})
    except OSError as error:
        return errorcode.get(error.errno, type(error).__name__)
    except Exception as error:
        return type(error).__name__
    return "done"


def apart(code, situation):
    """The same in a process of its own, so that what one attempt has changed does not help or hinder the next."""
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, outcome(code, situation).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        return told.read()
