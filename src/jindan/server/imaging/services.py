"""Ask for work on the imaging of a case."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.crypto import salted_hmac

from jindan.ct import networks
from jindan.ct.findings import ExaminationParams
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.imaging.importing import Params, ct_import
from jindan.server.imaging.models import Series
from jindan.server.imaging.segmentation import ct_segmentation
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, Lane
from jindan.server.patients.models import Case


def request_import(
    case: Case,
    *,
    files: Sequence[Artifact],
    is_segmented: bool,
    lane: Lane,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Import uploaded files as one study; `is_segmented` goes on to the segmentation with the default network."""
    return jobs.submit(
        ct_import,
        params=Params(
            uid_secret=_uid_secret(case), segment_with=default_network() if is_segmented else ""
        ),
        inputs={f"file-{number:05d}": artifact for number, artifact in enumerate(files)},
        case=case,
        by=by,
        lane=lane,
        idempotency_key=idempotency_key,
    )


def request_segmentation(
    series: Series,
    *,
    network: str | None,
    lane: Lane,
    is_fresh: bool,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Segment a series with a network by name, or with the default one."""
    return jobs.submit(
        ct_segmentation,
        params=ExaminationParams(network=_known(network) if network else default_network()),
        inputs={"volume": series.volume},
        case=series.study.case,
        by=by,
        lane=lane,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh,
    )


def _known(network: str) -> str:
    """The name of a network that is described here. Raises UnknownNetwork."""
    networks.describe(network, assets=settings.ASSETS)
    return network


def default_network() -> str:
    """The best network whose weights are installed here."""
    return networks.default(settings.ASSETS)


def _uid_secret(case: Case) -> str:
    """From which the organisation's new UIDs are derived: what is sent twice stays one study."""
    return salted_hmac(
        "jindan.imaging.uids", str(case.organisation_id), algorithm="sha256"
    ).hexdigest()
