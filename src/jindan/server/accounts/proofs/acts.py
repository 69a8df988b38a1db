"""Acts that a person answers for: what is done to which record in which state."""

import json
import uuid
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class ProofMethod(StrEnum):
    """How a person proves at an act that it is theirs."""

    PASSWORD = "password"  # noqa: S105 - the name of a method
    CODE = "code"
    PASSKEY = "passkey"


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act of one person. Two acts that differ in anything have different digests.

    name: object and verb ("report.sign"). states: whatever the act makes final, as words.
    """

    name: str
    subject: uuid.UUID
    by: uuid.UUID
    states: tuple[str, ...]

    def digest(self) -> bytes:
        """Return the SHA-256 of the act."""
        members = [self.name, str(self.subject), str(self.by), *self.states]
        return sha256(json.dumps(members).encode()).digest()
