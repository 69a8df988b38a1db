"""What every test runs under: no network but loopback, a home folder of its own."""

import os
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="jindan-test-"))
os.environ["JINDAN_HOME"] = str(HOME)
for folder in ("broker/messages", "broker/control", "assets"):
    (HOME / folder).mkdir(parents=True)
