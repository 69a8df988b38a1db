"""Imaging over HTTP: import a study, segment a series, read what was found."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field

from jindan.server.accounts.security import person
from jindan.server.imaging import queries, services
from jindan.server.imaging.schemas import (
    ImportIn,
    NetworkOut,
    SegmentationIn,
    SegmentationOut,
    SeriesOut,
    StudyOut,
    network_out,
    segmentation_out,
    series_out,
    study_out,
)
from jindan.server.jobs.models import Priority
from jindan.server.jobs.schemas import IdempotencyKey, JobOut, job_out
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, require

router = Router(tags=["imaging"])

NetworksOut = Annotated[list[NetworkOut], Field(max_length=1000)]
"""No installation has more networks."""


@router.post(
    "/cases/{case_id}/studies", response={202: JobOut, **PROBLEMS}, operation_id="import_study"
)
def import_study(
    request: HttpRequest, case_id: UUID, body: ImportIn, idempotency_key: IdempotencyKey = None
) -> Status[JobOut]:
    """Import uploaded DICOM or NIfTI files as a study of the case. Answers with the job to follow."""
    user = person(request)
    require(user, Capability.REQUEST_ANALYSES)
    case = get_object_or_404(cases_visible_to(user), pk=case_id)
    job = services.request_import(
        case,
        files=queries.files_of(case, ids=body.artifacts, user=user),
        is_segmented=body.segment,
        priority=Priority[body.priority.name],
        idempotency_key=idempotency_key,
        by=user,
    )
    return Status(202, job_out(job, request))


@router.get(
    "/cases/{case_id}/studies",
    response={200: PageOut[StudyOut], **PROBLEMS},
    operation_id="list_studies",
)
def list_studies(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[StudyOut]:
    """Return the studies of a case, newest first."""
    studies = services.read_studies(case_id, by=person(request))
    language = language_of(request)
    return page(studies, cursor=paging.cursor, size=paging.size).each(
        lambda s: study_out(s, language=language)
    )


@router.get("/series/{series_id}", response={200: SeriesOut, **PROBLEMS}, operation_id="get_series")
def get_series(request: HttpRequest, series_id: UUID) -> SeriesOut:
    """Return a series with what the import found."""
    series = services.read_series(series_id, by=person(request))
    return series_out(series, case=series.study.case_id, language=language_of(request))


@router.post(
    "/series/{series_id}/segmentations",
    response={202: JobOut, **PROBLEMS},
    operation_id="request_segmentation",
)
def request_segmentation(
    request: HttpRequest,
    series_id: UUID,
    body: SegmentationIn,
    idempotency_key: IdempotencyKey = None,
) -> Status[JobOut]:
    """Segment a series. An equal earlier result is used unless `fresh` is asked for."""
    user = person(request)
    require(user, Capability.REQUEST_ANALYSES)
    job = services.request_segmentation(
        get_object_or_404(queries.series_visible_to(user), pk=series_id),
        network=body.network or None,
        priority=Priority[body.priority.name],
        is_fresh=body.fresh,
        idempotency_key=idempotency_key,
        by=user,
    )
    return Status(202, job_out(job, request))


@router.get(
    "/series/{series_id}/segmentations",
    response={200: PageOut[SegmentationOut], **PROBLEMS},
    operation_id="list_segmentations",
)
def list_segmentations(
    request: HttpRequest, series_id: UUID, paging: Paging
) -> Page[SegmentationOut]:
    """Return the versions of a series' segmentation, newest first."""
    segmentations = services.read_segmentations(series_id, by=person(request))
    language = language_of(request)
    return page(segmentations, cursor=paging.cursor, size=paging.size).each(
        lambda s: segmentation_out(s, language=language)
    )


@router.get(
    "/segmentations/{segmentation_id}",
    response={200: SegmentationOut, **PROBLEMS},
    operation_id="get_segmentation",
)
def get_segmentation(request: HttpRequest, segmentation_id: UUID) -> SegmentationOut:
    """Return a segmentation with its segments, measurements and files."""
    segmentation = services.read_segmentation(segmentation_id, by=person(request))
    return segmentation_out(segmentation, language=language_of(request))


@router.get("/networks", response={200: NetworksOut, **PROBLEMS}, operation_id="list_networks")
def list_networks(request: HttpRequest) -> list[NetworkOut]:
    """Return the segmentation networks that are described here, each with its model card."""
    language = language_of(request)
    return [
        network_out(
            network.manifest,
            card=network.card,
            is_available=network.is_available,
            language=language,
        )
        for network in queries.networks_known()
    ]
