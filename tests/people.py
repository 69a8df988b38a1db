"""A person who uses the API as an app would: signs in, holds tokens, sends JSON."""

import base64
import hmac
import struct
import time
from dataclasses import dataclass, field

from django.test import Client

from jindan.server.accounts.models import User

API = "/api/v1"


@dataclass
class Caller:
    """Requests of one person; `tokens` are those of the last sign-in."""

    user: User | None = None
    password: str = ""
    tokens: dict = field(default_factory=dict)
    client: Client = field(default_factory=Client)
    device_token: str = ""

    def sign_in(self, **headers):
        answer = self.try_sign_in(self.password, **headers)
        assert answer.status_code == 200, answer.content
        self.tokens = answer.json()["tokens"]
        self.device_token = answer.json()["device_token"]
        return self

    def try_sign_in(self, password, *, email=None, **headers):
        body = {"email": email or self.user.email, "password": password}
        return self.client.post(
            f"{API}/auth/sign-in", body, content_type="application/json", **headers
        )

    def send(self, method, path, body=None, *, token=None, headers=None):
        token = token or self.tokens.get("access_token")
        sent = dict(headers or {})
        if token:
            sent["Authorization"] = f"Bearer {token}"
        call = getattr(self.client, method)
        if body is None:
            return call(f"{API}{path}", headers=sent)
        return call(f"{API}{path}", body, content_type="application/json", headers=sent)

    def get(self, path, **kwargs):
        return self.send("get", path, **kwargs)

    def post(self, path, body=None, **kwargs):
        return self.send("post", path, {} if body is None else body, **kwargs)

    def upload(self, path, *streams):
        """Files as one multipart form."""
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        return self.client.post(f"{API}{path}", {"file": list(streams)}, headers=headers)

    def patch(self, path, body, **kwargs):
        return self.send("patch", path, body, **kwargs)

    def delete(self, path, **kwargs):
        return self.send("delete", path, **kwargs)

    def refresh(self, token=None):
        token = token or self.tokens["refresh_token"]
        return self.client.post(
            f"{API}/auth/refresh", {"refresh_token": token}, content_type="application/json"
        )


def totp(secret, *, at=None):
    """The one-time code of a secret (RFC 6238: HMAC-SHA-1, six digits, 30 seconds)."""
    counter = struct.pack(">Q", int(at or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    offset = digest[-1] & 0x0F
    value = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{value % 1_000_000:06d}"


def is_problem(answer, slug, status):
    """Whether an answer is the problem document of this slug."""
    return (
        answer.status_code == status
        and answer["Content-Type"] == "application/problem+json"
        and answer.json()["type"] == f"/problems/{slug}"
        and all(answer.json()[part] for part in ("title", "detail", "remedy"))
    )


def proof_of(caller):
    """The member of a signature or an amendment that proves it, by the password."""
    return {"proof": {"password": caller.password}}


def signature(caller):
    """The body that signs the first version of a report on which nobody gave a verdict."""
    return {"number": 1} | proof_of(caller)
