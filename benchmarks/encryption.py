"""Which streaming encryption: speed, memory, ranges, size and what they reject, side by side in one run.

    python benchmarks/encryption.py [MiB]         needs the extras `server` and `test`, and pynacl and pyrage

Each candidate runs three times in processes of its own, in turn with the others, and its best figures are shown. It
encrypts one file, decrypts it, reads the last 64 KiB of it, each twice, and is then given a stream that was cut off.
Times are CPU seconds of the process, system calls included, so that a busy machine or a slow disk changes them little.
"""

import importlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

CANDIDATES = ("segments", "secretstream", "age", "tink_streaming")
COLUMNS = (
    "encrypt MiB/s",
    "decrypt MiB/s",
    "tail ms",
    "memory MiB",
    "installed MiB",
    "cut refused",
)
MIB = 1024 * 1024
TAIL = 64 * 1024
ROUNDS = 3
WARM = MIB


def main() -> None:
    """Print the table."""
    size = (int(sys.argv[1]) if len(sys.argv) > 1 else 512) * MIB
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        _write(plain, size=size)
        rows = [_run(name, plain) for _ in range(ROUNDS) for name in CANDIDATES]
    print("candidate       " + "".join(f"{column:>15}" for column in COLUMNS))
    for name in CANDIDATES:
        best = _best([row for row in rows if row["name"] == name])
        print(f"{name:16}" + "".join(f"{best[column]:>15}" for column in COLUMNS))


def measure(name: str, plain: Path) -> dict[str, str | float]:
    """The figures of one candidate, in this process."""
    candidate = importlib.import_module(f"encrypting.{name}")
    size, sealed, opened = plain.stat().st_size, plain.with_suffix(".s"), plain.with_suffix(".o")
    before = _peak_after_warming(candidate, plain.with_suffix(".w"))
    encrypt_s, key = _timed(lambda: candidate.encrypt(plain, sealed))
    decrypt_s, _ = _timed(lambda: candidate.decrypt(sealed, opened, key=key, size=size))
    tail_s, tail = _timed(lambda: candidate.tail(sealed, key=key, size=size, length=TAIL))
    if tail != _tail(plain) or _tail(opened) != tail:
        raise AssertionError(name)
    return {
        "name": name,
        "encrypt MiB/s": round(size / MIB / encrypt_s),
        "decrypt MiB/s": round(size / MIB / decrypt_s),
        "tail ms": round(1000 * tail_s, 1),
        "memory MiB": round(_peak_mib() - before),
        "installed MiB": round(sum(_installed_mib(module) for module in candidate.BRINGS), 1),
        "cut refused": "yes" if _refuses_cut(candidate, sealed, opened, key, size) else "NO",
    }


def _timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of the faster of two runs, and what the last one gave."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        given = action()
        taken.append(time.process_time() - start)
    return min(taken), given


def _run(name: str, plain: Path) -> dict[str, str | float]:
    command = [sys.executable, __file__, name, str(plain)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    row: dict[str, str | float] = json.loads(done.stdout)
    return row


def _best(rows: list[dict[str, str | float]]) -> dict[str, str | float]:
    return {
        column: (max if column.endswith("/s") else min)(row[column] for row in rows)
        for column in COLUMNS
    }


def _peak_after_warming(candidate: ModuleType, plain: Path) -> float:
    """What the libraries themselves take is not counted."""
    _write(plain, size=WARM)
    sealed = plain.with_suffix(".ws")
    key = candidate.encrypt(plain, sealed)
    candidate.decrypt(sealed, plain.with_suffix(".wo"), key=key, size=WARM)
    return _peak_mib()


def _refuses_cut(candidate: ModuleType, sealed: Path, opened: Path, key: object, size: int) -> bool:
    """Whether a stream that ends a few chunks early, between two chunks or not, is refused."""
    os.truncate(sealed, sealed.stat().st_size // 2)
    try:
        candidate.decrypt(sealed, opened, key=key, size=size)
    except Exception:  # each library has its own error, and any of them counts
        return True
    return False


def _installed_mib(module: str) -> float:
    found = importlib.util.find_spec(module)
    origin = Path(str(found.origin)) if found else Path()
    files = origin.parent.rglob("*") if origin.name == "__init__.py" else [origin]
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc") / MIB


def _write(path: Path, *, size: int) -> None:
    with path.open("wb") as file:
        for _ in range(size // MIB):
            file.write(os.urandom(MIB))


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-TAIL, os.SEEK_END)
        return file.read()


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
