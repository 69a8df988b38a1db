"""Artifacts over the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.server.artifacts.media_types import MediaType
from jindan.server.artifacts.models import Artifact, ResumableUpload


class ArtifactOut(Schema):
    """One artifact; its content is at `/artifacts/{id}/content`.

    size: bytes. sha256: of the content. is_received: it came from outside, rather than being
        computed here.
    """

    id: UUID
    case_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    is_received: bool
    created_at: datetime


class ArtifactTypeOut(Schema):
    """A type of file that is accepted; title is in the language asked for."""

    media_type: str
    title: str
    suffixes: list[str]


class AcceptedOut(Schema):
    """What an upload may be. max_bytes: of all files of one request together."""

    types: list[ArtifactTypeOut]
    max_bytes: int
    max_files: int


class ResumableUploadOut(Schema):
    """One resumable upload. length, offset: bytes in all, bytes kept for certain.

    artifact_id: what it became; null until all bytes came.
    """

    id: UUID
    case_id: UUID
    name: str
    length: int
    offset: int
    expires_at: datetime
    artifact_id: UUID | None


def resumable_out(upload: ResumableUpload) -> ResumableUploadOut:
    """A resumable upload as the wire shows it."""
    return ResumableUploadOut.from_orm(upload)


def artifact_out(artifact: Artifact) -> ArtifactOut:
    """An artifact as the wire shows it."""
    return ArtifactOut.from_orm(artifact)


def type_out(kind: MediaType, *, title: str) -> ArtifactTypeOut:
    """An accepted type as the wire shows it."""
    return ArtifactTypeOut(media_type=kind.name, title=title, suffixes=list(kind.suffixes))
