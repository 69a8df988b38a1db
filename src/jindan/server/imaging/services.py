"""Ask for work on the imaging of a case, and look at what was found. Each look leaves an audit event."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac

from jindan.ct import networks
from jindan.ct.examination import ExaminationParams
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.audit import services as audit
from jindan.server.imaging import queries
from jindan.server.imaging.importing import Params, ct_import
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.imaging.segmentation import ct_segmentation
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, Priority
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to


def request_import(
    case: Case,
    *,
    files: Sequence[Artifact],
    is_segmented: bool,
    priority: Priority,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Import uploaded files as one study. `is_segmented` goes on to the segmentation with the default network."""
    return jobs.submit(
        ct_import,
        params=Params(
            uid_secret=_uid_secret(case), segment_with=default_network() if is_segmented else ""
        ),
        inputs={f"file-{number:05d}": artifact for number, artifact in enumerate(files)},
        case=case,
        by=by,
        priority=priority,
        idempotency_key=idempotency_key,
    )


def request_segmentation(
    series: Series,
    *,
    network: str | None,
    priority: Priority,
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
        priority=priority,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh,
    )


@transaction.atomic
def read_studies(case_id: UUID, *, by: User) -> QuerySet[Study]:
    """Return the studies of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.studies_visible_to(by).filter(case=case)


@transaction.atomic
def read_series(series_id: UUID, *, by: User) -> Series:
    """Return a series, to be looked at. Raises Http404."""
    series = get_object_or_404(queries.series_visible_to(by), pk=series_id)
    audit.record_look("series.read", by=by, subject=series, case=series.study.case)
    return series


@transaction.atomic
def read_segmentations(series_id: UUID, *, by: User) -> QuerySet[Segmentation]:
    """Return the versions of a series' segmentation, to be listed. Raises Http404."""
    series = get_object_or_404(queries.series_visible_to(by), pk=series_id)
    audit.record_look("series.read", by=by, subject=series, case=series.study.case)
    return queries.segmentations_visible_to(by).filter(series=series)


@transaction.atomic
def read_segmentation(segmentation_id: UUID, *, by: User) -> Segmentation:
    """Return a segmentation, to be looked at. Raises Http404."""
    segmentation = get_object_or_404(queries.segmentations_visible_to(by), pk=segmentation_id)
    audit.record_look(
        "segmentation.read", by=by, subject=segmentation, case=segmentation.series.study.case
    )
    return segmentation


def _known(network: str) -> str:
    """Return the name of a network that is described here. Raises UnknownNetwork."""
    networks.describe(network, assets=settings.ASSETS)
    return network


def default_network() -> str:
    """Return the best network whose weights are installed here."""
    return networks.default(settings.ASSETS)


def _uid_secret(case: Case) -> str:
    """Return the key from which the organisation's new UIDs are derived: what is sent twice stays one study."""
    return salted_hmac(
        "jindan.imaging.uids", str(case.organisation_id), algorithm="sha256"
    ).hexdigest()
