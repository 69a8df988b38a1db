"""A master key in a hardware security module, by PKCS#11 (OASIS, version 2.40). It never leaves the device."""

import secrets
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

from jindan.server.keys.errors import BrokenSeal, KeyServiceAway, KeyServiceRefused

NONCE_BYTES = 12
PIN_FILE = "file:"


class DeviceKey:
    """An AES-256 key by its PKCS#11 URI (RFC 7512), which names token and object, module and the file of the PIN.

    It wraps by CKM_AES_GCM: nonce (12) · ciphertext with tag.
    """

    def __init__(self, uri: str) -> None:
        path, _, query = uri.partition("?")
        self._name = path
        parts = path.removeprefix("pkcs11:").split(";")
        attributes = dict(part.split("=", 1) for part in parts if "=" in part)
        options = dict(parse_qsl(query))
        try:
            self._token = unquote(attributes["token"])
            self._object = unquote(attributes["object"])
            self._module = options["module-path"]
            self._pin_file = Path(options["pin-source"].removeprefix(PIN_FILE))
        except KeyError as error:
            message = f"JINDAN_MASTER_KEY: the PKCS#11 URI lacks {error}"
            raise ImproperlyConfigured(message) from None

    def owns(self, name: str) -> bool:
        """Return whether the row names this token and object."""
        return name == self._name

    def wrap(self, key: bytes, *, context: bytes) -> tuple[str, bytes]:
        """Return the URI without its query, and the wrapped key."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return self._name, nonce + self._call("encrypt", key, nonce=nonce, context=context)

    def unwrap(self, wrapped: bytes, *, name: str, context: bytes) -> bytes:
        """Return the key."""
        nonce, ciphertext = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        return self._call("decrypt", ciphertext, nonce=nonce, context=context)

    def _call(self, operation: str, value: bytes, *, nonce: bytes, context: bytes) -> bytes:
        """Return what the device answers, in a session of its own."""
        try:
            import pkcs11
        except ImportError as error:
            message = "JINDAN_MASTER_KEY is in a device: install jindan[pkcs11]"
            raise ImproperlyConfigured(message) from error
        try:
            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            with token.open(user_pin=self._pin_file.read_text().strip()) as session:
                [key] = list(session.get_objects(self._wanted(pkcs11)))
                act = partial(getattr(key, operation), mechanism=pkcs11.Mechanism.AES_GCM)
                try:
                    answer: bytes = act(value, mechanism_param=pkcs11.GCMParams(nonce, context))
                except pkcs11.GeneralError:  # also what SoftHSM says of a value that was changed
                    session.generate_random(8 * NONCE_BYTES)  # raises where the device is at fault
                    raise BrokenSeal from None
        except (pkcs11.EncryptedDataInvalid, pkcs11.EncryptedDataLenRange):
            raise BrokenSeal from None
        except (
            pkcs11.PinIncorrect,
            pkcs11.PinLocked,
            pkcs11.PinExpired,
            PermissionError,
            FileNotFoundError,
            ValueError,  # no such key, or several
        ):
            raise KeyServiceRefused from None
        except (pkcs11.PKCS11Error, RuntimeError, OSError):
            raise KeyServiceAway(headers={"Retry-After": "10"}) from None
        return answer

    def _wanted(self, pkcs11: Any) -> dict[Any, Any]:  # noqa: ANN401 - the optional module
        return {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.SECRET_KEY,
            pkcs11.Attribute.LABEL: self._object,
        }
