"""What can go wrong for a person who signs in, or who looks after others' accounts."""

from jindan.server.kit.problems import (
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    Problem,
    Unauthorised,
)


class WrongCredentials(Unauthorised):
    """E-mail address and password do not belong together."""


class AccountInactive(Forbidden):
    """The account was deactivated by an administrator."""


class WrongCode(Unauthorised):
    """The code of the second factor is wrong, used or out of date."""


class SecondFactorRequired(Forbidden):
    """The role demands a second factor, and none is set up."""


class ReauthenticationRequired(Forbidden):
    """The password must be given again before this."""


class TooManyAttempts(Problem):
    """Signing in failed too often."""

    status = 429


class RefreshTokenRefused(Unauthorised):
    """The refresh token is not good, or its session has ended."""


class RefreshTokenReused(Unauthorised):
    """A refresh token was used twice, so it may have been stolen; its session was ended."""


class IdentityProviderNotSetUp(NotFound):
    """This installation has no identity provider to sign in with."""


class IdentityProviderAway(Problem):
    """The identity provider does not answer, or not as OpenID Connect says."""

    status = 503


class IdentityProviderRefused(Unauthorised):
    """What the identity provider sent does not prove who the person is."""


class SignInNotBegun(Unauthorised):
    """The sign-in was not begun in this browser, too long ago, or was completed before."""


class EmailNotVerified(Forbidden):
    """The identity provider does not confirm the person's e-mail address."""


class NoAccount(Forbidden):
    """No account has the e-mail address that the identity provider confirms."""


class AccountTiedElsewhere(Forbidden):
    """The account is tied to another identity of the same provider."""


class EmailTaken(Conflict):
    """Another account has this e-mail address."""


class OwnAccount(Conflict):
    """Administrators cannot change their own role or deactivate themselves."""


class SecondFactorSetUp(Conflict):
    """A second factor is set up already."""


class OrganisationExists(Conflict):
    """An organisation has this name."""


class WeakPassword(InvalidRequest):
    """The password is too short, too common, or too much like the person's name."""
