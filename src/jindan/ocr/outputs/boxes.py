"""The formats hOCR 1.2 and ALTO 4.4: every word with its box and confidence, for other OCR programs."""

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from jindan.ocr.reading import Line, Quad, Reading, ReadPage

ALTO = "http://www.loc.gov/standards/alto/ns-v4#"
XHTML = "http://www.w3.org/1999/xhtml"


def hocr(reading: Reading) -> bytes:
    """Return the reading as an hOCR document (XHTML). x_wconf is in per cent."""
    html = Xml.Element("html", xmlns=XHTML)
    head = Xml.SubElement(html, "head")
    Xml.SubElement(head, "meta", charset="utf-8")
    Xml.SubElement(head, "title").text = "hOCR"
    system = f"{reading.engine} {reading.engine_version}".strip()
    Xml.SubElement(head, "meta", name="ocr-system", content=system)
    Xml.SubElement(
        head, "meta", name="ocr-capabilities", content="ocr_page ocr_carea ocr_line ocrx_word"
    )
    body = Xml.SubElement(html, "body")
    for page in reading.pages:
        _hocr_page(body, page)
    return _written(html)


def alto(reading: Reading) -> bytes:
    """Return the reading as an ALTO document. WC is from 0 to 1."""
    root = Xml.Element("alto", xmlns=ALTO, SCHEMAVERSION="4.4")
    description = Xml.SubElement(root, "Description")
    Xml.SubElement(description, "MeasurementUnit").text = "pixel"
    step = Xml.SubElement(description, "Processing", ID="reading")
    software = Xml.SubElement(step, "processingSoftware")
    Xml.SubElement(software, "softwareName").text = reading.engine
    Xml.SubElement(software, "softwareVersion").text = reading.engine_version
    layout = Xml.SubElement(root, "Layout")
    for page in reading.pages:
        _alto_page(layout, page)
    return _written(root)


def _hocr_page(body: Xml.Element, page: ReadPage) -> None:
    title = f"bbox 0 0 {page.width} {page.height}; ppageno {page.number - 1}"
    name = f"page_{page.number}"
    sheet = _titled(body, "div", kind="ocr_page", name=name, title=title)
    for b, block in enumerate(page.blocks, 1):
        area = _titled(sheet, "div", kind="ocr_carea", name=f"{name}_{b}", title=_bbox(block.quad))
        for n, line in enumerate(block.lines, 1):
            box = _bbox(_around(word.quad for word in line.words))
            row = _titled(area, "span", kind="ocr_line", name=f"{name}_{b}_{n}", title=box)
            for w, word in enumerate(line.words, 1):
                title = f"{_bbox(word.quad)}; x_wconf {round(word.confidence * 100)}"
                part = _titled(
                    row, "span", kind="ocrx_word", name=f"{name}_{b}_{n}_{w}", title=title
                )
                part.text = _clean(word.text)
                part.tail = " "


def _titled(parent: Xml.Element, tag: str, *, kind: str, name: str, title: str) -> Xml.Element:
    return Xml.SubElement(parent, tag, {"class": kind, "id": name, "title": title})


def _alto_page(layout: Xml.Element, page: ReadPage) -> None:
    name = f"page_{page.number}"
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    sheet = Xml.SubElement(layout, "Page", {"ID": name, "PHYSICAL_IMG_NR": str(page.number)} | size)
    space = Xml.SubElement(sheet, "PrintSpace", {"HPOS": "0", "VPOS": "0"} | size)
    for b, block in enumerate(page.blocks, 1):
        part = Xml.SubElement(space, "TextBlock", {"ID": f"{name}_{b}"} | _sides(block.quad))
        for n, line in enumerate(block.lines, 1):
            _alto_line(part, line, name=f"{name}_{b}_{n}")


def _alto_line(part: Xml.Element, line: Line, *, name: str) -> None:
    around = _sides(_around(word.quad for word in line.words))
    row = Xml.SubElement(part, "TextLine", {"ID": name} | around)
    for w, word in enumerate(line.words, 1):
        if w > 1:
            Xml.SubElement(row, "SP")
        string = {"CONTENT": _clean(word.text), "WC": f"{word.confidence:.3f}"}
        Xml.SubElement(row, "String", string | _sides(word.quad) | {"ID": f"{name}_{w}"})


def _around(quads: Iterable[Quad]) -> Quad:
    points = [point for quad in quads for point in quad] or [(0.0, 0.0)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _bbox(quad: Quad) -> str:
    (left, top), _, (right, bottom), _ = _around([quad])
    return f"bbox {round(left)} {round(top)} {round(right)} {round(bottom)}"


def _sides(quad: Quad) -> dict[str, str]:
    (left, top), _, (right, bottom), _ = _around([quad])
    return {
        "HPOS": str(round(left)),
        "VPOS": str(round(top)),
        "WIDTH": str(round(right - left)),
        "HEIGHT": str(round(bottom - top)),
    }


def _clean(text: str) -> str:
    """Return the text without the control characters that XML 1.0 cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")


def _written(root: Xml.Element) -> bytes:
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
