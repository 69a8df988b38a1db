"""Tink for Python: the same AES256_GCM_HKDF_1MB as ours."""

from pathlib import Path

import tink
from tink import secret_key_access, streaming_aead

BRINGS = ("tink", "google.protobuf", "absl")
ARRIVING = 64 * 1024
BLOCK = 1024 * 1024
ASSOCIATED = b"object"

streaming_aead.register()


def encrypt(plain: Path, sealed: Path) -> str:
    """Encrypt in blocks as an upload arrives; gives the key set."""
    template = streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB
    key: str = tink.json_proto_keyset_format.serialize(
        tink.new_keyset_handle(template), secret_key_access.TOKEN
    )
    stream = _primitive(key).new_encrypting_stream(sealed.open("wb"), ASSOCIATED)
    with plain.open("rb") as source, stream as sink:
        while block := source.read(ARRIVING):
            sink.write(block)
    return key


def decrypt(sealed: Path, plain: Path, *, key: str, size: int) -> None:
    """Decrypt the whole."""
    stream = _primitive(key).new_decrypting_stream(sealed.open("rb"), ASSOCIATED)
    with stream as source, plain.open("wb") as sink:
        while block := source.read(BLOCK):
            sink.write(block)


def tail(sealed: Path, *, key: str, size: int, length: int) -> bytes:
    """The last bytes: the Python stream does not seek, so all are decrypted."""
    last = b""
    with _primitive(key).new_decrypting_stream(sealed.open("rb"), ASSOCIATED) as source:
        while block := source.read(BLOCK):
            last = (last + block)[-length:]
    return last


def _primitive(key: str) -> streaming_aead.StreamingAead:
    handle = tink.json_proto_keyset_format.parse(key, secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)
