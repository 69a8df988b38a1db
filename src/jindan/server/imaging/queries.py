"""Studies, series and segmentations a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from jindan.ct import networks
from jindan.ct.networks.manifest import NetworkManifest
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.patients.models import Case
from jindan.server.patients.queries import in_visible_case
from jindan.server.reports.queries import visible_to as reports_visible_to
from jindan.server.roles import Capability, may


def studies_visible_to(user: User) -> QuerySet[Study]:
    """Return the studies of the cases this person may see. Roles that read no findings see none."""
    studies = Study.objects.filter(in_visible_case(user)).prefetch_related("series")
    return studies if may(user, Capability.READ_FINDINGS) else studies.none()


def series_visible_to(user: User) -> QuerySet[Series]:
    """Return the series of those studies."""
    series = Series.objects.filter(in_visible_case(user, path="study__case"))
    series = series if may(user, Capability.READ_FINDINGS) else series.none()
    return series.select_related("study__case", "volume")


def segmentations_visible_to(user: User) -> QuerySet[Segmentation]:
    """Return the segmentations of those series, with their segments, files, findings and reports."""
    newest_first = reports_visible_to(user).order_by("-created_at", "-id")
    segmentations = Segmentation.objects.filter(in_visible_case(user, path="series__study__case"))
    segmentations = segmentations if may(user, Capability.READ_FINDINGS) else segmentations.none()
    return segmentations.select_related("series__study__case", "subject__case").prefetch_related(
        "segments",
        "files__artifact__stored",
        Prefetch("subject__reports", queryset=newest_first),
    )


def files_of(case: Case, *, ids: Sequence[UUID], user: User) -> list[Artifact]:
    """Return the named files of a case, in the order named. Raises Http404 when one is not there to be seen."""
    artifacts = artifacts_visible_to(user).filter(case=case).in_bulk(ids)
    if missing := set(ids) - artifacts.keys():
        raise Http404(len(missing))
    return [artifacts[id] for id in dict.fromkeys(ids)]


@dataclass(frozen=True, kw_only=True)
class KnownNetwork:
    """A network of this machine. is_available: its weights and a runtime are here."""

    manifest: NetworkManifest
    card: str
    is_available: bool


def networks_known() -> list[KnownNetwork]:
    """Return every network that is described here.

    Raises BadNetworkManifest when a description cannot be read."""
    ready = networks.available(settings.ASSETS)
    return [
        KnownNetwork(
            manifest=networks.describe(name, assets=settings.ASSETS),
            card=networks.card(name, assets=settings.ASSETS),
            is_available=name in ready,
        )
        for name in networks.known(settings.ASSETS)
    ]
