"""A small OpenID provider on loopback, as OpenID Connect describes one: the outside that sign-in tests talk to.

`python tests/openid_provider.py PORT` runs one for a browser: its page asks which address to sign in with.
"""

import hashlib
import html
import json
import secrets
import sys
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "jindan", "a secret: with % and +"
PAGE = """<!doctype html><html lang="en"><title>Hospital accounts</title><main><h1>Hospital accounts</h1>
<form method="post" action="/authorize?{query}">
<label>Address <input name="email" autofocus></label>
<button>Sign in</button> <button name="refuse" value="1">Cancel</button></form></main></html>"""


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(kw_only=True)
class Provider:
    """What the provider knows, and how a test makes it lie: `claims` go into the next ID tokens instead."""

    issuer: str
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    signs_with: object = None
    algorithm: str = "RS256"
    headers: dict = field(default_factory=lambda: {"kid": "one"})
    claims: dict = field(default_factory=dict)
    discovery: dict = field(default_factory=dict)
    userinfo: dict = field(default_factory=dict)
    keeps_email_back: bool = False
    """Whether the address is told at the userinfo endpoint only."""
    status: int = 200
    padding: int = 0
    codes: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def describe(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "padding": "x" * self.padding,
        } | self.discovery

    def public_keys(self) -> dict:
        known = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [known | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def grant(self, asked: dict, given: dict) -> str:
        """A code for somebody who signed in on the page."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked, given)
        return code

    def redeem(self, form: dict, authorization: str | None) -> dict | None:
        """The tokens for a code: once, for our client, with the verifier of the challenge."""
        asked, given = self.codes.pop(form.get("code"), (None, None))
        if asked is None or not _is_client(form, authorization):
            return None
        challenge = urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        if challenge.decode().rstrip("=") != asked["code_challenge"]:
            return None
        if form["redirect_uri"] != asked["redirect_uri"]:
            return None
        access_token = secrets.token_urlsafe(16)
        self.tokens[access_token] = self._person(given)
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "id_token": self._id_token(asked, given),
        }

    def _id_token(self, asked: dict, given: dict) -> str:
        now = int(time.time())
        person = self._person(given)
        told = {"sub": person["sub"]} if self.keeps_email_back else person
        whole = told | {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        }
        claims = {name: value for name, value in (whole | self.claims).items() if value is not None}
        signer = self.key if self.signs_with is None else self.signs_with
        return jwt.encode(claims, signer, algorithm=self.algorithm, headers=self.headers)

    @staticmethod
    def _person(given: dict) -> dict:
        email = given["email"]
        subject = given.get("subject") or hashlib.sha256(email.encode()).hexdigest()[:16]
        return {"sub": subject, "email": email, "email_verified": "unverified" not in given}


def _is_client(form: dict, authorization: str | None) -> bool:
    if authorization is None:
        return (form["client_id"], form["client_secret"]) == (CLIENT_ID, CLIENT_SECRET)
    pair = urlencode({CLIENT_ID: CLIENT_SECRET}).replace("=", ":")
    return b64decode(authorization.removeprefix("Basic ")).decode() == pair


class _Requests(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        path, asked = self._asked()
        if path == "/.well-known/openid-configuration":
            self._json(self.provider.describe())
        elif path == "/keys":
            self._json(self.provider.public_keys())
        elif path == "/userinfo":
            token = self.headers["Authorization"].removeprefix("Bearer ")
            self._json(self.provider.tokens[token] | self.provider.userinfo)
        elif path == "/authorize":
            self._answer(
                200, PAGE.format(query=html.escape(urlencode(asked))).encode(), "text/html"
            )
        else:
            self._answer(404, b"", "text/plain")

    def do_POST(self):
        path, asked = self._asked()
        given = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if path == "/authorize":
            self._send_back(asked, given)
            return
        tokens = self.provider.redeem(given, self.headers["Authorization"])
        if tokens:
            self._json(tokens)
        else:
            self._answer(400, b'{"error": "invalid_grant"}', "application/json")

    def _send_back(self, asked, given):
        is_cancelled = "refuse" in given
        said = (
            {"error": "access_denied"}
            if is_cancelled
            else {"code": self.provider.grant(asked, given)}
        )
        query = urlencode(said | {"state": asked["state"]})
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{query}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _asked(self):
        parts = urlsplit(self.path)
        self.provider.asked.append(parts.path)
        return parts.path, _single(parts.query)

    def _json(self, told):
        self._answer(self.provider.status, json.dumps(told).encode(), "application/json")

    def _answer(self, status, body, kind):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        """Quiet: what a person gives is in the path."""


def _single(query: str) -> dict:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _server(port: int) -> tuple[ThreadingHTTPServer, Provider]:
    requests = type("Requests", (_Requests,), {})
    server = ThreadingHTTPServer(("127.0.0.1", port), requests)
    requests.provider = Provider(issuer=f"http://127.0.0.1:{server.server_port}")
    return server, requests.provider


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that runs."""
    server, provider = _server(0)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def visit(authorization_url: str, **given: str) -> dict:
    """What comes back when a person gives `email` (and perhaps `subject`, `unverified`) on the provider's page."""
    asked = httpx.get(authorization_url, trust_env=False)
    assert asked.status_code == 200
    sent = httpx.post(authorization_url, data=given, trust_env=False)
    return _single(urlsplit(sent.headers["Location"]).query)


if __name__ == "__main__":
    _server(int(sys.argv[1]))[0].serve_forever()
