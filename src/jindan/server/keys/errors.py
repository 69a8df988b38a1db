"""What can be wrong with keys and sealed values."""

from jindan.problems import Unavailable
from jindan.server.kit.problems import RequestProblem


class KeyringError(Exception):
    """Base of all errors of the keyring file and of sealed values."""


class KeyringExposed(KeyringError):
    """Others than its owner may read the keyring file. Take that right away (chmod 600)."""


class KeyringDamaged(KeyringError):
    """The keyring file is not valid. Restore it from its backup."""


class KeyringMissing(KeyringError):
    """The keyring file is not there, though keys are wrapped by it. Restore it from its backup."""


class UnknownKey(KeyringError):
    """The key that sealed a value is not there. Restore keyring and database from backups of the same time."""


class BrokenSeal(KeyringError):
    """A sealed value was changed, or belongs to another place, use or organisation."""


class KeyServiceAway(RequestProblem, Unavailable):
    """The service or device that holds the master key does not answer, or is too busy."""

    status = 503


class KeyServiceRefused(RequestProblem):
    """The service or device that holds the master key refuses its use."""

    status = 503


class OrganisationKeyDestroyed(RequestProblem):
    """The organisation left, and its key was destroyed."""

    status = 410
