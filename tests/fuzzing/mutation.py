"""Damage valid bytes by seeded chance: the same seed and number make the same mutant on every machine."""

import numpy as np

TELLING = (0, 1, 0x7F, 0x80, 0xFF)
NUMBERS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF)
HEADS = (64, 352, 2000, 10**9)
"""How far the damage reaches: formats keep what steers their readers at the beginning, ZIP at the end."""


def chance_of(seed: int, number: int) -> np.random.Generator:
    return np.random.default_rng([seed, number])


def damaged(whole: bytes, chance: np.random.Generator) -> bytes:
    """A mutant of `whole`: one to eight changes near one of its ends or anywhere."""
    content = bytearray(whole)
    within = int(chance.choice(HEADS))
    is_at_end = chance.random() < 0.25
    for _ in range(int(chance.choice((1, 1, 2, 4, 8)))):
        if content:
            at = int(chance.integers(min(within, len(content))))
            at = len(content) - 1 - at if is_at_end else at
            CHANGES[chance.integers(len(CHANGES))](content, at, chance)
    return bytes(content)


def _set_byte(content, at, chance):
    content[at] = (
        int(chance.choice(TELLING)) if chance.random() < 0.5 else int(chance.integers(256))
    )


def _flip_bit(content, at, chance):
    content[at] ^= 1 << int(chance.integers(8))


def _set_number(content, at, chance):
    width = int(chance.choice((2, 4, 8)))
    order = "little" if chance.random() < 0.8 else "big"
    number = int(chance.choice(NUMBERS)) & ((1 << 8 * width) - 1)
    content[at : at + width] = number.to_bytes(width, order)


def _set_text(content, at, chance):
    words = (b"NaN", b"inf", b"-1", b"1e9", b"9" * 12, b"\\", b"\r\n", b'"', b"\xff\xfe")
    word = words[int(chance.integers(len(words)))]
    content[at : at + len(word)] = word


def _remove(content, at, chance):
    del content[at : at + int(chance.integers(1, 64))]


def _repeat(content, at, chance):
    piece = content[at : at + int(chance.integers(1, 256))]
    content[at:at] = piece * int(chance.choice((1, 2, 50)))


def _cut_off(content, at, chance):
    if chance.random() < 0.3:
        del content[at:]


CHANGES = (
    _set_byte,
    _set_byte,
    _flip_bit,
    _set_number,
    _set_number,
    _set_text,
    _remove,
    _repeat,
    _cut_off,
)
