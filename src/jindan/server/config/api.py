"""The one API: every operation asks for a sign-in unless it says otherwise."""

from ninja import NinjaAPI

from jindan.server.accounts.api import auth_router
from jindan.server.accounts.api import router as accounts_router
from jindan.server.accounts.security import signed_in
from jindan.server.audit.api import router as audit_router
from jindan.server.kit.api import install_problem_handlers
from jindan.server.patients.api import router as patients_router

api = NinjaAPI(title="Jindan", version="1", auth=signed_in)
install_problem_handlers(api)
api.add_router("/auth", auth_router)
api.add_router("", accounts_router)
api.add_router("", audit_router)
api.add_router("", patients_router)
