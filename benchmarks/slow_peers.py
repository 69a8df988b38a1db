"""How long `/api/v1/me` takes while many clients are slow, one kind after another.

    python benchmarks/slow_peers.py [--peers 1000] [--seconds 12] [--before]

Each look is a connection of its own. Measured before the web process alone, and behind nginx with `deploy/nginx.conf`
where nginx is installed. `--before` adds gunicorn with 32 threads where that is installed, for comparison.
"""

import argparse
import http.client
import json
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parents[1] / folder) for folder in ("src", "tests", "benchmarks")
]

from slowness import fronts  # noqa: E402
from slowness.peers import KINDS  # noqa: E402

import phantoms_files as phantoms  # noqa: E402 - the path to it is made above
from real_server import Server, serving  # noqa: E402

HOST = "jindan.example.org"
BETWEEN_S = 0.02
SETTLE_S = 6.0
PATIENCE_S = 5.0
PEOPLE = 8
MOST_P99_MS = 100
MAKE_PEOPLE = f"""
import json
import jindan.cli.ready
from jindan.server.accounts.models import Organisation
from jindan.server.accounts.services import create_user
hospital = Organisation.objects.get()
people = [create_user(email=f"slow{{n}}@example.org", organisation=hospital, role="clinician") for n in range({PEOPLE})]
print(json.dumps([{{"email": user.email, "password": password}} for user, password in people]))
"""


@dataclass(frozen=True, kw_only=True)
class Front:
    """Where requests go: a port, with TLS or without, and the process whose memory is looked at."""

    name: str
    port: int
    is_tls: bool
    pid: int
    kinds: tuple[str, ...] = ("", *KINDS)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--before", action="store_true")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        settings = {"allowed_hosts": f'["{HOST}", "127.0.0.1"]', "trusted_proxies": "1"}
        with serving(home, **settings) as server:
            worst = _measure(server, Path(folder), wanted=wanted)
    if worst > MOST_P99_MS:
        sys.exit(f"/api/v1/me took more than {MOST_P99_MS} ms.")


def _measure(server: Server, folder: Path, *, wanted: argparse.Namespace) -> float:
    order = {
        "count": wanted.peers,
        "host": HOST,
        "case": server.case,
        "artifact": _large_artifact(server),
        "tokens": _tokens(server),
    }
    worst = 0.0
    print(f"{wanted.peers} peers of each kind, {wanted.seconds:g} s each; /api/v1/me, ms")
    for front in _fronts(server, folder, before=wanted.before):
        for kind in front.kinds:
            p99 = _line(front, kind, order=order, token=server.token, seconds=wanted.seconds)
            worst = max(worst, p99 if front.name != "gunicorn" else 0)
    return worst


def _fronts(server: Server, folder: Path, *, before: bool) -> Iterator[Front]:
    yield Front(name="alone", port=server.port, is_tls=False, pid=server.pid)
    if fronts.NGINX:
        with fronts.nginx(folder, upstream=server.port) as port:
            yield Front(name="nginx", port=port, is_tls=True, pid=server.pid)
    else:
        print("nginx is not installed: left out")
    if before and fronts.HAS_GUNICORN:
        with fronts.gunicorn(server.environ, home=server.home) as port:
            kinds = ("", "silent", "slow sign-in", "slow upload", "unread download")
            yield Front(name="gunicorn", port=port, is_tls=False, pid=server.pid, kinds=kinds)
    elif before:
        print("gunicorn is not installed: left out")


def _line(front: Front, kind: str, *, order: dict, token: str, seconds: float) -> float:
    with _peers(kind, order=order | {"port": front.port, "is_tls": front.is_tls}):
        time.sleep(SETTLE_S if kind else 0)
        taken, failed = _look_often(front, token=token, seconds=seconds)
    p50, p99 = (statistics.quantiles(taken, n=100)[at] * 1000 for at in (49, 98))
    memory = fronts.resident_mib(front.pid)
    print(
        f"{front.name:9}{kind or 'quiet':17}p50 {p50:7.1f}  p99 {p99:7.1f}  "
        f"looks {len(taken):4}  unanswered {failed:3}  memory {memory:4.0f} MiB",
        flush=True,
    )
    return p99


@contextmanager
def _peers(kind: str, *, order: dict) -> Iterator[None]:
    if not kind:
        yield
        return
    command = [sys.executable, "-m", "slowness.peers", json.dumps(order | {"kind": kind})]
    process = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _look_often(front: Front, *, token: str, seconds: float) -> tuple[list[float], int]:
    """Seconds of each look. One that is not answered counts as long as one was waited for it."""
    taken, failed = [], 0
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(taken) < 2:
        started = time.perf_counter()
        try:
            _look(front, token=token)
        except OSError:
            failed += 1
        taken.append(time.perf_counter() - started)
        time.sleep(BETWEEN_S)
    return taken, failed


def _look(front: Front, *, token: str) -> None:
    if front.is_tls:
        connection = http.client.HTTPSConnection(
            "127.0.0.1", front.port, timeout=PATIENCE_S, context=ssl._create_unverified_context()
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", front.port, timeout=PATIENCE_S)
    try:
        connection.request(
            "GET", "/api/v1/me", headers={"Host": HOST, "Authorization": f"Bearer {token}"}
        )
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise ConnectionError(answer.status)


def _tokens(server: Server) -> list[str]:
    made = subprocess.run(
        [sys.executable, "-c", MAKE_PEOPLE], env=server.environ, capture_output=True, check=True
    )
    people = json.loads(made.stdout.splitlines()[-1])
    with server.client() as client:
        answers = [client.post("/api/v1/auth/sign-in", json=person) for person in people]
    return [answer.raise_for_status().json()["tokens"]["access_token"] for answer in answers]


def _large_artifact(server: Server) -> str:
    with server.client() as client:
        files = {"file": ("large.nii", phantoms.nifti() + os.urandom(32 * 1024 * 1024))}
        return str(client.post(server.address, files=files).raise_for_status().json()[0]["id"])


if __name__ == "__main__":
    main()
