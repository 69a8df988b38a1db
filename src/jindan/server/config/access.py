"""What each operation of the API asks of a person: the one table by which all are protected.

An operation without a row cannot be served. The capability is checked after the sign-in and before anything else is
read, so that a role without it is answered with 403 whether or not the record exists. A record that a person with the
capability may not see is 404.
"""

from collections.abc import Mapping
from typing import Final

from ninja import NinjaAPI

from jindan.server.care.sitting import SignedInForPurpose
from jindan.server.kit.parsing import operations_of
from jindan.server.roles import Capability

ANYONE: Final = "anyone"
"""Asked before a sign-in."""
SIGNED_IN: Final = "signed-in"
"""Any role: what is the person's own, or the same for everybody here."""

ASKED_FOR: Mapping[str, frozenset[str]] = {
    name: frozenset((asked,) if isinstance(asked, str) else asked)
    for asked, names in {
        ANYONE: """
            sign_in give_second_factor refresh get_identity_provider begin_provider_sign_in
            complete_provider_sign_in begin_passkey_sign_in complete_passkey_sign_in begin_passkey_second_factor
            complete_passkey_second_factor choose_password
        """,
        SIGNED_IN: """
            sign_out reauthenticate change_password get_totp set_up_totp remove_totp renew_recovery_codes get_me
            list_passkeys begin_passkey add_passkey rename_passkey remove_passkey begin_passkey_reauthentication
            complete_passkey_reauthentication list_proofs list_sessions end_session
            end_other_sessions list_account_changes mark_account_change_seen see_access_table see_access_policy
            list_notifications mark_notification_read list_artifact_types
        """,
        Capability.READ_PATIENTS: """
            list_patients get_patient list_cases get_case list_artifacts get_artifact download_artifact
            see_care see_consents list_consents
        """,
        Capability.WRITE_PATIENTS: """
            create_patient amend_patient create_case add_care_relation end_care_relation
        """,
        Capability.IDENTIFY_PATIENTS: """
            retitle_case protect_patient unprotect_patient record_consent export_patient see_erasure propose_erasure
        """,
        (Capability.IDENTIFY_PATIENTS, Capability.MANAGE_USERS): "withdraw_erasure",
        (Capability.READ_PATIENTS, Capability.MANAGE_USERS): "list_colleagues list_care_teams",
        Capability.ACCESS_IN_EMERGENCY: "begin_emergency_access",
        (
            Capability.ACCESS_IN_EMERGENCY,
            Capability.READ_AUDIT,
        ): "list_emergency_accesses end_emergency_access",
        Capability.UPLOAD: """
            upload_artifacts describe_uploads begin_upload append_to_upload end_upload get_upload find_upload_offset
        """,
        Capability.READ_JOBS: """
            list_jobs get_job follow_jobs follow_job cancel_job repeat_job
        """,
        Capability.READ_FINDINGS: """
            list_studies get_series list_segmentations get_segmentation see_preview
            list_assays list_risk_scores get_risk_score list_cohort_scores
            list_reports get_report read_report download_report
        """,
        (Capability.READ_FINDINGS, Capability.MANAGE_INSTALLATION): """
            list_networks list_omics_models get_omics_model
        """,
        Capability.REQUEST_ANALYSES: """
            import_study request_segmentation request_risk_score request_cohort_scores
        """,
        Capability.REQUEST_DOCUMENTS: """
            read_document upload_documents read_now list_documents get_document list_document_versions
            see_document_page export_document search_documents correct_document confirm_document
        """,
        Capability.SIGN_REPORTS: "review_statement begin_signature sign_report begin_amendment amend_report",
        Capability.MANAGE_USERS: """
            create_user amend_user reset_password unlink_identities end_sessions propose_act list_proposals
            approve_proposal withdraw_proposal change_access_policy create_care_team delete_care_team
            add_to_care_team remove_from_care_team list_erasures begin_erasure_approval approve_erasure
        """,
        (Capability.REQUEST_DOCUMENTS, Capability.MANAGE_INSTALLATION): "see_sending_consent",
        Capability.MANAGE_INSTALLATION: """
            give_sending_consent withdraw_sending_consent register_webhook list_webhooks
            change_webhook remove_webhook rotate_webhook_secret list_webhook_deliveries replay_webhook_delivery
        """,
        Capability.READ_AUDIT: """
            list_users list_audit_events download_access_log get_audit_chain review_emergency_access
        """,
    }.items()
    for name in names.split()
}
"""By the operation's name, which is that of its function: the capabilities, of which one is enough."""


def protect(api: NinjaAPI) -> None:
    """Make every operation ask for its capability. Call it before the API is served. Raises KeyError without a row."""
    for operation in operations_of(api):
        asked = ASKED_FOR[operation.view_func.__name__]
        if not asked & {ANYONE, SIGNED_IN}:
            capabilities = frozenset(map(Capability, asked))
            operation.auth_param = SignedInForPurpose(capabilities=capabilities)
            operation._set_auth(operation.auth_param)
