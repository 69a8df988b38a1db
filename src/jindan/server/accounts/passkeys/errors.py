"""Problems of setting up and using passkeys."""

from jindan.server.kit.problems import Conflict, Forbidden


class PasskeysNotSetUp(Conflict):
    """Passkeys belong to the address of the web app, and this server was not told its own."""


class PasskeysElsewhere(Conflict):
    """The web app was opened at another address than the one that passkeys belong to."""


class PasskeyRefused(Forbidden):
    """The passkey's answer does not prove who the person is, or answers another question."""


class PasskeyCopied(Forbidden):
    """The passkey has counted fewer uses than before, as a copy of it would."""


class NoPasskey(Conflict):
    """The person has set up no passkey."""


class TooManyPasskeys(Conflict):
    """A person can have only so many passkeys."""
