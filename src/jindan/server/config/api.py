"""The API of all slices. Every operation requires a sign-in unless it states otherwise."""

from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.types import DictStrAny

from jindan.program import program_version
from jindan.server.accounts.administration.api import users_router
from jindan.server.accounts.api import auth_router
from jindan.server.accounts.api import router as accounts_router
from jindan.server.accounts.oidc.api import identities_router, provider_router
from jindan.server.accounts.passkeys.api import passkeys_router
from jindan.server.accounts.proofs.api import proofs_router
from jindan.server.accounts.sessions.api import sessions_router
from jindan.server.artifacts.api import router as artifacts_router
from jindan.server.assays.api import router as assays_router
from jindan.server.audit.api import router as audit_router
from jindan.server.care.api import router as care_router
from jindan.server.care.sitting import signed_in
from jindan.server.config.access import protect
from jindan.server.config.description import DESCRIPTION, TAGS, complete
from jindan.server.consents.api import router as patient_consents_router
from jindan.server.documents.api import router as documents_router
from jindan.server.documents.consents_api import router as consents_router
from jindan.server.imaging.api import router as imaging_router
from jindan.server.jobs.api import router as jobs_router
from jindan.server.kit.api import answer_with_problems
from jindan.server.kit.parsing import StrictParser, refuse_unknown_parameters
from jindan.server.notifications.api import router as notifications_router
from jindan.server.patients.api import router as patients_router
from jindan.server.reports.api import router as reports_router
from jindan.server.rights.api import router as rights_router
from jindan.server.webhooks.api import router as webhooks_router


class JindanAPI(NinjaAPI):
    """API whose operations are named by their functions, so that generated clients read well."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the function's name. tests/contracts/test_openapi.py checks that they are unique."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        """Return the description that Ninja derives from the types, completed by `config.description`."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        complete(schema)
        return schema


api = JindanAPI(
    title="Jindan",
    version=program_version(),
    description=DESCRIPTION,
    auth=signed_in,
    parser=StrictParser(),
    docs_url=None,  # config/pages.py shows it
    docs_decorator=require_safe,
    servers=[{"url": "/", "description": "This server"}],
    openapi_extra={
        "info": {
            "license": {
                "name": "Apache-2.0",
                "url": "https://www.apache.org/licenses/LICENSE-2.0",
            }
        },
        "tags": TAGS,
    },
)
answer_with_problems(api)
api.add_router("/auth", auth_router)
api.add_router("/auth/identity-provider", provider_router)
api.add_router("/auth/passkeys", passkeys_router)
api.add_router("/auth/proofs", proofs_router)
for router in (
    accounts_router,
    users_router,
    sessions_router,
    identities_router,
    audit_router,
    patients_router,
    care_router,
    patient_consents_router,
    artifacts_router,
    imaging_router,
    documents_router,
    consents_router,
    assays_router,
    reports_router,
    rights_router,
    notifications_router,
    webhooks_router,
):
    api.add_router("", router)
api.add_router("/jobs", jobs_router)
refuse_unknown_parameters(api)
protect(api)
