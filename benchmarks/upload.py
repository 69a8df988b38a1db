"""How fast a file goes in and comes out through the web process, and how much memory that takes.

    python benchmarks/upload.py [MiB]

Compared, in the same run, with what has to be done at least: copy the file, hash it with SHA-256 and encrypt it, one
after the other in one thread, with no server between.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("src", "tests")]

import phantoms_files as phantoms  # noqa: E402 - the path to it is made above
from jindan.cli import resuming  # noqa: E402
from jindan.cli.answers import checked  # noqa: E402
from jindan.server.artifacts.storage.encryption import EncryptingWriter, new_key  # noqa: E402
from real_server import Server, serving  # noqa: E402

MIB = 1024 * 1024
ROUNDS = 3
MOST_MIB = 200
SLICES = 300


def main() -> None:
    """Print the figures, each the best of three rounds."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.nii"
        _write(path, size=size)
        home = Path(folder) / "home"
        home.mkdir()
        with serving(home, max_upload_mb=str(max(size, SLICES) + 1)) as server:
            _measure(server, path, size=size)


def _measure(server: Server, path: Path, *, size: int) -> None:
    _upload(server, {"warm.csv": phantoms.CSV})
    before = server.peak_mib()
    floor = _best(lambda: _copy_hash_encrypt(path))
    up = _best(lambda: _upload_file(server, path))
    resumable = _best(lambda: _upload_resumably(server, path))
    down = _best(lambda: _download(server, path))
    slices = {f"{n}.dcm": phantoms.dicom(pixels=os.urandom(512 * 1024)) for n in range(SLICES)}
    series = _best(lambda: _upload(server, slices), rounds=1)
    print(f"copy, hash, encrypt  {size / floor:6.0f} MiB/s")
    print(f"upload               {size / up:6.0f} MiB/s  {floor / up:.2f} of that")
    print(f"resumable upload     {size / resumable:6.0f} MiB/s  {floor / resumable:.2f} of that")
    print(f"download             {size / down:6.0f} MiB/s  {floor / down:.2f} of that")
    print(f"upload of {SLICES} slices of 0.5 MiB in one request  {series:.1f} s")
    peak = server.peak_mib()
    print(f"memory of the server {before:6.0f} MiB before, {peak:.0f} MiB at most")
    if peak > MOST_MIB:
        sys.exit(f"The server may hold {MOST_MIB} MiB.")


def _best(action: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Seconds of the fastest round."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def _write(path: Path, *, size: int) -> None:
    with path.open("wb") as file:
        file.write(phantoms.nifti().ljust(MIB, b"\0"))
        for _ in range(size - 1):
            file.write(os.urandom(MIB))


def _copy_hash_encrypt(path: Path) -> None:
    sealed = path.with_suffix(".sealed")
    seen = hashlib.sha256()
    with path.open("rb") as source, sealed.open("wb") as sink:
        writer = EncryptingWriter(sink, key=new_key(), associated=b"")
        while block := source.read(64 * 1024):
            seen.update(block)
            writer.write(block)
        writer.finish()
        os.fsync(sink.fileno())
    sealed.unlink()


def _upload_file(server: Server, path: Path) -> None:
    _renew(path)
    with server.client() as client, path.open("rb") as file:
        name = {"Content-Disposition": "attachment; filename=volume.nii"}
        client.post(server.address, content=file, headers=name).raise_for_status()


def _upload_resumably(server: Server, path: Path) -> None:
    """As the command line's client does it, the SHA-256 told beforehand included."""
    _renew(path)
    with server.client() as client:
        ask = lambda method, at, **sent: checked(client.request(method, f"/api/v1{at}", **sent))  # noqa: E731
        resuming.send(ask, path, case=server.case)


def _renew(path: Path) -> None:
    """New bytes, since the same would be found in the store."""
    with path.open("r+b") as file:
        file.seek(MIB)
        file.write(os.urandom(32))


def _upload(server: Server, named: dict[str, bytes]) -> None:
    files = [("file", (name, content)) for name, content in named.items()]
    with server.client() as client:
        client.post(server.address, files=files).raise_for_status()


def _download(server: Server, path: Path) -> None:
    with server.client() as client:
        listed = client.get(server.address).json()["items"]
        latest = next(item for item in listed if item["size"] == path.stat().st_size)
        address = f"/api/v1/artifacts/{latest['id']}/content"
        with client.stream("GET", address) as answer:
            for _ in answer.iter_raw(MIB):
                pass


if __name__ == "__main__":
    main()
