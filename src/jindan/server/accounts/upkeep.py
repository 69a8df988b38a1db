"""What the scheduler forgets of accounts once it has ended or expired."""

from jindan.server.accounts import devices, links, sign_ins, tallies
from jindan.server.accounts.administration import proposals


def sweep() -> None:
    """Delete ended sign-ins, expired links and proposals, unused devices, and tallies without recent failures."""
    sign_ins.sweep()
    links.sweep()
    proposals.sweep()
    devices.sweep()
    tallies.sweep()
