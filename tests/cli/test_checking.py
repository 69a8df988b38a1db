"""`jindan check --deploy` runs a real child, and says what holds it on this machine."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from jindan.cli.checking import check, print_held
from jindan.confinement.messages import Held
from jindan.confinement.probe import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "ways out, all of them closed"), ("ko", "모두 막혀 있음")]
)
def test_this_machine_holds_a_child(language, words):
    done = CliRunner().invoke(check, ["--deploy", "--language", language])
    assert done.exit_code == 0, done.output
    assert words in done.output
    assert "Landlock" in done.output


def test_without_the_option_no_child_is_started():
    done = CliRunner().invoke(check, [])
    assert done.exit_code == 0
    assert "Landlock" not in done.output


CLOSING = {
    "web": "import jindan.server.config.asgi",
    "worker": "from jindan.server.config import celery; celery.worker_init.send(sender=None)",
    "supervisor": "from jindan.cli.supervisor import Supervisor; "
    "Supervisor([], environment={}, logs=None).__enter__()",
}


@pytest.mark.parametrize("code", CLOSING.values(), ids=CLOSING)
def test_a_process_with_keys_is_closed_to_others(code, tmp_path):
    asked = f"{code}; import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"JINDAN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "0"


def test_a_machine_that_holds_little_is_told_so(capsys):
    held = Held(files="", calls="", network="audit-hook", user="same", landlock_abi=0)
    print_held(held, Open(tried=["read", "network"], ways=["read"]), language="en")
    printed = capsys.readouterr().out
    assert "NOT HELD" in printed
    assert "Python only" in printed
    assert "OPEN of 2 ways out: read another file" in printed
