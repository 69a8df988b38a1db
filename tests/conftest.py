"""What every test runs under: no network but loopback, a home folder of its own."""

import os
import tempfile

os.environ["JINDAN_HOME"] = tempfile.mkdtemp(prefix="jindan-test-")
