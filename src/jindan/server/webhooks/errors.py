"""Problems with webhooks."""

from jindan.server.kit.problems import Conflict


class TooManyEndpoints(Conflict):
    """The organisation has reached its limit of endpoints."""


class EndpointDisabled(Conflict):
    """The endpoint is disabled."""
