"""Set a report as PDF/A-2a and PDF/UA-1 (ISO 19005-2, ISO 14289-1), the same bytes each time."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from jindan.fonts import korean_font
from jindan.report.content import ReportContent
from jindan.typesetting.errors import MissingPicture, UnreadablePicture
from jindan.typesetting.printing import printed

TEMPLATES = Path(__file__).parent / "templates"

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def render(content: ReportContent, *, language: str, pictures: Mapping[str, Path]) -> bytes:
    """Return the report in `ko` or `en` as the bytes of a PDF. `pictures` are PNG files by role.

    The content reaches the template as data, never as markup, and the template sees a folder with
    nothing else in it. The date inside the PDF is the report's own.
    Raises MissingPicture, UnreadablePicture; KeyError when the catalogue lacks a phrase.
    """
    with TemporaryDirectory(prefix="jindan-report-") as folder:
        root = Path(folder)
        for template in TEMPLATES.iterdir():
            shutil.copyfile(
                template, root / template.name
            )  # a confined child changes no file's mode
        names = _place_pictures(content, pictures=pictures, root=root)
        tree = printed(content, language=language, pictures=names)
        return typst.compile(
            root / "report.typ",
            root=root,
            font_paths=_fonts(),
            sys_inputs={"tree": tree},
            pdf_standards=["a-2a", "ua-1"],
            package_path=root / "no-packages",
            package_cache_path=root / "no-packages",
            timestamp=int(content.status.at.timestamp()),
        )


def _place_pictures(
    content: ReportContent, *, pictures: Mapping[str, Path], root: Path
) -> dict[str, str]:
    """Copy each picture that the report shows beside the template. Return its name there, by role."""
    names = {picture.role: f"picture-{picture.role}.png" for picture in content.pictures()}
    for role, name in names.items():
        if role not in pictures:
            raise MissingPicture(role=role)
        with pictures[role].open("rb") as file:
            if file.read(len(PNG_SIGNATURE)) != PNG_SIGNATURE:
                raise UnreadablePicture(role=role)
        shutil.copyfile(pictures[role], root / name)
    return names


def _fonts() -> typst.Fonts:
    """Return the Korean font and no other, so that every machine sets the same pages."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[korean_font().parent],
    )
