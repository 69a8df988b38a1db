"""The one API: every operation asks for a sign-in unless it says otherwise."""

from ninja import NinjaAPI, Redoc, Swagger
from ninja.operation import Operation

from jindan.program import program_version
from jindan.server.accounts.api import auth_router
from jindan.server.accounts.api import router as accounts_router
from jindan.server.accounts.security import signed_in
from jindan.server.artifacts.api import router as artifacts_router
from jindan.server.audit.api import router as audit_router
from jindan.server.imaging.api import router as imaging_router
from jindan.server.jobs.api import router as jobs_router
from jindan.server.kit.api import answer_with_problems
from jindan.server.notifications.api import router as notifications_router
from jindan.server.patients.api import router as patients_router
from jindan.server.reports.api import router as reports_router

DESCRIPTION = """\
CT, multi-omics and documents of one patient, in one case, with one report. Research use only; not a medical device.

Every error is a problem document (RFC 9457) in Korean or English by Accept-Language. Lists are read page by page:
pass `next` of one page as `cursor` of the following request.
"""


class JindanAPI(NinjaAPI):
    """Names each operation by its function, so that generated clients read well."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name; tests/contracts/test_openapi.py holds them unique."""
        return operation.view_func.__name__


api = JindanAPI(
    title="Jindan",
    version=program_version(),
    description=DESCRIPTION,
    auth=signed_in,
    docs=Swagger(),
    openapi_extra={"info": {"license": {"name": "Apache-2.0"}}},
)
redoc = Redoc()
answer_with_problems(api)
api.add_router("/auth", auth_router)
for router in (
    accounts_router,
    audit_router,
    patients_router,
    artifacts_router,
    imaging_router,
    reports_router,
    notifications_router,
):
    api.add_router("", router)
api.add_router("/jobs", jobs_router)
