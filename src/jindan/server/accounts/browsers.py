"""How a sign-in is handed over: to a program in the answer, to a browser in cookies that no script can read.

The web app names itself in a header. Another site's page cannot send that header without asking this server first,
which grants it to nobody (Fetch, CORS-preflight). So a cookie is read and set only for the app itself, and neither a
refresh nor a sign-in can be forged from elsewhere. SameSite=Strict says the same to the browser.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jindan.server.accounts import devices
from jindan.server.accounts.dialogue import AllauthAnswer, sign_in_out
from jindan.server.accounts.schemas import SignInOut, TokensOut
from jindan.server.accounts.security import user_of
from jindan.server.accounts.sign_ins import Tokens

HEADER = "X-Jindan-App"
WEB = "web"
REFRESH_COOKIE = "jindan_refresh"
AUTH_PATH = "/api/v1/auth"
REFRESH_PATH = f"{AUTH_PATH}/refresh"


def is_web_app(request: HttpRequest) -> bool:
    """Return whether the web app makes the request, and no page of another site."""
    return request.headers.get(HEADER) == WEB


def admitted(answer: AllauthAnswer, *, request: HttpRequest, response: HttpResponse) -> SignInOut:
    """Return what a sign-in is answered. If it is complete, its device is remembered and a browser gets cookies."""
    out = sign_in_out(answer)
    user = user_of(out.tokens.access_token) if out.tokens else None
    if out.tokens is None or user is None:
        return out
    token = devices.remember(user, token=devices.token_of(request))
    if not is_web_app(request):
        return out.model_copy(update={"device_token": token})
    _set_cookie(
        response,
        name=devices.COOKIE,
        value=token,
        path=AUTH_PATH,
        max_age=int(devices.KEPT.total_seconds()),
    )
    return out.model_copy(update={"tokens": handed_over(out.tokens, response=response)})


def handed_over(tokens: TokensOut | Tokens, *, response: HttpResponse) -> TokensOut:
    """Return the tokens without the refresh token, which goes into its cookie."""
    _set_cookie(
        response,
        name=REFRESH_COOKIE,
        value=tokens.refresh_token or "",
        path=REFRESH_PATH,
        max_age=settings.HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN,
    )
    return TokensOut(
        access_token=tokens.access_token, refresh_token=None, expires_in=tokens.expires_in
    )


def sent_refresh_token(request: HttpRequest) -> str:
    """Return the refresh token of the web app's cookie, or an empty string for anybody else."""
    return request.COOKIES.get(REFRESH_COOKIE, "") if is_web_app(request) else ""


def forget_cookie(response: HttpResponse) -> None:
    """Remove the refresh token from the browser. The device stays known."""
    response.delete_cookie(REFRESH_COOKIE, path=REFRESH_PATH, samesite="Strict")


def _set_cookie(response: HttpResponse, *, name: str, value: str, path: str, max_age: int) -> None:
    response.set_cookie(
        name,
        value,
        path=path,
        max_age=max_age,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
