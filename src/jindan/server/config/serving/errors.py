"""Problems of requests that the web server refuses before any operation is reached."""

from jindan.server.kit.problems import RequestProblem


class MalformedMessage(RequestProblem):
    """The message is no valid HTTP."""

    status = 400


class RequestTooSlow(RequestProblem):
    """The request did not arrive in time."""

    status = 408


class BodyTooLarge(RequestProblem):
    """The body is larger than this operation reads."""

    status = 413


class AddressTooLong(RequestProblem):
    """The address is too long."""

    status = 414


class TooManyAtOnce(RequestProblem):
    """Too many requests of one address are under way."""

    status = 429


class HeadersTooLarge(RequestProblem):
    """The headers are too large."""

    status = 431


class ServerBusy(RequestProblem):
    """All places of this kind of request are taken."""

    status = 503
