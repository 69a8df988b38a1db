"""Creates the searchable PDF of a document whose content is final: as it was read, or as a person corrected it."""

from jindan.analysis import Workspace
from jindan.ocr.document import CONTENT, SEARCHABLE_PDF, DocumentContent, Filed, FilingParams
from jindan.ocr.outputs.pdf import searchable_pdf


def file_document(workspace: Workspace, params: FilingParams) -> Filed:
    """Write SEARCHABLE_PDF from the inputs CONTENT and `page-<number>`, the picture of each page."""
    workspace.progress(0.0, "filing")
    content = DocumentContent.model_validate_json(workspace.inputs[CONTENT].read_bytes())
    numbers = [page.number for page in content.reading.pages]
    pictures = {number: workspace.inputs[f"page-{number}"] for number in numbers}
    written = searchable_pdf(content.reading, pictures=pictures, language=params.language)
    (workspace.outputs / SEARCHABLE_PDF).write_bytes(written)
    return Filed(pages=len(pictures))
