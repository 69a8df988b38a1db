"""An authenticator made of software, for one origin at a time, that can be told to cheat."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

ORIGIN = "https://jindan.example"
FLAG = AuthenticatorData.FLAG


def text(binary):
    return urlsafe_b64encode(binary).rstrip(b"=").decode()


def binary(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Passkey:
    """One credential. `counts` says whether it counts its uses, as a security key does."""

    origin: str = ORIGIN
    counts: bool = True
    uses: int = 0
    user_handle: str = ""
    verifies: bool = True
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def created(self, options):
        """The new credential, as `navigator.credentials.create` gives it."""
        self.user_handle = options["user"]["id"]
        public_key = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public_key)
        stated = AuthenticatorData.create(
            self._rp_hash(), self._flags() | FLAG.AT, self.uses, credential
        )
        attestation = AttestationObject.create("none", stated, {})
        client = self._client("webauthn.create", options)
        return self._answer(clientDataJSON=client, attestationObject=bytes(attestation))

    def answer(self, options):
        """The answer to a challenge, as `navigator.credentials.get` gives it."""
        self.uses += self.counts
        stated = bytes(AuthenticatorData.create(self._rp_hash(), self._flags(), self.uses))
        client = self._client("webauthn.get", options)
        signature = self.key.sign(stated + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = self._answer(clientDataJSON=client, authenticatorData=stated, signature=signature)
        answer["response"]["userHandle"] = self.user_handle
        return answer

    def _answer(self, **members):
        return {
            "id": text(self.id),
            "rawId": text(self.id),
            "type": "public-key",
            "response": {name: text(value) for name, value in members.items()},
        }

    def _rp_hash(self):
        return sha256(urlsplit(self.origin).hostname.encode()).digest()

    def _flags(self):
        return FLAG.UP | FLAG.UV if self.verifies else FLAG.UP

    def _client(self, kind, options):
        members = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(members).encode()


def enrol(caller, passkey=None, *, name="Phone"):
    """Set a passkey up for a person who is signed in and has a password."""
    passkey = passkey or Passkey()
    caller.post("/auth/reauthenticate", {"password": caller.password})
    begun = caller.post("/auth/passkeys/begin")
    assert begun.status_code == 200, begun.content
    body = {"name": name, "credential": passkey.created(begun.json()["options"])}
    added = caller.post("/auth/passkeys", body)
    assert added.status_code == 201, added.content
    passkey.row = added.json()["passkey"]["id"]
    passkey.recovery_codes = added.json()["recovery_codes"]
    return passkey
