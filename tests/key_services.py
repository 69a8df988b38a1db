"""Two key services on loopback, as AWS KMS and Google Cloud KMS are documented: the outside that tests of keys talk to.

Both hold one AES key. They check who calls (AWS Signature Version 4; a Bearer token that a signed JWT bought), and can
be told to be slow, too busy, revoked, or to answer with other bytes.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ARN = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
RESOURCE = "projects/hospital/locations/asia-northeast3/keyRings/jindan/cryptoKeys/master"
ACCESS_KEY, SECRET_KEY = "AKIDEXAMPLE", "a secret of this test"
AUDIENCE = "https://oauth2.googleapis.com/token"
ACCOUNT = "jindan@hospital.iam.gserviceaccount.com"


@dataclass(kw_only=True)
class Service:
    """What a service does next, and how often it was asked. mood: "", "slow", "busy", "failing", "revoked", "lying"."""

    address: str
    mood: str = ""
    key: AESGCM = field(default_factory=lambda: AESGCM(AESGCM.generate_key(256)))
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    client: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def wrap(self, plaintext, context):
        nonce = os.urandom(12)
        return nonce + self.key.encrypt(nonce, plaintext, context)

    def unwrap(self, wrapped, context):
        """The plaintext, or None where it is not of this key and context."""
        try:
            plaintext = self.key.decrypt(wrapped[:12], wrapped[12:], context)
        except (InvalidTag, ValueError):
            return None
        return os.urandom(32) if self.mood == "lying" else plaintext

    def account_file(self):
        """The credentials of a service account, as Google hands them out."""
        pem = self.client.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return json.dumps(
            {
                "type": "service_account",
                "client_email": ACCOUNT,
                "private_key": pem.decode(),
                "private_key_id": "one",
                "token_uri": f"{self.address}/token",
            }
        )


class _Requests(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.service.mood == "slow":
            time.sleep(0.6)
        if "X-Amz-Target" in self.headers:
            status, answer = self._aws(body)
        elif self.path == "/token":
            status, answer = self._token(body)
        else:
            status, answer = self._google(body)
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(content)

    def _aws(self, body):
        operation = self.headers["X-Amz-Target"].removeprefix("TrentService.")
        self.service.calls.append(operation)
        if not self._is_signed(body):
            return 400, {"__type": "InvalidSignatureException"}
        moods = {
            "busy": (400, {"__type": "ThrottlingException", "message": "Rate exceeded"}),
            "failing": (500, {"__type": "KMSInternalException"}),
            "revoked": (400, {"__type": "DisabledException", "message": f"{ARN} is disabled."}),
            "denied": (400, {"__type": "AccessDeniedException"}),
        }
        if self.service.mood in moods:
            return moods[self.service.mood]
        asked = json.loads(body)
        assert asked["KeyId"] == ARN
        context = json.dumps(asked["EncryptionContext"], sort_keys=True).encode()
        if operation == "Encrypt":
            wrapped = self.service.wrap(base64.b64decode(asked["Plaintext"]), context)
            return 200, {"KeyId": ARN, "CiphertextBlob": base64.b64encode(wrapped).decode()}
        plaintext = self.service.unwrap(base64.b64decode(asked["CiphertextBlob"]), context)
        if plaintext is None:
            return 400, {"__type": "InvalidCiphertextException"}
        return 200, {"KeyId": ARN, "Plaintext": base64.b64encode(plaintext).decode()}

    def _is_signed(self, body):
        """Whether the request bears the signature that AWS documents (Signature Version 4)."""
        scheme, _, rest = self.headers["Authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        access_key, *scope = parts["Credential"].split("/")
        names = parts["SignedHeaders"].split(";")
        lines = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in names)
        digest = hashlib.sha256(body).hexdigest()
        canonical = f"POST\n/\n\n{lines}\n{parts['SignedHeaders']}\n{digest}"
        signed = "\n".join(
            (
                scheme,
                self.headers["X-Amz-Date"],
                "/".join(scope),
                hashlib.sha256(canonical.encode()).hexdigest(),
            )
        )
        key = f"AWS4{SECRET_KEY}".encode()
        for part in scope:
            key = hmac.digest(key, part.encode(), "sha256")
        right = hmac.digest(key, signed.encode(), "sha256").hex()
        is_kms = scope[1:] == ["ap-northeast-2", "kms", "aws4_request"]
        return access_key == ACCESS_KEY and is_kms and parts["Signature"] == right

    def _token(self, body):
        assertion = dict(part.split("=", 1) for part in body.decode().split("&"))["assertion"]
        public = self.service.client.public_key()
        try:
            claims = jwt.decode(assertion, public, algorithms=["RS256"], audience=AUDIENCE)
        except jwt.InvalidTokenError:
            return 401, {"error": "invalid_grant"}
        if claims["iss"] != ACCOUNT or self.service.mood == "denied":
            return 401, {"error": "invalid_grant"}
        token = secrets.token_urlsafe()
        self.service.tokens.add(token)
        return 200, {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}

    def _google(self, body):
        resource, _, operation = self.path.removeprefix("/v1/").rpartition(":")
        self.service.calls.append(operation)
        assert resource == RESOURCE
        if self.headers["Authorization"].removeprefix("Bearer ") not in self.service.tokens:
            return 401, {"error": {"status": "UNAUTHENTICATED"}}
        moods = {
            "busy": (429, {"error": {"status": "RESOURCE_EXHAUSTED"}}),
            "failing": (503, {"error": {"status": "UNAVAILABLE"}}),
            "revoked": (400, {"error": {"status": "FAILED_PRECONDITION", "message": "disabled"}}),
        }
        if self.service.mood in moods:
            return moods[self.service.mood]
        asked = {name: base64.b64decode(value) for name, value in json.loads(body).items()}
        context = asked["additionalAuthenticatedData"]
        if operation == "encrypt":
            wrapped = self.service.wrap(asked["plaintext"], context)
            return 200, {"name": RESOURCE, "ciphertext": base64.b64encode(wrapped).decode()}
        plaintext = self.service.unwrap(asked["ciphertext"], context)
        if plaintext is None:
            message = "Decryption failed: verify that 'name' refers to the correct CryptoKey."
            return 400, {"error": {"status": "INVALID_ARGUMENT", "message": message}}
        return 200, {"plaintext": base64.b64encode(plaintext).decode()}

    def log_message(self, *_):
        pass


@contextmanager
def running():
    """A service on loopback until the block ends."""
    requests = type("Requests", (_Requests,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), requests) as server:
        requests.service = Service(address=f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield requests.service
        finally:
            server.shutdown()
            thread.join()
