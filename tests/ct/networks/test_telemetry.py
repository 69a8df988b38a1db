"""OpenVINO is used without the package that calls home."""

import subprocess
import sys

import pytest

WATCHED = """
import sys

def watch(event, arguments):
    if event in {"os.fork", "subprocess.Popen", "os.posix_spawn", "socket.getaddrinfo", "socket.connect"}:
        print(event)

sys.addaudithook(watch)
from pathlib import Path
from jindan.assets import MODELS
from jindan.ct.networks import openvino

openvino.load((MODELS / "abdomen-demo.onnx").read_bytes())
print(bool(sys.modules.get("openvino_telemetry")))
"""


@pytest.mark.slow
def test_loading_a_network_starts_no_process_and_calls_nobody():
    told = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False"]
