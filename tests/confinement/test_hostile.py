"""Code that has taken over a child reaches nothing; the same code, unconfined, reaches it all."""

import os
import socket
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import jindan
from confinement.hostile import ATTEMPTS, NETWORK, Outcomes, Situation
from jindan.analysis import Workspace
from jindan.confinement.messages import Limits
from jindan.confinement.parent import run

pytestmark = pytest.mark.slow

DENIED = {"EPERM", "EACCES", "ENOSYS", "EXDEV", "AssertionError"}
LIMITS = Limits(memory_mb=2048, cpu_s=30, wall_s=60)
CALLING = LIMITS.model_copy(update={"ports": (443,)})
OF_A_CALLER = [one.name for one in NETWORK if one.name != "send a datagram"]
"""Names are looked up by datagrams, so a run that calls out has those."""
VICTIM = """
import ctypes, time
secret = ctypes.create_string_buffer(b'hidden')
print(ctypes.addressof(secret), flush=True)
time.sleep(600)
"""
CONTROL = """
import sys
from confinement.hostile import ATTEMPTS, NETWORK, Outcomes, Situation, apart
situation = Situation.model_validate_json(sys.stdin.read())
print(Outcomes(by_name={one.name: apart(one.code, situation) for one in ATTEMPTS}).model_dump_json())
"""


@contextmanager
def surrounded(folder):
    """A home with two organisations' secrets, a process of the same user, and services that listen."""
    home, own = folder / "home", folder / "home/scratch/job.1/outputs"
    other = folder / "home/scratch/other.1"
    for made in (own, other / "inputs", home / "objects/b", home / "assets", folder / "elsewhere"):
        made.mkdir(parents=True, mode=0o700)
    for secret in ("keyring.json", "spare.json", "db.sqlite3", "objects/b/scan", "objects/b/spare"):
        (home / secret).write_text("hidden")
    (other / "inputs/input-00000").write_text("hidden")
    with ExitStack() as stack:
        victim = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", VICTIM], stdout=subprocess.PIPE, env={"HIDDEN": "x"}
            )
        )
        stack.callback(victim.kill)
        listening = [
            stack.enter_context(socket.create_server(("127.0.0.1", 0))),
            stack.enter_context(socket.create_server(("::1", 0), family=socket.AF_INET6)),
        ]
        abstract = f"jindan-{os.getpid()}-{folder.name}"
        for address in (f"\0{abstract}", str(folder / "service")):
            local = stack.enter_context(socket.socket(socket.AF_UNIX))
            local.bind(address)
            local.listen()
        yield Situation(
            home=str(home),
            other_scratch=str(other),
            source=str(Path(jindan.__file__).parent),
            packages=sysconfig.get_path("purelib"),
            elsewhere=str(folder / "elsewhere"),
            own=str(own),
            victim=victim.pid,
            address=int(victim.stdout.readline()),
            port=listening[0].getsockname()[1],
            port6=listening[1].getsockname()[1],
            abstract=abstract,
            socket=str(folder / "service"),
            names=[one.name for one in ATTEMPTS],
        )


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory(
        prefix="jindan-hostile-"
    ) as name:  # short, for names of sockets
        yield Path(name)


@pytest.fixture(scope="module")
def confined(folder):
    with surrounded(folder / "confined") as situation:
        return outcomes(situation, limits=LIMITS)


@pytest.fixture(scope="module")
def calling(folder):
    with surrounded(folder / "calling") as situation:
        return outcomes(situation.model_copy(update={"names": OF_A_CALLER}), limits=CALLING)


def outcomes(situation, *, limits):
    home = Path(situation.home)
    workspace = Workspace(inputs={}, outputs=Path(situation.own), assets=home / "assets")
    return run(
        "confinement.hostile:tries_all",
        workspace,
        situation,
        result=Outcomes,
        limits=limits,
        tick=lambda: None,
        confined=lambda held: None,
    ).by_name


@pytest.fixture(scope="module")
def unconfined(folder):
    with surrounded(folder / "unconfined") as situation:
        done = subprocess.run(
            [sys.executable, "-c", CONTROL],
            input=situation.model_dump_json(),
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return Outcomes.model_validate_json(done.stdout.splitlines()[-1]).by_name


def test_there_are_enough_attempts():
    assert len({one.name for one in ATTEMPTS}) == len(ATTEMPTS) >= 40


@pytest.mark.parametrize("name", [one.name for one in ATTEMPTS])
def test_it_is_denied(confined, name):
    assert confined[name] in DENIED


@pytest.mark.parametrize("name", OF_A_CALLER)
def test_it_is_denied_to_a_run_that_calls_out(calling, name):
    assert calling[name] in DENIED


@pytest.mark.parametrize("name", [one.name for one in ATTEMPTS if not one.needs])
def test_it_works_without_confinement(unconfined, name):
    assert unconfined[name] == "done"


@pytest.mark.parametrize("name", [one.name for one in ATTEMPTS if one.needs in {"root", "owner"}])
def test_it_works_for_an_unconfined_root(unconfined, name):
    assert os.geteuid() != 0 or unconfined[name] == "done"


def test_what_depends_on_the_kernel_is_denied_by_us(confined, unconfined):
    """What this kernel lacks fails in both; then it is at least another error."""
    names = [one.name for one in ATTEMPTS if one.needs not in {"", "root", "owner"}]
    assert [name for name in names if unconfined[name] == "done"]
    assert not [name for name in names if confined[name] == "done"]
