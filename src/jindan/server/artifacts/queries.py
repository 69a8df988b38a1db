"""The artifacts and uploads that a person may see, and under which names."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact, ResumableUpload
from jindan.server.artifacts.names import neutral_name
from jindan.server.patients.queries import in_visible_case
from jindan.server.roles import Actor, Capability, may


def visible_to(user: User) -> QuerySet[Artifact]:
    """Return the artifacts of visible cases. Without READ_FINDINGS, only those that were received.

    Without IDENTIFY_PATIENTS, originals are left out, except what the person sent or had computed of it.
    """
    artifacts = Artifact.objects.filter(in_visible_case(user)).select_related("stored", "case")
    if not may(user, Capability.IDENTIFY_PATIENTS):
        artifacts = artifacts.filter(Q(is_deidentified=True) | Q(created_by=user))
    return artifacts if may(user, Capability.READ_FINDINGS) else artifacts.filter(is_received=True)


def may_read_all(artifacts: Iterable[Artifact], *, by: User) -> bool:
    """Return whether none of the artifacts is an original that is hidden from the person."""
    if may(by, Capability.IDENTIFY_PATIENTS):
        return True
    return all(a.is_deidentified or a.created_by_id == by.pk for a in artifacts)


def name_for(row: Artifact | ResumableUpload, *, to: Actor) -> str:
    """Return the file's name for roles that may identify patients, and a neutral one for others.

    What was computed here bears a name that code chose, which everybody sees. The row's case must be fetched.
    """
    if may(to, Capability.IDENTIFY_PATIENTS):
        return row.name
    if isinstance(row, ResumableUpload):
        return f"FILE-{row.pk.hex[:8]}"
    if not row.is_received:
        return row.name
    return neutral_name(row.media_type, at=row.created_at, row=row.pk)


def resumable_visible_to(user: User) -> QuerySet[ResumableUpload]:
    """Return the person's own resumable uploads into visible cases."""
    return ResumableUpload.objects.filter(in_visible_case(user), created_by=user).select_related(
        "case__organisation", "created_by"
    )
