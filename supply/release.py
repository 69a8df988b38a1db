"""Sign the files of a release and verify them: `python -m supply.release sign|verify FOLDER KEY`.

SHA256SUMS names every file, and SHA256SUMS.sig is the Ed25519 signature (RFC 8032) of its bytes. Both can be verified
without Jindan, by `sha256sum` and `openssl`.
"""

import getpass
import hashlib
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"


class Refused(Exception):
    """The files are not those that were signed, or the key cannot be used."""


def sums(folder: Path) -> bytes:
    """Return the lines of SHA256SUMS for all files of a folder; raises `Refused` for anything but plain files."""
    paths = sorted(path for path in folder.iterdir() if path.name not in {SUMS, SIGNATURE})
    if not paths or any(path.is_symlink() or not path.is_file() for path in paths):
        msg = "A release holds plain files only, and at least one."
        raise Refused(msg)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    return "".join(lines).encode()


def sign(folder: Path, *, key: bytes, passphrase: bytes | None = None) -> None:
    """Write SHA256SUMS and its signature; raises `Refused` where the key is not Ed25519."""
    signer = load_pem_private_key(key, passphrase)
    if not isinstance(signer, Ed25519PrivateKey):
        msg = "The key is not an Ed25519 key."
        raise Refused(msg)
    lines = sums(folder)
    (folder / SUMS).write_bytes(lines)
    (folder / SIGNATURE).write_bytes(signer.sign(lines))


def verify(folder: Path, *, key: bytes) -> None:
    """Return where the folder holds exactly what the owner of the public key signed; else raises `Refused`."""
    signer = load_pem_public_key(key)
    if not isinstance(signer, Ed25519PublicKey):
        msg = "The key is not an Ed25519 key."
        raise Refused(msg)
    try:
        lines = (folder / SUMS).read_bytes()
        signer.verify((folder / SIGNATURE).read_bytes(), lines)
    except FileNotFoundError as error:
        msg = f"{Path(error.filename).name} is missing."
        raise Refused(msg) from None
    except InvalidSignature:
        msg = "SHA256SUMS was not signed by this key, or was changed since."
        raise Refused(msg) from None
    if lines != sums(folder):
        msg = "The files are not those of SHA256SUMS: one was changed, added or taken away."
        raise Refused(msg)


def main(act: str, folder: str, path: str) -> None:
    """Sign or verify a folder with the key in a file, and say what came of it."""
    key = Path(path).read_bytes()
    try:
        if act == "sign":
            locked = b"ENCRYPTED" in key.splitlines()[0]
            passphrase = getpass.getpass("Passphrase: ").encode() if locked else None
            sign(Path(folder), key=key, passphrase=passphrase)
        else:
            verify(Path(folder), key=key)
    except (Refused, ValueError, OSError) as error:
        sys.exit(str(error))
    print("Signed." if act == "sign" else "The files are whole, and signed by this key.")


if __name__ == "__main__":
    main(*sys.argv[1:])
