"""Make the searchable PDF of a document whose content is settled: as it was read, or as a person corrected it."""

from pathlib import Path

from jindan.analysis import Workspace
from jindan.ocr.document import CONTENT, SEARCHABLE_PDF, Content, Filed, FilingParams
from jindan.ocr.outputs.pdf import searchable_pdf


def file_document(workspace: Workspace, params: FilingParams) -> Filed:
    """Write SEARCHABLE_PDF from the inputs CONTENT and `page-<number>`."""
    workspace.progress(0.0, "filing")
    content = Content.model_validate_json(workspace.inputs[CONTENT].read_bytes())
    pictures = {page.number: _picture(workspace, page.number) for page in content.reading.pages}
    written = searchable_pdf(content.reading, pictures=pictures, language=params.language)
    (workspace.outputs / SEARCHABLE_PDF).write_bytes(written)
    return Filed(pages=len(pictures))


def _picture(workspace: Workspace, number: int) -> Path:
    return workspace.inputs[f"page-{number}"]
