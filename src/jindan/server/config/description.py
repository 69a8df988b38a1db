"""The API's description beyond its types: introduction, tags, examples and problems."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Operation = dict[str, Any]

DESCRIPTION = """\
One abdominal CT of a patient goes into a case; a segmentation with measurements and a preliminary report come out.
**For research use only. Not a medical device.**

**The way of one CT.** `sign_in` gives an access token, sent as `Authorization: Bearer …` (here: *Authorize*). Then
`create_patient`, `create_case`, `upload_artifacts`, `import_study`, which answers 202 with a job; follow it with
`get_job` or `follow_job`. The import goes on to the segmentation by itself, and that to the report: `list_jobs`,
`list_reports`, `download_report`. Tables of omics assays go the same way: `upload_artifacts`, `request_risk_score`,
`list_risk_scores`. A clinician signs with `sign_report`, and proves by
password, code or passkey that the signature is theirs.

**Errors** are problem documents, `application/problem+json` (RFC 9457), in Korean or English by `Accept-Language`.
`remedy` says what to do; a 422 adds `errors`, a list of the places that are wrong.

**Lists** are read page by page: pass `next` of one page as `cursor` of the following request.

**Safe to repeat.** Send an `Idempotency-Key` with a request that starts a job; the same request with the same key
answers with the same job.
"""

TAGS = [
    {"name": name, "description": meaning}
    for name, meaning in {
        "sign-in": "Tokens, password, second factor, passkeys, sessions, the hospital's own accounts.",
        "accounts": "Who you are, and the people of your organisation.",
        "patients": "Patients by pseudonymous code, and their cases. A case is one question about one patient.",
        "care": "Who cares for a patient and so sees them, protected patients, and emergency access.",
        "consents": "What patients consent to, for each purpose.",
        "rights": "What a patient may ask for: who looked at their records, their export, and their erasure.",
        "artifacts": "Files that were sent to a case or computed from it. They are never changed.",
        "imaging": "Studies, series and their segmentations.",
        "documents": "Scans and photographs: reading, search, correction and confirmation.",
        "assays": "Tables of omics assays, the models that read them, and risk scores.",
        "jobs": "One run of one analysis: follow, cancel, repeat.",
        "reports": "Preliminary by the machine, final when a clinician signs, amended with a reason.",
        "notifications": "What happened, for the person it concerns.",
        "webhooks": "Addresses of your organisation that are notified of finished jobs, by Standard Webhooks.",
        "audit": "Who did what to what, and when.",
    }.items()
]

SOME_ID = "6f1f64c2-6c1e-4b8f-9d55-6d5b2f4f0a11"
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "sign_in": {"email": "clinician@demo.example", "password": "the password you chose"},
    "propose_act": {"act": "remove-second-factor"},
    "refresh": {"refresh_token": "the refresh token of the last answer"},
    "create_patient": {"code": "P-0007", "sex_at_birth": "female"},
    "create_case": {"patient_id": SOME_ID, "title": "Pancreas before operation"},
    "create_care_team": {"name": "Hepatobiliary surgery"},
    "add_care_relation": {"team_id": SOME_ID},
    "record_consent": {"purpose": "research", "decision": "granted", "basis": "written"},
    "propose_erasure": {"reason": "retention-ended"},
    "approve_erasure": {"proof": {"code": "123456"}},
    "protect_patient": {"label": "EMP"},
    "begin_emergency_access": {"code": "P-0007", "reason": "Brought in unconscious after a fall"},
    "review_emergency_access": {"verdict": "justified", "note": "Treated in the emergency room"},
    "import_study": {"artifacts": [SOME_ID], "segment": True, "priority": "routine"},
    "request_segmentation": {"network": "obelisk-unet", "priority": "routine", "fresh": False},
    "read_document": {"artifact": SOME_ID, "priority": "routine"},
    "search_documents": {"query": "ㅎㄱㄷ", "size": 10},
    "correct_document": {"number": 1, "fields": [{"position": 3, "value": "0.5"}]},
    "confirm_document": {"number": 1},
    "register_webhook": {"url": "https://hooks.example.org/jindan", "events": ["job.completed"]},
    "request_risk_score": {"artifacts": [SOME_ID], "model": "urinary-panel", "level": 0.9},
    "request_cohort_scores": {"artifacts": [SOME_ID], "model": "urinary-panel", "priority": "bulk"},
    "begin_signature": {"number": 1, "reviews": 0},
    "sign_report": {"number": 1, "reviews": 0, "proof": {"password": "your password"}},
    "amend_report": {
        "number": 2,
        "reason": "The stomach was full.",
        "addendum": "The volume of the stomach includes its content.",
        "withdrawn": ["stomach"],
        "proof": {"code": "123456"},
    },
}
"""Example request bodies, by operation. Tests validate them against the schemas."""

TOKEN = "The `access_token` of the answer to `sign_in`. It expires after 15 minutes. `refresh` gives the next one."  # noqa: S105 - a sentence about it


def complete(schema: dict[str, Any]) -> None:
    """Add summaries, examples and the media type of problems to the description that Ninja derived."""
    schema["components"]["securitySchemes"]["SignedIn"] |= {
        "bearerFormat": "JWT",
        "description": TOKEN,
    }
    for operation in operations(schema):
        operation["summary"] = _summary(operation["description"])
        _show_example(operation)
        for status, response in operation["responses"].items():
            if int(status) >= 400 and "application/json" in response.get("content", {}):
                problem = response["content"]["application/json"]
                response["content"] = {"application/problem+json": problem}


def operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    """Yield every operation of the description."""
    for methods in schema["paths"].values():
        yield from methods.values()


def _summary(description: str) -> str:
    """Return the first clause of an operation's description."""
    return re.split(r"[.;:](?:\s|$)", description, maxsplit=1)[0]


def _show_example(operation: Operation) -> None:
    example = EXAMPLES.get(operation["operationId"])
    if example is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = example
