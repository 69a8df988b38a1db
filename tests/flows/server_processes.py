"""A whole installation as real processes: `jindan up` in a home of its own, and the means to kill them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from jindan.cli.client import Client

SOURCES = Path(__file__).parents[2] / "src"
ORGANISATION = "Survivors"
EMAIL = "clinician@survivors.example"
SERVICES = ("JINDAN_DATABASE_URL", "JINDAN_BROKER_URL")
COUNT = """
import sys
import jindan.cli.ready
from django.db import connection
with connection.cursor() as cursor:
    for table in sys.argv[1:]:
        cursor.execute(f"SELECT count(*) FROM {table}")
        print(cursor.fetchone()[0])
"""


CHOSEN = """
import jindan.cli.ready
from jindan.server.accounts.models import User
User.objects.update(must_change_password=False)
"""
"""The person has chosen the password, as if at the first sign-in."""


@dataclass
class Installation:
    """Started and killed as often as a test likes; what it keeps is in `home`."""

    home: Path
    port: int
    supervisor: subprocess.Popen | None = None

    @classmethod
    def new(cls, home: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return cls(home=home, port=free.getsockname()[1])

    def jindan(self, *arguments):
        command = [sys.executable, "-m", "jindan.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True
        ).stdout

    @property
    def environment(self):
        """Little of ours, but the services that the tests are pointed at (`.ci/services`)."""
        services = {name: os.environ[name] for name in SERVICES if name in os.environ}
        return services | {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCES),
            "JINDAN_HOME": str(self.home),
        }

    def rows(self, *tables):
        """How many rows each table holds."""
        counted = subprocess.run(
            [sys.executable, "-c", COUNT, *tables],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(count) for count in counted.stdout.split()]

    def launch(self):
        self.supervisor = subprocess.Popen(
            [sys.executable, "-m", "jindan.cli", "up", "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )

    def start(self):
        self.launch()
        until(self.is_served)

    def is_served(self):
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health", trust_env=False).is_success
        except httpx.TransportError:
            return False

    def password(self) -> str:
        """Of a clinician made for this."""
        self.jindan("organisation", "create", ORGANISATION)
        told = self.jindan(
            "user", "create", EMAIL, "--organisation", ORGANISATION, "--role", "clinician"
        )
        subprocess.run([sys.executable, "-c", CHOSEN], env=self.environment, check=True)
        return re.search(r"password (\S+)", told)[1]

    def signed_in(self) -> Client:
        password = self.password()
        client = Client(f"http://127.0.0.1:{self.port}", language="en")
        client.sign_in(email=EMAIL, password=password)
        return client

    def kill_worker(self):
        for pid in self.descendants():
            if "celery" in command_of(pid):
                os.kill(pid, signal.SIGKILL)

    def kill_everything(self):
        for pid in [self.supervisor.pid, *self.descendants()]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.supervisor.wait()

    def stop(self):
        self.supervisor.terminate()
        self.supervisor.wait(timeout=30)

    def descendants(self):
        found, parents = [], {self.supervisor.pid}
        while parents:
            children = [pid for pid in processes() if parent_of(pid) in parents]
            found += children
            parents = set(children)
        return found


def until(holds, *, seconds=60):
    """Look again and again, and raise TimeoutError where it does not come to hold."""
    ends_at = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends_at:
            raise TimeoutError(holds.__name__)
        time.sleep(0.1)


def processes():
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def parent_of(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
