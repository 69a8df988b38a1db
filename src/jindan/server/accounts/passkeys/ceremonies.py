"""The ceremonies of WebAuthn as views of django-allauth, which holds their challenge in the session.

Each demands that the authenticator verifies the person, and each challenge is answered once.
"""

from allauth.core.internal import ratelimit
from allauth.headless.base.views import APIView, AuthenticatedAPIView, AuthenticationStageAPIView
from allauth.headless.mfa import response as answers
from allauth.headless.mfa import views
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from jindan.server.accounts.models import User
from jindan.server.accounts.passkeys.answers import count_use

CHALLENGE_S = 300
"""Seconds within which a sign-in by passkey is completed."""


class BeginEnrolment(AuthenticatedAPIView):  # type: ignore[misc]  # allauth is untyped
    """Offer the creation of a passkey that its authenticator stores, to a person who confirmed who they are."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the options of the creation."""
        options = flows.begin_registration(request, request.user, passwordless=True)
        answer: HttpResponse = answers.AddWebAuthnResponse(request, options)
        return answer


class PasskeyRemoval(AuthenticatedAPIView):  # type: ignore[misc]
    """Remove a passkey for a person who confirmed who they are."""

    passkey: Authenticator | None = None

    def delete(self, request: HttpRequest) -> HttpResponse:
        """Remove it, and the recovery codes with the last second factor."""
        flows.remove_authenticator(request, self.passkey)
        answer: HttpResponse = answers.AuthenticatorDeletedResponse(request)
        return answer


@method_decorator(ratelimit.decorator(app="allauth.mfa", action="webauthn_login"), name="dispatch")
class BeginSignIn(APIView):  # type: ignore[misc]
    """Begin a sign-in by whichever passkey the browser offers."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the challenge of a sign-in, in a session that ends soon unless it is completed."""
        options = auth.begin_authentication()
        request.session.set_expiry(CHALLENGE_S)
        answer: HttpResponse = answers.WebAuthnRequestOptionsResponse(request, options)
        return answer


class BeginSecondFactor(AuthenticationStageAPIView):  # type: ignore[misc]
    """Begin the second factor of a person whose password was right."""

    stage_class = AuthenticateStage

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the challenge."""
        options = auth.begin_authentication(self.stage.login.user)
        answer: HttpResponse = answers.WebAuthnRequestOptionsResponse(request, options)
        return answer


class BeginReauthentication(AuthenticatedAPIView):  # type: ignore[misc]
    """Begin the confirmation of a person who is signed in."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Return the challenge."""
        options = auth.begin_authentication(request.user)
        answer: HttpResponse = answers.WebAuthnRequestOptionsResponse(request, options)
        return answer


class Ceremony(APIView):  # type: ignore[misc]
    """View that takes the answer of a passkey, and counts its use once allauth has found it valid.

    uses: the signature counter that the answer states.
    """

    uses = 0

    def post(self, request: HttpRequest) -> HttpResponse:
        """Refuse a copy of the passkey, and go on with the view. Raises PasskeyCopied."""
        passkey = self.input.cleaned_data["credential"]
        count_use(passkey, user=User.objects.get(pk=passkey.user_id), uses=self.uses)
        answer: HttpResponse = super().post(request)
        return answer


class PasskeySignIn(Ceremony, views.LoginWebAuthnView):  # type: ignore[misc]
    """Sign in the person whose passkey answers. It is both factors."""


class PasskeySecondFactor(Ceremony, views.AuthenticateWebAuthnView):  # type: ignore[misc]
    """Complete a sign-in whose password was right."""


class PasskeyReauthentication(Ceremony, views.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Confirm who the person is, as giving the password again does."""
