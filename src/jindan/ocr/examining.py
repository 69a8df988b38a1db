"""The whole way of one document: read, masked, told by class, its named values found."""

from jindan.analysis import Workspace, part_of
from jindan.ocr.document import DocumentResult
from jindan.ocr.reading import ReadingParams
from jindan.ocr.reading_documents import read_document
from jindan.ocr.understanding.whole import understand


def examine(workspace: Workspace, params: ReadingParams) -> DocumentResult:
    """Read the input `document`; the pictures of its pages and the file CONTENT are the outputs.

    Sensitive numbers are out of both before anything leaves this process. Raises what reading raises.
    """
    reading = part_of(workspace.progress, start=0.0, end=0.9)
    read = read_document(
        Workspace(
            inputs=workspace.inputs,
            outputs=workspace.outputs,
            assets=workspace.assets,
            progress=reading,
        ),
        params,
    )
    workspace.progress(0.9, "understanding")
    return understand(read, outputs=workspace.outputs)
