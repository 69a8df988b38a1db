"""What tests look at after a request: the problem it was answered with, the files it left, what comes true soon."""

import time
from pathlib import Path


def slug(answer):
    """Status and slug of a problem document."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


def files_in(folder: Path) -> list[Path]:
    """All files under a folder."""
    return [file for file in folder.rglob("*") if file.is_file()]


def eventually(check, *, within_s=30):
    """Whether something becomes true within seconds."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if check():
            return True
        time.sleep(0.05)
    return False
