"""Networks that can segment a CT: which are installed, and how to open one."""

from jindan.ct.networks.installed import (
    PREFERRED,
    Fold,
    LoadedNetwork,
    available,
    default,
    describe,
    open,
)

__all__ = ["PREFERRED", "Fold", "LoadedNetwork", "available", "default", "describe", "open"]
