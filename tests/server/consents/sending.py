"""The declaration of the toy that sends, and what happens at the moment when it would."""

from jindan.confinement.messages import Limits
from jindan.server.consents.services import require_consent
from jindan.server.jobs.analysis import Analysis, OutboundCall
from jindan.server.patients.models import ConsentPurpose
from server.consents.sending_computations import Access, Merged, Params

AT_THE_DOOR = []
"""Called with the job when it has been allowed to send."""


def access(job):
    require_consent(job.case.patient, purpose=ConsentPurpose.EXTERNAL_OCR)
    for act in AT_THE_DOOR:
        act(job)
    return Access(address="http://127.0.0.1:9")


def record(job, outcome):
    pass


sender = Analysis(
    kind="sender",
    version="1",
    params=Params,
    result=Merged,
    compute="server.consents.sending_computations:prepare",
    record=record,
    outbound_call=OutboundCall(
        purpose=ConsentPurpose.EXTERNAL_OCR,
        access=access,
        send="server.consents.sending_computations:send",
        finish="server.consents.sending_computations:merge",
        limits=Limits(memory_mb=2048, cpu_s=20, wall_s=120),
    ),
    limits=Limits(memory_mb=2048, cpu_s=20, wall_s=120),
)
