"""A sealed value opens in its place, for its use and in its organisation only, and under one key only."""

import hmac
import uuid

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jindan.server.keys import envelope
from jindan.server.keys import services as keys
from jindan.server.keys.errors import BrokenSeal, UnknownKey
from jindan.server.keys.models import WrappedKey
from jindan.server.keys.opening import open_keys
from jindan.server.keys.uses import INSTALLATION, Use

OURS, THEIRS = uuid.UUID(int=1), uuid.UUID(int=2)
HERE = {"use": Use.FINDINGS, "organisation_id": OURS, "context": b"row 1"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed():
    return keys.seal(b"secret", **HERE)


def test_what_was_sealed_opens_in_its_place(sealed):
    assert keys.unseal(sealed, **HERE) == b"secret"


@pytest.mark.parametrize(
    "other",
    [
        {"context": b"row 2"},
        {"context": b""},
        {"use": Use.PATIENT_IDENTITY},
        {"use": Use.SIGN_IN_TICKET},
        {"organisation_id": THEIRS},
        {"organisation_id": INSTALLATION},
    ],
)
def test_it_opens_in_no_other_place_use_or_organisation(sealed, other):
    keys.seal(b"theirs", **HERE | {"organisation_id": THEIRS})
    with pytest.raises((BrokenSeal, UnknownKey)):
        keys.unseal(sealed, **HERE | other)


def test_a_value_of_another_organisation_renamed_as_ours_does_not_open(sealed):
    theirs = keys.seal(b"secret", **HERE | {"organisation_id": THEIRS})
    with pytest.raises(BrokenSeal):
        keys.unseal(sealed[:5] + theirs[5:], **HERE)


def test_every_changed_bit_is_noticed(sealed):
    for position in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises((BrokenSeal, UnknownKey)):
            keys.unseal(bytes(changed), **HERE)


def test_every_cut_and_every_addition_is_noticed(sealed):
    for length in range(len(sealed)):
        with pytest.raises((BrokenSeal, UnknownKey)):
            keys.unseal(sealed[:length], **HERE)
    with pytest.raises(BrokenSeal):
        keys.unseal(sealed + b"\0", **HERE)


def test_a_value_is_what_its_format_says(sealed):
    """Open it by the RFCs alone, without our code."""
    secret = open_keys().newest(OURS).secret
    use_key = HKDF(SHA256(), 32, None, b"jindan.keys:findings").derive(secret)
    info = sealed[:29] + b"row 1"
    first = hmac.digest(use_key, info + b"\1", "sha256")
    second = hmac.digest(use_key, first + info + b"\2", "sha256")
    assert sealed[29:61] == second
    assert AESGCM(first).decrypt(sealed[5:17], sealed[61:], None) == b"secret"


def collision(one, other, *, nonce):
    """Return a ciphertext with its tag that two AES-GCM keys open, for one nonce.

    The tag is S(L) + GHASH(C), linear in each block of C. Two keys give two tags, and one free block makes them equal
    (Grubbs, Lu, Ristenpart 2017; Dodis et al. 2018). Blocks: one of choice, one solved for, no associated data.
    """
    chosen, lengths = block(b"chosen freely..."), (256).to_bytes(16, "big")
    h1, h2 = (field(encrypted(key, bytes(16))) for key in (one, other))
    s1, s2 = (field(encrypted(key, nonce + b"\0\0\0\1")) for key in (one, other))
    fixed = [
        power(h, 3, chosen) ^ multiplied(field(lengths), h) ^ s for h, s in ((h1, s1), (h2, s2))
    ]
    coefficient = multiplied(h1, h1) ^ multiplied(h2, h2)
    solved = multiplied(fixed[0] ^ fixed[1], inverse(coefficient))
    tag = fixed[0] ^ multiplied(solved, multiplied(h1, h1))
    return b"chosen freely..." + unfield(solved) + unfield(tag)


def power(h, exponent, value):
    for _ in range(exponent):
        value = multiplied(value, h)
    return value


def encrypted(key, content):
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(content)  # noqa: S305


def field(content):
    """The bits of a block, the first one as the constant term, as GCM orders them."""
    return int(f"{int.from_bytes(content, 'big'):0128b}"[::-1], 2)


block = field


def unfield(value):
    return int(f"{value:0128b}"[::-1], 2).to_bytes(16, "big")


def multiplied(a, b):
    """The product in GF(2^128) with x^128 + x^7 + x^2 + x + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a >> 128:
            a ^= (1 << 128) | 0x87
        b >>= 1
    return product


def inverse(a):
    """a^(2^128 - 2)."""
    result, square = 1, a
    for _ in range(127):
        square = multiplied(square, square)
        result = multiplied(result, square)
    return result


def test_a_ciphertext_that_two_keys_open_is_refused():
    ours, theirs = (open_keys().newest(owner).of(Use.FINDINGS) for owner in (OURS, THEIRS))
    our_id, their_id = (bytes.fromhex(open_keys().newest(o).key_id) for o in (OURS, THEIRS))
    nonce = b"n" * 24
    derived = [
        envelope._of_value(key, header=envelope.VERSION + key_id + nonce, context=b"row 1")
        for key, key_id in ((ours, our_id), (theirs, their_id))
    ]
    forged = collision(derived[0][0], derived[1][0], nonce=nonce[:12])
    opened = [AESGCM(key).decrypt(nonce[:12], forged, None) for key, _ in derived]
    assert opened[0] != opened[1]  # the attack works on AES-GCM alone

    opens = 0
    for _, commitment in derived:
        for key, key_id in ((ours, our_id), (theirs, their_id)):
            value = envelope.VERSION + key_id + nonce + commitment + forged
            try:
                envelope.open_(value, key=key, context=b"row 1")
                opens += 1
            except BrokenSeal:
                pass
    assert opens == 2  # each of the two values by the one key that it commits to, none by both
    assert derived[0][1] != derived[1][1]


def test_a_key_of_tickets_opens_nothing_else(sealed):
    ticket = keys.seal(b"state", use=Use.SIGN_IN_TICKET, organisation_id=INSTALLATION, context=b"t")
    for use in Use:
        if use is not Use.SIGN_IN_TICKET:
            with pytest.raises(BrokenSeal):
                keys.unseal(ticket, use=use, organisation_id=INSTALLATION, context=b"t")
    with pytest.raises(UnknownKey):
        keys.unseal(sealed, use=Use.SIGN_IN_TICKET, organisation_id=INSTALLATION, context=b"row 1")


def test_the_master_key_seals_nothing_but_keys(sealed, settings):
    master = settings.KEYRING.read_text()
    row = WrappedKey.objects.get(owner=OURS)
    assert row.key_id not in master
    assert keys.key_id_of(sealed) == row.key_id
    assert open_keys().newest(OURS).secret not in bytes(row.wrapped)


def test_swapped_rows_of_wrapped_keys_do_not_open(sealed):
    keys.seal(b"theirs", **HERE | {"organisation_id": THEIRS})
    ours, theirs = (WrappedKey.objects.get(owner=owner) for owner in (OURS, THEIRS))
    for row, other in ((ours, theirs), (theirs, ours)):
        WrappedKey.objects.filter(pk=row.pk).update(
            wrapped=other.wrapped, commitment=other.commitment
        )
    open_keys.cache_clear()
    with pytest.raises(BrokenSeal):
        keys.unseal(sealed, **HERE)


def test_no_key_is_shown_where_an_open_key_is_printed(sealed):
    key = open_keys().newest(OURS)
    key.of(Use.FINDINGS)
    for secret in (key.secret, *key.uses.values()):
        assert repr(secret) not in repr(key)
