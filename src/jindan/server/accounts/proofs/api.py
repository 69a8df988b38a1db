"""What a person can prove a signature with, over HTTP. The proof itself goes with the signature."""

from django.http import HttpRequest
from ninja import Router

from jindan.server.accounts.proofs import services
from jindan.server.accounts.proofs.schemas import ProofsOut
from jindan.server.accounts.security import person
from jindan.server.kit.schemas import PROBLEMS

proofs_router = Router(tags=["sign-in"])


@proofs_router.get("", response={200: ProofsOut, **PROBLEMS})
def list_proofs(request: HttpRequest) -> ProofsOut:
    """Get how you can prove at a signature that it is yours, the strongest first."""
    return ProofsOut(methods=services.methods_of(person(request)))
