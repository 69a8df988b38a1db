"""A master key in AWS Key Management Service, or in what speaks its interface. It never leaves the service."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from jindan.server.keys.errors import BrokenSeal, KeyServiceAway, KeyServiceRefused

CONNECT_S = 2
ANSWER_S = 5
ATTEMPTS = 2
REGION = 3
BUSY = frozenset(
    {
        "ThrottlingException",
        "LimitExceededException",
        "DependencyTimeoutException",
        "KMSInternalException",
        "KeyUnavailableException",
        "InternalFailure",
        "ServiceUnavailable",
        "RequestTimeout",
    }
)
BROKEN = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class AwsKey:
    """A symmetric key by its ARN. Credentials are found as every AWS client finds them (environment, role, profile)."""

    def __init__(self, *, arn: str, service: str) -> None:
        self._arn = arn
        self._service = service

    def owns(self, name: str) -> bool:
        """Return whether the row names this ARN."""
        return name == self._arn

    def wrap(self, key: bytes, *, context: bytes) -> tuple[str, bytes]:
        """Return the ARN and the wrapped key."""
        answer = self._call("encrypt", Plaintext=key, EncryptionContext=_bound(context))
        return self._arn, answer["CiphertextBlob"]

    def unwrap(self, wrapped: bytes, *, name: str, context: bytes) -> bytes:
        """Return the key."""
        answer = self._call("decrypt", CiphertextBlob=wrapped, EncryptionContext=_bound(context))
        plaintext: bytes = answer["Plaintext"]
        return plaintext

    def _call(self, operation: str, **parameters: object) -> dict[str, Any]:
        from botocore.exceptions import (
            BotoCoreError,
            ClientError,
            NoCredentialsError,
        )

        try:
            answer: dict[str, Any] = getattr(self._client, operation)(KeyId=self._arn, **parameters)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            if code in BROKEN:
                raise BrokenSeal from None
            if code in BUSY or status >= 500:
                raise KeyServiceAway(headers={"Retry-After": "10"}) from None
            raise KeyServiceRefused from None
        except NoCredentialsError:
            raise KeyServiceRefused from None
        except BotoCoreError:
            raise KeyServiceAway(headers={"Retry-After": "10"}) from None
        return answer

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401 - botocore is untyped
        try:
            from botocore.config import Config
            from botocore.session import Session
        except ImportError as error:
            message = "JINDAN_MASTER_KEY is an AWS key: install jindan[aws-kms]"
            raise ImproperlyConfigured(message) from error
        return Session().create_client(
            "kms",
            region_name=self._arn.split(":")[REGION],
            endpoint_url=self._service or None,
            config=Config(
                connect_timeout=CONNECT_S,
                read_timeout=ANSWER_S,
                retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
            ),
        )


def _bound(context: bytes) -> dict[str, str]:
    """Return the encryption context, which the service authenticates and writes into its own log."""
    return {"jindan": context.decode()}
