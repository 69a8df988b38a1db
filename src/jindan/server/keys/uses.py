"""What sealed values are used for: each use has a key of its own, which opens no other use's values."""

import uuid
from enum import StrEnum

INSTALLATION = uuid.UUID(int=0)
"""Owner of the key for what belongs to no organisation: tickets of sign-in, second factors."""


class Use(StrEnum):
    """A use of keys. Its value goes into the derivation, so it is never changed."""

    PATIENT_IDENTITY = "patient-identity"
    CASE_TITLE = "case-title"
    EMERGENCY_ACCESS = "emergency-access"
    FINDINGS = "findings"
    JOB_VALUES = "job-values"
    SPECIMEN_LABEL = "specimen-label"
    TYPED_WORDS = "typed-words"
    FILE_NAME = "file-name"
    OBJECT_DATA_KEY = "object-data-key"
    ADDRESS_KEY = "address-key"
    SEARCH_KEY = "search-key"
    WEBHOOK_SECRET = "webhook-secret"  # noqa: S105 - a name
    SECOND_FACTOR = "second-factor"
    SIGN_IN_TICKET = "sign-in-ticket"
    PROOF_TICKET = "proof-ticket"


DIRECT = frozenset(Use) - {
    Use.JOB_VALUES,
    Use.SPECIMEN_LABEL,
    Use.SIGN_IN_TICKET,
    Use.PROOF_TICKET,
}
"""Uses whose values the master key itself sealed before organisations had keys. A ticket is never opened by it."""
