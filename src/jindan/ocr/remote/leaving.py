"""Which pages may leave the house: read here first, pictured without the sensitive numbers that were found."""

from pathlib import Path

from PIL import Image

from jindan.analysis import LEAVING, UNTIL_SENT, Workspace, part_of
from jindan.ocr.document import CONTENT, Content, DocumentResult
from jindan.ocr.examining import examine
from jindan.ocr.reading import Page, ReadingParams
from jindan.ocr.remote.access import RemoteParams

READ_ALREADY = {"text-layer", "no-text"}
TOO_POOR = "picture-too-poor"


def prepare(workspace: Workspace, params: RemoteParams) -> DocumentResult:
    """Examine the input `document` here, as ever; the pages that may leave lie in LEAVING among the outputs.

    What leaves is the picture that a person sees: made anew from its pixels, sensitive numbers blacked out.
    """
    progress = part_of(workspace.progress, start=0.0, end=UNTIL_SENT)
    here = Workspace(
        inputs=workspace.inputs,
        outputs=workspace.outputs,
        assets=workspace.assets,
        progress=progress,
    )
    result = examine(here, ReadingParams())
    content = Content.model_validate_json((workspace.outputs / CONTENT).read_bytes())
    folder = workspace.outputs / LEAVING
    folder.mkdir()
    files = {page.number: page.file for page in result.pages}
    for page in content.reading.pages:
        if may_leave(page):
            _copy(workspace.outputs / files[page.number], into=folder)
    return result


def needs_a_reader(page: Page) -> bool:
    """Whether there is a picture of text to be read."""
    return not READ_ALREADY & {remark.code for remark in page.remarks}


def may_leave(page: Page) -> bool:
    """Whether the local engine could look for sensitive numbers on it: it read words, of a picture fit to be read."""
    is_poor = TOO_POOR in {remark.code for remark in page.remarks}
    return needs_a_reader(page) and not is_poor and any(page.words())


def _copy(picture: Path, *, into: Path) -> None:
    with Image.open(picture) as image:
        image.convert("RGB").save(into / f"{picture.stem}.png")
