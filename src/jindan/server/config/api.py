"""The one API: every operation asks for a sign-in unless it says otherwise."""

from ninja import NinjaAPI
from ninja.operation import Operation

from jindan.server.accounts.api import auth_router
from jindan.server.accounts.api import router as accounts_router
from jindan.server.accounts.security import signed_in
from jindan.server.audit.api import router as audit_router
from jindan.server.kit.api import install_problem_handlers
from jindan.server.patients.api import router as patients_router


class Api(NinjaAPI):
    """An API whose operations are known by the names of their functions (`list_patients`)."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name under which generated clients call the operation."""
        return operation.view_func.__name__


api = Api(title="Jindan", version="1", auth=signed_in)
install_problem_handlers(api)
api.add_router("/auth", auth_router)
api.add_router("", accounts_router)
api.add_router("", audit_router)
api.add_router("", patients_router)
