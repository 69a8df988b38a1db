"""The server as it runs in a hospital: the web process, a database file, a person and a case to send files to."""

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


@dataclass(kw_only=True)
class Server:
    """A running server, and who may use it."""

    home: Path
    port: int
    environ: dict[str, str]
    case: str
    token: str = ""
    process: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        return self.process.pid

    def start(self) -> None:
        command = [sys.executable, "-m", "jindan.cli", "web", "--bind", f"127.0.0.1:{self.port}"]
        with (self.home / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.environ, cwd=self.home, stdout=log, stderr=log
            )
        _wait(self.port)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

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
        """Most memory that the web process has held."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(peak[1]) / 1024 if peak else 0.0


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
    server = Server(home=home, port=_free_port(), environ=environ, case=person["case"])
    try:
        server.start()
        server.token = _token(server.port, person)
        yield server
    finally:
        server.stop()


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
