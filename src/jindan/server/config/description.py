"""What the description of the API says beyond the types: how to begin, what each part is, examples, problems."""

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
`list_risk_scores`. A clinician signs with `sign_report`.

**Errors** are problem documents, `application/problem+json` (RFC 9457), in Korean or English by `Accept-Language`.
`remedy` says what to do; a 422 adds `errors`, a list of the places that are wrong.

**Lists** are read page by page: pass `next` of one page as `cursor` of the following request.

**Safe to repeat.** Send an `Idempotency-Key` with a request that starts a job; the same request with the same key
answers with the same job.
"""

TAGS = [
    {"name": name, "description": meaning}
    for name, meaning in {
        "sign-in": "Tokens, password, second factor, the hospital's own accounts.",
        "accounts": "Who you are, and the people of your organisation.",
        "patients": "Patients by pseudonymous code, and their cases: one question about one patient.",
        "artifacts": "Files: sent to a case or made from it; immutable, known by SHA-256.",
        "imaging": "Studies, series and their segmentations.",
        "documents": "Scans and photographs: what they say, found, corrected and confirmed.",
        "assays": "Tables of omics assays, the models that read them, and risk scores.",
        "jobs": "One run of one analysis: follow, cancel, repeat.",
        "reports": "Preliminary by the machine, final when a clinician signs, amended with a reason.",
        "notifications": "What happened, for the person it concerns.",
        "webhooks": "Addresses of your organisation that are told of finished jobs, by Standard Webhooks.",
        "audit": "Who did what to what, and when.",
    }.items()
]

SOME_ID = "6f1f64c2-6c1e-4b8f-9d55-6d5b2f4f0a11"
EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "sign_in": {"email": "clinician@demo.example", "password": "the password you were given"},
    "refresh": {"refresh_token": "the refresh token of the last answer"},
    "create_patient": {"code": "P-0007", "sex_at_birth": "female"},
    "create_case": {"patient_id": SOME_ID, "title": "Pancreas before operation"},
    "import_study": {"artifacts": [SOME_ID], "segment": True, "lane": "routine"},
    "request_segmentation": {"network": "obelisk-unet", "lane": "routine", "fresh": False},
    "read_document": {"artifact": SOME_ID, "lane": "routine"},
    "search_documents": {"query": "ㅎㄱㄷ", "size": 10},
    "correct_document": {"number": 1, "fields": [{"position": 3, "value": "0.5"}]},
    "confirm_document": {"number": 1},
    "register_webhook": {"url": "https://hooks.example.org/jindan", "events": ["job.completed"]},
    "request_risk_score": {"artifacts": [SOME_ID], "model": "urinary-panel", "level": 0.9},
    "request_cohort_scores": {"artifacts": [SOME_ID], "model": "urinary-panel", "lane": "bulk"},
    "sign_report": {"number": 1, "reviews": 0},
    "amend_report": {
        "number": 2,
        "reason": "The stomach was full.",
        "addendum": "The volume of the stomach includes its content.",
        "withdrawn": ["stomach"],
    },
}
"""Request bodies of the main way, by operation; tests hold them to the schemas."""

TOKEN = "The `access_token` that `sign_in` answers with. It runs out after 15 minutes; `refresh` gives the next."  # noqa: S105 - a sentence about it


def complete(schema: dict[str, Any]) -> None:
    """Add to the description that Ninja made: summaries, examples, and problems under their own media type."""
    schema["components"]["securitySchemes"]["SignedIn"] |= {
        "bearerFormat": "JWT",
        "description": TOKEN,
    }
    for operation in operations(schema):
        operation["summary"] = _summary(operation["description"])
        _show_example(operation)
        for status, response in operation["responses"].items():
            _tell_problem(response, status=int(status))


def operations(schema: Mapping[str, Any]) -> Iterator[Operation]:
    """Every operation of the description."""
    for methods in schema["paths"].values():
        yield from methods.values()


def _summary(description: str) -> str:
    """The first clause of what an operation does."""
    return re.split(r"[.;:](?:\s|$)", description, maxsplit=1)[0]


def _show_example(operation: Operation) -> None:
    example = EXAMPLES.get(operation["operationId"])
    if example is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = example


def _tell_problem(response: dict[str, Any], *, status: int) -> None:
    if status >= 400 and "application/json" in response.get("content", {}):
        response["content"] = {"application/problem+json": response["content"]["application/json"]}
