"""What a client can do wrong with webhooks."""

from jindan.server.kit.problems import Conflict


class TooManyEndpoints(Conflict):
    """The organisation has as many endpoints as it may have."""


class EndpointDisabled(Conflict):
    """The endpoint takes no messages."""
