"""Which pages may be sent to an external service: those read here first, their sensitive numbers redacted."""

from PIL import Image

from jindan.analysis import OUTGOING, UNTIL_SENT, Workspace, part_of
from jindan.ocr.document import CONTENT, DocumentContent, DocumentResult
from jindan.ocr.reading import ReadingParams, ReadPage
from jindan.ocr.reading_documents import examine
from jindan.ocr.remote.access import RemoteParams

READ_ALREADY = {"text-layer", "no-text"}
TOO_POOR = "picture-too-poor"


def prepare(workspace: Workspace, params: RemoteParams) -> DocumentResult:
    """Examine the input `document` locally and write the pages that may be sent into the folder OUTGOING.

    Each is a new PNG of the page's redacted picture. Raises the problems of `jindan.ocr.errors`.
    """
    progress = part_of(workspace.progress, start=0.0, end=UNTIL_SENT)
    part = Workspace(
        inputs=workspace.inputs,
        outputs=workspace.outputs,
        assets=workspace.assets,
        progress=progress,
    )
    result = examine(part, ReadingParams())
    content = DocumentContent.model_validate_json((workspace.outputs / CONTENT).read_bytes())
    folder = workspace.outputs / OUTGOING
    folder.mkdir()
    files = {page.number: workspace.outputs / page.file for page in result.pages}
    for page in content.reading.pages:
        if may_leave(page):
            picture = files[page.number]
            # encoded anew from the pixels, so that no metadata goes along
            with Image.open(picture) as image:
                image.convert("RGB").save(folder / f"{picture.stem}.png")
    return result


def needs_a_reader(page: ReadPage) -> bool:
    """Return whether the page is a picture of text, without a text layer of its own."""
    return not READ_ALREADY & {note.code for note in page.notes}


def may_leave(page: ReadPage) -> bool:
    """Return whether the local engine could search the page for sensitive numbers.

    It could where it read words, of a picture that is fit to be read.
    """
    is_poor = TOO_POOR in {note.code for note in page.notes}
    return needs_a_reader(page) and not is_poor and any(page.words())
