"""What a role may type into a record, it may read there: nobody writes, or writes over, what is hidden from them."""

import json
from collections.abc import Iterator

import pytest

from jindan.server.config.access import ASKED_FOR
from jindan.server.roles import CAPABILITIES, Capability, Role
from repository import ROOT

API = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
SCHEMAS = API["components"]["schemas"]
IDENTIFIES = frozenset({Capability.IDENTIFY_PATIENTS})
"""What the services ask for beside the operation: of a title, and of an identity."""

READ_BACK = {
    "add_passkey.name": "list_passkeys",
    "rename_passkey.name": "list_passkeys",
    "create_care_team.name": "list_care_teams",
    "create_user.email": "list_users",
    "create_user.name": "list_users",
    "amend_user.name": "list_users",
    "register_webhook.url": "list_webhooks",
    "create_patient.code": "get_patient",
    "amend_patient.code": "get_patient",
    "request_risk_score.specimen": "get_risk_score",  # to who typed it, whatever their role
    "correct_document.fields.value": "get_document",
    "correct_document.words.text": "get_document",
    "begin_emergency_access.reason": "list_emergency_accesses",
    "review_emergency_access.note": "list_emergency_accesses",
    "review_statement.words": "read_report",
    "review_statement.reason": "read_report",
    "begin_amendment.addendum": "read_report",
    "begin_amendment.reason": "get_report",
    "amend_report.addendum": "read_report",
    "amend_report.reason": "get_report",
}
"""The operation that shows what was typed into a member of a body."""
READ_BACK_BY_WHO_IDENTIFIES = {
    "create_case.title": "get_case",
    "retitle_case.title": "get_case",
    "create_patient.identity.name": "get_patient",
    "amend_patient.identity.name": "get_patient",
}
NOT_KEPT = {
    "complete_provider_sign_in.code",
    "complete_provider_sign_in.state",
    "complete_provider_sign_in.ticket",
    "change_password.current_password",
    "change_password.new_password",
    "choose_password.password",
    "choose_password.token",
    "give_second_factor.code",
    "reauthenticate.password",
    "refresh.refresh_token",
    "set_up_totp.code",
    "sign_in.email",
    "sign_in.password",
    "sign_report.proof.passkey.ticket",
    "sign_report.proof.code",
    "sign_report.proof.password",
    "approve_erasure.proof.passkey.ticket",
    "approve_erasure.proof.code",
    "approve_erasure.proof.password",
    "amend_report.proof.passkey.ticket",
    "amend_report.proof.code",
    "amend_report.proof.password",
    "search_documents.query",
}
NAMED_AS_IT_IS = {
    "read_document.engine",
    "request_cohort_scores.model",
    "request_risk_score.model",
    "request_segmentation.network",
    "begin_emergency_access.code",
    "review_statement.statement",
    "amend_report.withdrawn",
    "begin_amendment.withdrawn",
}
"""The name of something that is there, or the request is refused."""


def _free_text(schema: dict, place: str) -> Iterator[str]:
    """Yield the members that take any words."""
    schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if schema.get("type") == "string" and not schema.keys() & {"enum", "const", "format"}:
        yield place
    for part in (*schema.get("anyOf", ()), *filter(None, [schema.get("items")])):
        yield from _free_text(part, place)
    for name, member in schema.get("properties", {}).items():
        yield from _free_text(member, f"{place}.{name}")


def _members() -> set[str]:
    return {
        place
        for methods in API["paths"].values()
        for operation in methods.values()
        for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        if kind == "application/json"
        for place in _free_text(content["schema"], operation["operationId"])
        if ".credential." not in place  # what an authenticator has signed
    }


def _roles(operation: str, *, beside: frozenset[Capability] = frozenset()) -> set[Role]:
    """Return the roles that may call an operation with what else is asked for."""
    asked = ASKED_FOR[operation]
    if asked == {"signed-in"}:
        return set(Role)
    return {role for role, own in CAPABILITIES.items() if asked & own and beside <= own}


def test_every_member_that_takes_words_has_its_line():
    assert _members() == {*READ_BACK, *READ_BACK_BY_WHO_IDENTIFIES, *NOT_KEPT, *NAMED_AS_IT_IS}


@pytest.mark.parametrize(("member", "shown_by"), READ_BACK.items())
def test_who_may_type_it_may_read_it(member, shown_by):
    assert _roles(member.split(".")[0]) <= _roles(shown_by)


@pytest.mark.parametrize(("member", "shown_by"), READ_BACK_BY_WHO_IDENTIFIES.items())
def test_who_may_identify_a_patient_types_and_reads_it(member, shown_by):
    assert _roles(member.split(".")[0], beside=IDENTIFIES) <= _roles(shown_by, beside=IDENTIFIES)
