"""The files of an operator's own recognition network, told apart by their checksum. Light to load."""

import hashlib
from pathlib import Path

ENGINE = "own"
"""The name of the engine that reads with them."""

MODEL, CHARACTERS = FILES = ("recogniser.onnx", "characters.txt")


def digest_of(folder: Path) -> str:
    """A checksum of the network and its characters; empty where one is missing."""
    if not all((folder / name).is_file() for name in FILES):
        return ""
    whole = hashlib.sha256()
    for name in FILES:
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return whole.hexdigest()
