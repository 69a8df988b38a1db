"""Rotate the master keys: add one, seal everything anew under it, let the old go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jindan.server.kit import keyring


@dataclass(frozen=True, kw_only=True)
class Sealer:
    """What one slice keeps sealed.

    reseal: seals under the newest key all that is not, and returns how much; may be stopped and run
        again.
    key_ids_in_use: the master keys that it still needs.
    """

    reseal: Callable[[], int]
    key_ids_in_use: Callable[[], frozenset[str]]


def rotate(sealers: Sequence[Sealer]) -> int:
    """Add a master key and seal everything under it; returns how many values were sealed anew.

    A rotation that was interrupted is finished rather than begun again. Old keys stay: see
    `retire`.
    """
    if _in_use(sealers) <= {keyring.newest_key_id()}:
        keyring.add_key()
    return sum(sealer.reseal() for sealer in sealers)


def retire(sealers: Sequence[Sealer]) -> tuple[str, ...]:
    """Drop the keys that nothing uses and that were replaced over a day ago; returns ids."""
    return keyring.retire(in_use=_in_use(sealers))


def missing(sealers: Sequence[Sealer]) -> frozenset[str]:
    """Keys that are in use and not in the keyring: what they sealed cannot be opened."""
    return _in_use(sealers) - {key_id.hex() for key_id in keyring.load().keys}


def _in_use(sealers: Sequence[Sealer]) -> frozenset[str]:
    return frozenset[str]().union(*(sealer.key_ids_in_use() for sealer in sealers))
