"""The identity of this program: its version, and one checksum over all of its files."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

SOURCES = (".py", ".ftl", ".typ", ".toml")


def program_version() -> str:
    """Return the installed version."""
    return version("jindan")


@cache
def program_sha256() -> str:
    """Return the SHA-256 over the name and content of each source file of the package, in order of name."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in SOURCES):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
