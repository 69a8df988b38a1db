"""The content of a reading as a stored file, written by a job or after a correction."""

from pathlib import Path
from tempfile import TemporaryDirectory

from jindan.ocr.document import CONTENT, DocumentContent
from jindan.server.accounts.models import Organisation
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject


def content_of(artifact: Artifact) -> DocumentContent:
    """Return the content that a file holds."""
    with artifacts.open_plain(artifact) as file:
        return DocumentContent.model_validate_json(file.read())


def store_content(content: DocumentContent, *, organisation: Organisation) -> StoredObject:
    """Write a content to the store, without a name yet. Call it outside a transaction."""
    with TemporaryDirectory(prefix="jindan-document-") as folder:
        path = Path(folder) / CONTENT
        path.write_text(content.model_dump_json(), encoding="utf-8")
        return artifacts.store(path, organisation=organisation)
