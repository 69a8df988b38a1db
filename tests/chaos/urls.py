"""The server's routes, and one more that asks for the toy."""

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from chaos.toys import Params, toy
from jindan.server.accounts.security import person
from jindan.server.artifacts.models import Artifact
from jindan.server.config.api import api
from jindan.server.imaging.api import IdempotencyKey
from jindan.server.jobs import services as jobs
from jindan.server.jobs.schemas import JobOut, job_out

router = Router()


@router.post("/chaos/{artifact_id}", response={202: JobOut})
def request_toy(request, artifact_id: str, body: Params, idempotency_key: IdempotencyKey = None):
    artifact = get_object_or_404(Artifact, pk=artifact_id)
    job = jobs.submit(
        toy,
        params=body,
        inputs={"text": artifact},
        case=artifact.case,
        by=person(request),
        idempotency_key=idempotency_key,
    )
    return Status(202, job_out(job, request))


api.add_router("", router)

from jindan.server.config import urls as served  # noqa: E402 - they are made of what the API holds by now

urlpatterns = served.urlpatterns
