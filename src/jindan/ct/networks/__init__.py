"""Networks that can segment a CT: which are installed, and how to open one."""

from jindan.ct.networks.installed import (
    PREFERRED,
    Fold,
    LoadedNetwork,
    available,
    card,
    default,
    describe,
    known,
    open,
)

__all__ = [
    "PREFERRED",
    "Fold",
    "LoadedNetwork",
    "available",
    "card",
    "default",
    "describe",
    "known",
    "open",
]
