"""The commands of docs/how-to/use-the-api.md, run as a reader would run them, against a live server."""

import hashlib
import re
import shutil
import subprocess

import pytest

from flows.server_processes import EMAIL, Installation
from repository import ROOT

PAGE = ROOT / "docs" / "how-to" / "use-the-api.md"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(map(shutil.which, ("bash", "curl", "jq"))), reason="needs bash, curl and jq"
    ),
]


@pytest.fixture
def installation(tmp_path):
    made = Installation.new(tmp_path / "home")
    made.start()
    yield made
    made.stop()


def test_the_page_takes_a_ct_to_a_signed_report(installation, drawn_ct, tmp_path):
    commands = "\n".join(re.findall(r"```bash\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    environment = {
        **installation.environment,
        "JINDAN": f"http://127.0.0.1:{installation.port}/api/v1",
        "EMAIL": EMAIL,
        "PASSWORD": installation.password(),
        "CT": str(drawn_ct),
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('"state":"completed"') == 3
    assert '"state": "final"' in done.stdout
    assert "/problems/report-outdated" in done.stdout
    assert f'"sha256": "{hashlib.sha256(drawn_ct.read_bytes()).hexdigest()}"' in done.stdout
    assert (tmp_path / "report.ko.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "scene.html").stat().st_size
