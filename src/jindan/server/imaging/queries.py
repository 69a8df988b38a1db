"""Studies, series and segmentations a person may see."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.patients.queries import cases_visible_to


def studies_visible_to(user: User) -> QuerySet[Study]:
    """The studies of the cases this person may see."""
    return Study.objects.filter(case__in=cases_visible_to(user)).prefetch_related("series")


def series_visible_to(user: User) -> QuerySet[Series]:
    """The series of those studies."""
    return Series.objects.filter(study__case__in=cases_visible_to(user)).select_related(
        "study__case", "volume"
    )


def segmentations_visible_to(user: User) -> QuerySet[Segmentation]:
    """The segmentations of those series, with their segments, measurements and files."""
    found = Segmentation.objects.filter(series__study__case__in=cases_visible_to(user))
    return found.select_related("series__study__case", "job").prefetch_related(
        "segments__measurements", "files__artifact"
    )
