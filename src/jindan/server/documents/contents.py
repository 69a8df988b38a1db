"""What a document says as stored bytes: written by a job or after a correction, opened for those who may see it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from jindan.ocr.document import CONTENT, Content
from jindan.server.accounts.models import Organisation
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject


def content_of(artifact: Artifact) -> Content:
    """The content that a file holds."""
    with artifacts.open_plain(artifact) as file:
        return Content.model_validate_json(file.read())


def keep_content(content: Content, *, organisation: Organisation) -> StoredObject:
    """Put a content into the store, under no name yet; call outside a transaction."""
    with TemporaryDirectory(prefix="jindan-document-") as folder:
        path = Path(folder) / CONTENT
        path.write_text(content.model_dump_json(), encoding="utf-8")
        return artifacts.keep(path, organisation=organisation)
