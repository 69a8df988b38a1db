"""Requests and responses of artifacts and uploads."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.server.artifacts.media_types import MediaType
from jindan.server.artifacts.models import Artifact, ResumableUpload
from jindan.server.artifacts.queries import name_for
from jindan.server.roles import Actor


class ArtifactOut(Schema):
    """One artifact. Its content is at `/artifacts/{id}/content`.

    name: a neutral one for roles that may not identify patients. size: bytes of the content. sha256: of the content, as
    hexadecimal digits. is_received: it came from outside, and was not computed here. is_deidentified: no name is in it.
    """

    id: UUID
    case_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    is_received: bool
    is_deidentified: bool
    created_at: datetime


class ArtifactTypeOut(Schema):
    """A type of file that is accepted. The title is in the reader's language."""

    media_type: str
    title: str
    suffixes: list[str]


class AcceptedOut(Schema):
    """Accepted types and limits of an upload. max_bytes: of all files of one request together."""

    types: list[ArtifactTypeOut]
    max_bytes: int
    max_files: int


class ResumableUploadOut(Schema):
    """One resumable upload. length: bytes in all. offset: bytes stored so far.

    artifact_id: the finished artifact, or null until all bytes came.
    """

    id: UUID
    case_id: UUID
    name: str
    length: int
    offset: int
    expires_at: datetime
    artifact_id: UUID | None


def resumable_out(upload: ResumableUpload, *, to: Actor) -> ResumableUploadOut:
    """Return a resumable upload as this reader may see it."""
    return ResumableUploadOut(
        id=upload.pk,
        case_id=upload.case_id,
        name=name_for(upload, to=to),
        length=upload.length,
        offset=upload.offset,
        expires_at=upload.expires_at,
        artifact_id=upload.artifact_id,
    )


def artifact_out(artifact: Artifact, *, to: Actor) -> ArtifactOut:
    """Return an artifact as this reader may see it."""
    return ArtifactOut(
        id=artifact.pk,
        case_id=artifact.case_id,
        name=name_for(artifact, to=to),
        media_type=artifact.media_type,
        size=artifact.size,
        sha256=artifact.sha256,
        is_received=artifact.is_received,
        is_deidentified=artifact.is_deidentified,
        created_at=artifact.created_at,
    )


def type_out(kind: MediaType, *, title: str) -> ArtifactTypeOut:
    """Return an accepted type as the API shows it."""
    return ArtifactTypeOut(media_type=kind.name, title=title, suffixes=list(kind.suffixes))
