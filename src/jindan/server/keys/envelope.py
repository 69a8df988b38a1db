"""A sealed value: AES-256-GCM under a key of its own, with a commitment to the key.

    value      = version (1 byte) · key id (4) · nonce (24) · commitment (32) · ciphertext · tag (16)
    use key    = HKDF-SHA-256(organisation's key, info = "jindan.keys:" use)                           (RFC 5869)
    value key · commitment = HKDF-Expand-SHA-256(use key, info = version · key id · nonce · context)   (32 + 32 bytes)
    ciphertext = AES-256-GCM(value key, first 12 bytes of the nonce)                                   (NIST SP 800-38D)

AES-GCM alone does not commit: a ciphertext can be made that two keys open (Albertini et al., How to Abuse and Fix
Authenticated Encryption Without Key Commitment, USENIX Security 2022). Here the commitment is compared first, as in the
AWS Encryption SDK (suite 0x0478) and in the transform UtC of Bellare and Hoang (Efficient Schemes for Committing
Authenticated Encryption, EUROCRYPT 2022). As the context is in the derivation, it is committed to as well. A nonce of
24 bytes with a key for each value allows 2^80 values under one use key, as XAES-256-GCM does (C2SP).
"""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from jindan.server.keys.errors import BrokenSeal

VERSION = b"\x01"
KEY_BYTES = 32
KEY_ID_BYTES = 4
NONCE_BYTES = 24
HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES
GCM_NONCE_BYTES = 12


def derived(key: bytes, *, use: str) -> bytes:
    """Return the key of one use."""
    info = b"jindan.keys:" + use.encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(key)


def close(plaintext: bytes, *, key_id: bytes, key: bytes, context: bytes) -> bytes:
    """Return the plaintext, sealed under the key of its use."""
    header = VERSION + key_id + secrets.token_bytes(NONCE_BYTES)
    value_key, commitment = _of_value(key, header=header, context=context)
    return header + commitment + AESGCM(value_key).encrypt(_nonce(header), plaintext, None)


def open_(sealed: bytes, *, key: bytes, context: bytes) -> bytes:
    """Return the plaintext. Raises BrokenSeal."""
    header, rest = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:]
    value_key, commitment = _of_value(key, header=header, context=context)
    if not hmac.compare_digest(commitment, rest[:KEY_BYTES]):
        raise BrokenSeal
    try:
        return AESGCM(value_key).decrypt(_nonce(header), rest[KEY_BYTES:], None)
    except (InvalidTag, ValueError):
        raise BrokenSeal from None


def _of_value(key: bytes, *, header: bytes, context: bytes) -> tuple[bytes, bytes]:
    expansion = HKDFExpand(algorithm=SHA256(), length=2 * KEY_BYTES, info=header + context)
    both = expansion.derive(key)
    return both[:KEY_BYTES], both[KEY_BYTES:]


def _nonce(header: bytes) -> bytes:
    return header[1 + KEY_ID_BYTES :][:GCM_NONCE_BYTES]
