"""The analysis that renders a report: content and pictures in, one PDF for each language out."""

from collections.abc import Mapping
from pathlib import Path

from jindan.analysis import Workspace
from jindan.catalogue import LANGUAGES
from jindan.report.content import read_content
from jindan.typesetting.pdf import render
from jindan.typesetting.rendered import CONTENT, RenderedReport, RenderingParams


def render_report(workspace: Workspace, params: RenderingParams) -> RenderedReport:
    """Write `report.ko.pdf` and `report.en.pdf` from the inputs `content` and the pictures.

    A picture's input is named `<role>` when it holds for both languages, else `<role>.ko` and
    `<role>.en`.
    Raises UnreadableContent, MissingPicture, UnreadablePicture.
    """
    content = read_content(workspace.inputs[CONTENT].read_bytes())
    files = {language: f"report.{language}.pdf" for language in LANGUAGES}
    for step, (language, name) in enumerate(files.items()):
        workspace.progress(step / len(files), "typesetting")
        pictures = pictures_in(workspace.inputs, language=language)
        (workspace.outputs / name).write_bytes(
            render(content, language=language, pictures=pictures)
        )
    return RenderedReport(files=files)


def pictures_in(inputs: Mapping[str, Path], *, language: str) -> dict[str, Path]:
    """Return the pictures by role. One drawn for the language goes before one for all."""
    suffix = f".{language}"
    for_all = {role: path for role, path in inputs.items() if "." not in role}
    for_one = {
        role.removesuffix(suffix): path for role, path in inputs.items() if role.endswith(suffix)
    }
    return for_all | for_one
