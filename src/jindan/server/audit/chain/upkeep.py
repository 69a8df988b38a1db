"""What the scheduler does for the chain: link new events at once, and sign a checkpoint from time to time."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.utils import timezone

from jindan.server.audit.chain import checkpoints
from jindan.server.audit.chain.linking import link_all
from jindan.server.audit.export import syslog
from jindan.server.audit.models import ChainHead

log = structlog.get_logger(__name__)


def keep_up() -> None:
    """Link what waits, and make a checkpoint where one is due. Several schedulers may do this. Raises ChainBroken."""
    link_all()
    if _is_due():
        announce(checkpoints.make())


def announce(line: str) -> bool:
    """Send a checkpoint to the receiver of syslog, where one is set up. Return False where it does not answer."""
    if not settings.AUDIT_SYSLOG:
        return True
    try:
        with syslog.connected(settings.AUDIT_SYSLOG) as send:
            send(syslog.framed(line, message_id="checkpoint", at=timezone.now()))
    except OSError as error:
        log.warning("syslog out of reach", error=type(error).__name__)
        return False
    return True


def _is_due() -> bool:
    """Return whether events were linked after the last checkpoint, and that is long enough ago or in the future."""
    head, last = ChainHead.objects.first(), checkpoints.newest()
    if head is None or (last is not None and last.sequence == head.sequence):
        return False
    age = timezone.now() - last.made_at if last else None
    return age is None or not timedelta() <= age < timedelta(seconds=settings.AUDIT_CHECKPOINT_S)
