"""Which artifacts a person may see."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact, ResumableUpload
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may


def visible_to(user: User) -> QuerySet[Artifact]:
    """Artifacts of visible cases; without READ_FINDINGS, only those that were received."""
    found = Artifact.objects.filter(case__in=cases_visible_to(user)).select_related(
        "stored", "case"
    )
    return found if may(user, Capability.READ_FINDINGS) else found.filter(is_received=True)


def resumable_visible_to(user: User) -> QuerySet[ResumableUpload]:
    """The person's own resumable uploads into visible cases."""
    return ResumableUpload.objects.filter(
        created_by=user, case__in=cases_visible_to(user)
    ).select_related("case__organisation", "created_by")
