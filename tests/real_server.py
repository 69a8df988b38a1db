"""The server as it runs in a hospital: gunicorn, a database file, a person signed in, a case to send files to."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

SOURCES = Path(__file__).parents[1] / "src"
START_S = 60
PREPARE = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable")
from jindan.server.accounts.services import create_organisation, create_user
from jindan.server.patients.models import Case, Patient
hospital = create_organisation(name="Hospital")
user, password = create_user(email="a@example.org", organisation=hospital, role="clinician")
patient = Patient.objects.create(organisation=hospital, code="P-1", created_by=user)
case = Case.objects.create(organisation=hospital, patient=patient, created_by=user)
print(json.dumps({"email": user.email, "password": password, "case": str(case.pk)}))
"""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server, and who may use it."""

    home: Path
    port: int
    pid: int
    case: str
    token: str

    @property
    def address(self) -> str:
        return f"/api/v1/cases/{self.case}/artifacts"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def client(self) -> httpx.Client:
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers=self.headers,
            timeout=600,
            trust_env=False,
        )

    def files(self) -> list[Path]:
        """All files of the store, temporary ones too."""
        return [file for file in (self.home / "objects").rglob("*") if file.is_file()]

    def peak_mib(self) -> float:
        """Most memory that a process of the server has held."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(_peak_kib(pid) for pid in children) / 1024


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[Server]:
    """A server of its own folder; settings are the variables JINDAN_…, without the prefix."""
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SOURCES),
        "DJANGO_SETTINGS_MODULE": "jindan.server.config.settings",
        "JINDAN_HOME": str(home),
        **{f"JINDAN_{name.upper()}": value for name, value in settings.items()},
    }
    made = subprocess.run(
        [sys.executable, "-c", PREPARE], env=environ, cwd=home, check=True, stdout=subprocess.PIPE
    )
    person = json.loads(made.stdout.splitlines()[-1])
    port = _free_port()
    with _gunicorn(port, environ=environ, home=home) as pid:
        _wait(port)
        yield Server(home=home, port=port, pid=pid, case=person["case"], token=_token(port, person))


@contextmanager
def _gunicorn(port: int, *, environ: dict[str, str], home: Path) -> Iterator[int]:
    command = [
        sys.executable, "-m", "gunicorn", "jindan.server.config.wsgi:application",
        "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "24",
        "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environ, cwd=home, stdout=log, stderr=log)
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)


def _token(port: int, person: dict[str, str]) -> str:
    answer = httpx.post(
        f"http://127.0.0.1:{port}/api/v1/auth/sign-in",
        json={"email": person["email"], "password": person["password"]},
        timeout=START_S,
        trust_env=False,
    )
    return str(answer.raise_for_status().json()["tokens"]["access_token"])


def _wait(port: int) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _peak_kib(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) if found else 0
