"""The files of an operator's own recognition network, and their checksum. Light to load."""

import hashlib
from pathlib import Path

ENGINE = "own"
"""Name of the engine that reads with them."""

MODEL, CHARACTERS = FILES = ("recogniser.onnx", "characters.txt")


def digest_of(folder: Path) -> str:
    """Return a SHA-256 of the network and its characters, or an empty text where one is missing."""
    if not all((folder / name).is_file() for name in FILES):
        return ""
    # of the digests, so that bytes moved from one file to the other give another checksum
    whole = hashlib.sha256()
    for name in FILES:
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return whole.hexdigest()
