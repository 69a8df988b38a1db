"""Which streaming encryption: throughput, memory, ranges and refusals, side by side in one run.

    python benchmarks/encryption.py [MiB]          needs the extras `server` and, for the rivals,
    pynacl pyrage tink

Each candidate runs in a process of its own, so that its peak memory is its own. It encrypts one
file in blocks of 64 KiB as an upload arrives, decrypts it, reads 64 KiB at its very end, and is
given a stream that was cut off.
"""

import hashlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 64 * 1024
CHUNK = 1024 * 1024
MIB = 1024 * 1024
ASSOCIATED = b"object"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """How one library encrypts a file, decrypts it, and reads its last bytes."""

    modules: tuple[str, ...]
    encrypt: Callable[[Path, Path], object]
    decrypt: Callable[[Path, Path, object], None]
    tail: Callable[[Path, object, int], bytes]


def blocks(path: Path, size: int = BLOCK) -> Iterator[bytes]:
    """The file in blocks."""
    with path.open("rb") as file:
        while block := file.read(size):
            yield block


# --- AES-256-GCM segments in Tink's format, as the product has them


def segments_encrypt(plain: Path, sealed: Path) -> object:
    from jindan.server.artifacts.encryption import EncryptingWriter, new_key

    key = new_key()
    with sealed.open("wb") as sink:
        writer = EncryptingWriter(sink, key=key, associated=ASSOCIATED)
        for block in blocks(plain):
            writer.write(block)
        writer.finish()
    return key


def segments_open(sealed: Path, key: object, size: int) -> BinaryIO:
    from jindan.server.artifacts.encryption import DecryptingReader

    return DecryptingReader(sealed.open("rb"), key=key, associated=ASSOCIATED, size=size)  # type: ignore


def segments_decrypt(sealed: Path, plain: Path, key: object) -> None:
    size = int(os.environ["SIZE"])
    with segments_open(sealed, key, size) as reader, plain.open("wb") as sink:
        while block := reader.read(CHUNK):
            sink.write(block)


def segments_tail(sealed: Path, key: object, size: int) -> bytes:
    with segments_open(sealed, key, size) as reader:
        reader.seek(size - BLOCK)
        return b"".join(iter(lambda: reader.read(BLOCK), b""))


# --- libsodium's secretstream


def sodium_encrypt(plain: Path, sealed: Path) -> object:
    from nacl import bindings as sodium

    key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    with sealed.open("wb") as sink:
        sink.write(sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key))
        left = plain.stat().st_size
        for chunk in blocks(plain, CHUNK):
            left -= len(chunk)
            tag = 0 if left else sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            sink.write(
                sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, ASSOCIATED, tag)
            )
    return key


def sodium_read(sealed: Path, key: object) -> Iterator[bytes]:
    from nacl import bindings as sodium

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    tag = None
    with sealed.open("rb") as source:
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, source.read(24), key)  # type: ignore
        while chunk := source.read(CHUNK + 17):
            plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, ASSOCIATED)
            yield plain
    if tag != sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
        raise ValueError("cut off")


def sodium_decrypt(sealed: Path, plain: Path, key: object) -> None:
    with plain.open("wb") as sink:
        for chunk in sodium_read(sealed, key):
            sink.write(chunk)


def sodium_tail(sealed: Path, key: object, size: int) -> bytes:
    last = b""
    for chunk in sodium_read(sealed, key):
        last = (last + chunk)[-BLOCK:]
    return last


# --- age


def age_encrypt(plain: Path, sealed: Path) -> object:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    pyrage.encrypt_file(str(plain), str(sealed), [identity.to_public()])
    return str(identity)


def age_decrypt(sealed: Path, plain: Path, key: object) -> None:
    import pyrage

    pyrage.decrypt_file(str(sealed), str(plain), [pyrage.x25519.Identity.from_str(key)])


def age_tail(sealed: Path, key: object, size: int) -> bytes:
    plain = sealed.with_suffix(".tail")
    age_decrypt(sealed, plain, key)
    with plain.open("rb") as file:
        file.seek(size - BLOCK)
        return file.read()


# --- Tink


