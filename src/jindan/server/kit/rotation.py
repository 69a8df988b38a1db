"""Rotate the master keys: add one, seal everything anew under it, let the old go."""

from collections.abc import Callable, Sequence

from jindan.server.kit import keyring

Reseal = Callable[[], int]
"""Seals under the newest key all that one slice keeps sealed under another; returns how much.

May be stopped and run again at any point, and beside requests.
"""


def rotate(reseals: Sequence[Reseal]) -> int:
    """Add a master key and seal everything under it; returns how many values were sealed anew.

    Old keys stay, and open what they sealed; see `retire`.
    """
    keyring.add_key()
    return sum(reseal() for reseal in reseals)


def retire(reseals: Sequence[Reseal]) -> tuple[str, ...]:
    """Drop the keys that were replaced over a day ago; returns their ids.

    Everything is sealed under the newest key first, which also finishes a rotation that was cut
    short; `reseals` must be those of all slices. A backup of before opens only with a keyring of
    before.
    """
    for reseal in reseals:
        reseal()
    return keyring.retire_replaced()
