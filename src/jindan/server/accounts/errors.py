"""Problems of signing in, and of managing accounts."""

from jindan.server.kit.problems import (
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    RequestProblem,
    Unauthorised,
)


class WrongCredentials(Unauthorised):
    """E-mail address and password do not belong together."""


class AccountInactive(Forbidden):
    """An administrator has deactivated the account."""


class WrongCode(Unauthorised):
    """The code of the second factor is wrong, used or out of date."""


class SecondFactorRequired(Forbidden):
    """The role demands a second factor, and none is set up."""


class ReauthenticationRequired(Forbidden):
    """The password must be given again before this."""


class PasswordChangeRequired(Forbidden):
    """Somebody else has seen the password, so another must be chosen first."""


class SamePassword(InvalidRequest):
    """The new password is the one that must be changed."""


class LinkVoid(NotFound):
    """The link was used, replaced by another, or has expired, or its account is closed."""


class TwoPersonsNeeded(Forbidden):
    """One administrator proposes this act, and another one approves it."""


class OwnProposal(Conflict):
    """A proposal is approved neither by who made it nor by whom it concerns."""


class ProposalVoid(Conflict):
    """The proposal has expired, or who made it is no administrator any more."""


class ProposalPending(Conflict):
    """Something else is proposed for this account already."""


class ProposalNotNeeded(Conflict):
    """The account is not in the state that the proposed act would change."""


class TooManyAttempts(RequestProblem):
    """Something failed too often here lately. `seconds` says how long to wait."""

    status = 429


class RefreshTokenRefused(Unauthorised):
    """The refresh token is not valid, or its session has ended."""


class RefreshTokenReused(Unauthorised):
    """A refresh token was used twice. It may have been stolen, so its session was ended."""


class IdentityProviderNotSetUp(NotFound):
    """No identity provider is configured for this installation."""


class IdentityProviderAway(RequestProblem):
    """The identity provider does not answer, or not as OpenID Connect requires."""

    status = 503


class IdentityProviderRefused(Unauthorised):
    """The identity provider's answer does not prove who the person is."""


class SignInNotBegun(Unauthorised):
    """The sign-in was not begun in this browser, was begun too long ago, or was completed before."""


class EmailNotVerified(Forbidden):
    """The identity provider does not confirm the person's e-mail address."""


class NoAccount(Forbidden):
    """No account has the e-mail address that the identity provider confirms."""


class AccountLinkedElsewhere(Forbidden):
    """The account is linked to another identity of the same provider."""


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
