"""Problems of proving oneself at a signature."""

from jindan.server.kit.problems import Forbidden, RequestProblem


class ProofRefused(Forbidden):
    """The password or the code is wrong, or the person has none."""


class ProofNotOfThis(Forbidden):
    """The passkey answered for another act or state, for another person, too long ago, or before."""


class TooManyProofs(RequestProblem):
    """Proofs failed too often, so the next is taken later."""

    status = 429
