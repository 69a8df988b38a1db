"""What does not hold a child, said to the operator."""

import structlog

from jindan.confinement.messages import Held

log = structlog.get_logger(__name__)


def warn_unless_whole(held: Held) -> None:
    """Warn the operator where a child is not held by the kernel in everything."""
    if not held.is_whole:
        log.warning(
            "child not wholly confined", files=held.files, calls=held.calls, network=held.network
        )
