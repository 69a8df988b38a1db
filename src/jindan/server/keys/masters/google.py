"""A master key in Google Cloud KMS, or in what speaks its interface. It never leaves the service."""

import base64
import binascii
from functools import cached_property, partial
from typing import Any

import httpx
from django.core.exceptions import ImproperlyConfigured

from jindan.server.keys.errors import BrokenSeal, KeyServiceAway, KeyServiceRefused

SERVICE = "https://cloudkms.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/cloudkms"
TIMEOUT = httpx.Timeout(5, connect=2)
TOKEN_S = 5
TOO_MANY = 429


class GoogleKey:
    """A symmetric key by its resource name. Credentials are found as every Google client finds them."""

    def __init__(self, *, resource: str, service: str) -> None:
        self._resource = resource
        self._service = service or SERVICE

    def owns(self, name: str) -> bool:
        """Return whether the row names this key."""
        return name == self._resource

    def wrap(self, key: bytes, *, context: bytes) -> tuple[str, bytes]:
        """Return the resource name and the wrapped key."""
        return self._resource, self._call("encrypt", plaintext=key, context=context)["ciphertext"]

    def unwrap(self, wrapped: bytes, *, name: str, context: bytes) -> bytes:
        """Return the key."""
        return self._call("decrypt", ciphertext=wrapped, context=context)["plaintext"]

    def _call(self, operation: str, *, context: bytes, **values: bytes) -> dict[str, bytes]:
        """Return the members of the answer, decoded."""
        body = {name: base64.b64encode(value).decode() for name, value in values.items()}
        body["additionalAuthenticatedData"] = base64.b64encode(context).decode()
        try:
            answer = httpx.post(
                f"{self._service}/v1/{self._resource}:{operation}",
                json=body,
                headers=self._authorisation(),
                timeout=TIMEOUT,
            )
        except httpx.TransportError:
            raise _away() from None
        if answer.status_code == TOO_MANY or answer.is_server_error:
            raise _away()
        if operation == "decrypt" and "INVALID_ARGUMENT" in answer.text:
            raise BrokenSeal
        if not answer.is_success:
            raise KeyServiceRefused
        try:
            return {
                name: base64.b64decode(answer.json()[name], validate=True)
                for name in ("ciphertext", "plaintext")
                if name in answer.json()
            }
        except (ValueError, TypeError, binascii.Error):
            raise _away() from None

    def _authorisation(self) -> dict[str, str]:
        """Return the header that names the caller. A token is kept until shortly before it ends."""
        from google.auth.exceptions import (
            GoogleAuthError,
            TransportError,
        )

        try:
            credentials, request = self._caller
            if not credentials.valid:
                credentials.refresh(request)
        except TransportError:
            raise _away() from None
        except GoogleAuthError as error:
            raise (_away() if getattr(error, "retryable", False) else KeyServiceRefused()) from None
        return {"Authorization": f"Bearer {credentials.token}"}

    @cached_property
    def _caller(self) -> Any:  # noqa: ANN401 - google.auth is untyped
        """The credentials of this machine, and what fetches their tokens."""
        try:
            import google.auth
            from google.auth.transport.requests import Request
        except ImportError as error:
            message = "JINDAN_MASTER_KEY is a Google key: install jindan[gcp-kms]"
            raise ImproperlyConfigured(message) from error
        credentials, _ = google.auth.default(scopes=[SCOPE])
        return credentials, partial(Request(), timeout=TOKEN_S)


def _away() -> KeyServiceAway:
    return KeyServiceAway(headers={"Retry-After": "10"})
