"""One HTML file that shows the organs in 3D in any browser, with no network: all is inside.

Names that come with a model are escaped twice: as text for HTML and for Plotly's own tags, and as
JSON that cannot end its script element. The content security policy lets run only the two scripts
whose hashes it names, and lets nothing be fetched, sent or framed.
"""

import base64
import json
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from string import Template

import numpy as np
from fontTools import subset
from plotly.offline import get_plotlyjs

from jindan.catalogue import LANGUAGES, text
from jindan.ct.drawing.colours import colour_of
from jindan.ct.drawing.figure import VIEWS, figure_of, frame_mm
from jindan.ct.drawing.meshes import Surface
from jindan.ct.drawing.words import absence, marks, organ_name, percent, plain
from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation
from jindan.findings.codes import VOLUME
from jindan.findings.finding import Finding, quantities
from jindan.findings.values import Quantity, amount
from jindan.fonts import korean_font

HANGUL = "U+1100-11FF,U+3130-318F,U+AC00-D7AF"
HINTING_SOURCES = ["TSI0", "TSI1", "TSI2", "TSI3", "TSI5"]
"""Tables left over from the font's making, which no browser reads."""
STATIC = Path(__file__).parent / "static"


def write_scene(
    segmentation: Segmentation,
    findings: Sequence[Finding],
    *,
    surfaces: Sequence[Surface],
    into: Path,
) -> None:
    """Write the page to `into`. Korean and English are both in it. `surfaces` must not be empty."""
    plotly, script = get_plotlyjs(), _static("scene.js")
    words = _words(segmentation, findings, surfaces=surfaces)
    page = Template(_static("scene.html")).substitute(
        words,
        policy=_policy(plotly, script),
        font=_font_face("".join(words.values())),
        style=_static("scene.css"),
        figure=_inert(json.dumps(figure_of(surfaces), ensure_ascii=False, separators=(",", ":"))),
        plotly=plotly,
        script=script,
    )
    into.write_text(page, encoding="utf-8", newline="\n")


def _words(
    segmentation: Segmentation,
    findings: Sequence[Finding],
    *,
    surfaces: Sequence[Surface],
) -> dict[str, str]:
    """Return everything a person reads, by its place in the template, as safe HTML."""
    width, depth, height = (round(float(side)) for side in np.ptp(frame_mm(surfaces), axis=0))
    title = " · ".join(text("scene-title", language=language) for language in LANGUAGES)
    return {
        "title": plain(title),
        "heading": _both("scene-title"),
        "other_language": _both("scene-other-language"),
        "marks": _spans(
            {language: " · ".join(marks(segmentation, language=language)) for language in LANGUAGES}
        ),
        "no_webgl": _both("scene-no-webgl"),
        "views_label": plain(text("scene-views", language="en")),
        "views": "".join(_view_button(name) for name in VIEWS),
        "organs_heading": _both("scene-organs"),
        "organs": _organ_list(segmentation, findings, surfaces=surfaces),
        "glass": _both("scene-glass"),
        "help": _both("scene-help"),
        "box": _both("scene-box", width=width, depth=depth, height=height),
    }


def _both(key: str, **values: str | int | float) -> str:
    return _spans({language: text(key, language=language, **values) for language in LANGUAGES})


def _spans(words: dict[str, str]) -> str:
    """Return the words in each language. The style sheet shows one."""
    return "".join(
        f'<span lang="{language}">{plain(said)}</span>' for language, said in words.items()
    )


def _view_button(name: str) -> str:
    return f'<button type="button" data-view="{name}">{_both(f"scene-view-{name}")}</button>'


def _organ_list(
    segmentation: Segmentation,
    findings: Sequence[Finding],
    *,
    surfaces: Sequence[Surface],
) -> str:
    shown = {surface.name: index for index, surface in enumerate(surfaces)}
    volumes = quantities(findings, VOLUME.name)
    return "".join(
        _organ_item(segment, trace=shown.get(segment.name), volume=volumes.get(segment.slug))
        for segment in segmentation.segments
    )


def _organ_item(segment: Segment, *, trace: int | None, volume: Quantity | None) -> str:
    name = _spans({language: organ_name(segment.name, language=language) for language in LANGUAGES})
    figures = f"<span>{name}<small>{_figures(segment, volume=volume)}</small></span>"
    if trace is None:
        box = '<input type="checkbox" disabled><i></i>'
        return f'<li class="withheld"><label>{box}{figures}</label></li>'
    swatch = f'<i style="background:{colour_of(segment.name)}"></i>'
    box = f'<input type="checkbox" checked data-organ="{trace}">'
    return f"<li><label>{box}{swatch}{figures}</label></li>"


def _figures(segment: Segment, *, volume: Quantity | None) -> str:
    if volume is None:
        return _spans({language: absence(segment, language=language) for language in LANGUAGES})
    confidence = percent(segment.confidence)
    return _spans(
        {
            language: text(
                "scene-figures",
                language=language,
                volume=amount(volume, language=language),
                confidence=confidence,
            )
            for language in LANGUAGES
        }
    )


def _policy(*scripts: str) -> str:
    """Return a policy that allows these scripts, the inline styles that Plotly writes, and nothing from elsewhere."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(sha256(script.encode()).digest()).decode("ascii")


def _inert(data: str) -> str:
    """Return JSON in which no `<` is left that could open or close an element."""
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _font_face(words: str) -> str:
    """Return Nanum Gothic cut down to the letters of the page, for devices that have no Korean font."""
    options = subset.Options(flavor="woff", hinting=False)
    options.drop_tables += HINTING_SOURCES
    held = BytesIO()
    with subset.load_font(str(korean_font("regular")), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(text=words)
        cut.subset(font)
        subset.save_font(font, held, options)
    encoded = base64.b64encode(held.getvalue()).decode("ascii")
    source = f"src:url(data:font/woff;base64,{encoded});unicode-range:{HANGUL}"
    return f'@font-face{{font-family:"Jindan Korean";{source}}}'


def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")
