"""Studies, series and segmentations a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404

from jindan.ct import networks
from jindan.ct.networks.manifest import NetworkManifest
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may


def studies_visible_to(user: User) -> QuerySet[Study]:
    """The studies of the cases this person may see; none for roles that see no findings."""
    found = Study.objects.filter(case__in=cases_visible_to(user)).prefetch_related("series")
    return found if may(user, Capability.READ_FINDINGS) else found.none()


def series_visible_to(user: User) -> QuerySet[Series]:
    """The series of those studies."""
    found = Series.objects.filter(study__in=studies_visible_to(user))
    return found.select_related("study__case", "volume")


def segmentations_visible_to(user: User) -> QuerySet[Segmentation]:
    """The segmentations of those series, with their segments, measurements and files."""
    found = Segmentation.objects.filter(series__in=series_visible_to(user))
    return found.select_related("series__study__case", "job").prefetch_related(
        "segments__measurements", "files__artifact__stored"
    )


def files_of(case: Case, *, ids: Sequence[UUID], user: User) -> list[Artifact]:
    """The named files of a case, in the order named. Raises Http404 when one is not there to be seen."""
    found = artifacts_visible_to(user).filter(case=case).in_bulk(ids)
    if missing := set(ids) - found.keys():
        raise Http404(len(missing))
    return [found[each] for each in dict.fromkeys(ids)]


@dataclass(frozen=True, kw_only=True)
class KnownNetwork:
    """A network of this machine. is_available: its weights and a runtime are here."""

    manifest: NetworkManifest
    card: str
    is_available: bool


def networks_known() -> list[KnownNetwork]:
    """Every network that is described here.

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