def tink_primitive(key: object):
    import tink
    from tink import secret_key_access, streaming_aead

    streaming_aead.register()
    handle = tink.json_proto_keyset_format.parse(str(key), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


def tink_encrypt(plain: Path, sealed: Path) -> object:
    import tink
    from tink import secret_key_access, streaming_aead

    streaming_aead.register()
    template = streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB
    handle = tink.new_keyset_handle(template)
    key = tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    with tink_primitive(key).new_encrypting_stream(sealed.open("wb"), ASSOCIATED) as sink:
        for block in blocks(plain):
            sink.write(block)
    return key


def tink_decrypt(sealed: Path, plain: Path, key: object) -> None:
    stream = tink_primitive(key).new_decrypting_stream(sealed.open("rb"), ASSOCIATED)
    with stream as source, plain.open("wb") as sink:
        while chunk := source.read(CHUNK):
            sink.write(chunk)


def tink_tail(sealed: Path, key: object, size: int) -> bytes:
    last = b""
    with tink_primitive(key).new_decrypting_stream(sealed.open("rb"), ASSOCIATED) as source:
        while chunk := source.read(CHUNK):
            last = (last + chunk)[-BLOCK:]
    return last


CANDIDATES = {
    "AES-GCM segments": Candidate(
        modules=("cryptography",),
        encrypt=segments_encrypt,
        decrypt=segments_decrypt,
        tail=segments_tail,
    ),
    "PyNaCl secretstream": Candidate(
        modules=("nacl", "_cffi_backend"),
        encrypt=sodium_encrypt,
        decrypt=sodium_decrypt,
        tail=sodium_tail,
    ),
    "pyrage (age)": Candidate(
        modules=("pyrage",), encrypt=age_encrypt, decrypt=age_decrypt, tail=age_tail
    ),
    "tink": Candidate(
        modules=("tink", "google.protobuf", "absl"),
        encrypt=tink_encrypt,
        decrypt=tink_decrypt,
        tail=tink_tail,
    ),
}


def installed_mib(modules: tuple[str, ...]) -> float:
    """Size on disk of what the candidate brings."""
    total = 0
    for name in modules:
        spec = importlib.util.find_spec(name)
        origin = Path(str(spec.origin)) if spec else Path()
        files = origin.parent.rglob("*") if origin.name == "__init__.py" else [origin]
        total += sum(file.stat().st_size for file in files if file.is_file())
    return total / MIB


def peak_mib() -> float:
    """Most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(name: str, plain: Path) -> dict[str, object]:
    """One candidate's figures."""
    candidate = CANDIDATES[name]
    size = plain.stat().st_size
    sealed, opened = plain.with_suffix(".sealed"), plain.with_suffix(".opened")
    warm = plain.with_suffix(".warm")
    warm.write_bytes(bytes(BLOCK))
    candidate.encrypt(warm, sealed)
    before = peak_mib()
    start = time.perf_counter()
    key = candidate.encrypt(plain, sealed)
    encrypted = time.perf_counter()
    candidate.decrypt(sealed, opened, key)
    decrypted = time.perf_counter()
    last = candidate.tail(sealed, key, size)
    ranged = time.perf_counter()
    peak = peak_mib()
    return {
        "encrypt MB/s": round(size / 1e6 / (encrypted - start)),
        "decrypt MB/s": round(size / 1e6 / (decrypted - encrypted)),
        "last 64 KiB, ms": round(1e3 * (ranged - decrypted), 1),
        "added memory MiB": round(peak - before),
        "installed MiB": round(installed_mib(candidate.modules), 1),
        "same bytes": digest(opened) == digest(plain) and last == tail_of(plain),
        "cut off refused": refuses_cut(candidate, sealed, opened, key),
    }


def refuses_cut(candidate: Candidate, sealed: Path, opened: Path, key: object) -> bool:
    """Whether a stream that ends two chunks early is refused."""
    os.truncate(sealed, sealed.stat().st_size - 2 * CHUNK)
    try:
        candidate.decrypt(sealed, opened, key)
    except Exception:  # each library has its own error, and any of them is a refusal
        return True
    return False


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tail_of(path: Path) -> bytes:
    """The last 64 KiB of a file."""
    with path.open("rb") as file:
        file.seek(-BLOCK, os.SEEK_END)
        return file.read()


def main() -> None:
    """Print a row for each candidate."""
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
        return
    size = (int(sys.argv[1]) if len(sys.argv) > 1 else 512) * MIB
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        with plain.open("wb") as file:
            for _ in range(size // MIB):
                file.write(os.urandom(MIB))
        for name in CANDIDATES:
            run = [sys.executable, __file__, name, str(plain)]
            done = subprocess.run(
                run, capture_output=True, text=True, env={**os.environ, "SIZE": str(size)}
            )
            print(name, done.stdout.strip() or done.stderr.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
