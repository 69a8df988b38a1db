"""The one API: every operation asks for a sign-in unless it says otherwise."""

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.types import DictStrAny

from jindan.program import program_version
from jindan.server.accounts.api import auth_router
from jindan.server.accounts.api import router as accounts_router
from jindan.server.accounts.provider_api import identities_router, provider_router
from jindan.server.accounts.security import signed_in
from jindan.server.artifacts.api import router as artifacts_router
from jindan.server.assays.api import router as assays_router
from jindan.server.audit.api import router as audit_router
from jindan.server.config.description import DESCRIPTION, TAGS, complete
from jindan.server.documents.api import router as documents_router
from jindan.server.documents.consents_api import router as consents_router
from jindan.server.imaging.api import router as imaging_router
from jindan.server.jobs.api import router as jobs_router
from jindan.server.kit.api import answer_with_problems
from jindan.server.notifications.api import router as notifications_router
from jindan.server.patients.api import router as patients_router
from jindan.server.reports.api import router as reports_router
from jindan.server.webhooks.api import router as webhooks_router


class JindanAPI(NinjaAPI):
    """Names each operation by its function, so that generated clients read well, and describes itself in full."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name; tests/contracts/test_openapi.py holds them unique."""
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        """The description that Ninja derives from the types, with what the types do not say."""
        described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        complete(described)
        return described


api = JindanAPI(
    title="Jindan",
    version=program_version(),
    description=DESCRIPTION,
    auth=signed_in,
    docs_url=None,  # config/pages.py shows it
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
for router in (
    accounts_router,
    identities_router,
    audit_router,
    patients_router,
    artifacts_router,
    imaging_router,
    documents_router,
    consents_router,
    assays_router,
    reports_router,
    notifications_router,
    webhooks_router,
):
    api.add_router("", router)
api.add_router("/jobs", jobs_router)
