"""What the standards ask of hOCR, ALTO and FHIR documents, held rule by rule.

No package brings ALTO's schema, and it is not ours to copy: its rules for the elements that are written are the
tables below (ALTO 4.4: order of children, required attributes, types).
"""

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

import pytest

import phantoms_pages as phantoms
from jindan.ocr.outputs import boxes, fhir
from jindan.ocr.understanding.classes import DocumentKind

CHILDREN = {
    "alto": ["Description", "Layout"],
    "Description": ["MeasurementUnit", "Processing"],
    "Processing": ["processingSoftware"],
    "processingSoftware": ["softwareName", "softwareVersion"],
    "Layout": ["Page"],
    "Page": ["PrintSpace"],
    "PrintSpace": ["TextBlock"],
    "TextBlock": ["TextLine"],
    "TextLine": ["String", "SP"],
}
"""In ALTO's own order; String and SP alternate, the others may be repeated where ALTO repeats them."""

REQUIRED = {
    "Processing": {"ID"},
    "Page": {"ID", "PHYSICAL_IMG_NR"},
    "TextBlock": {"ID"},
    "String": {"CONTENT"},
}
NUMBERS = {"HPOS", "VPOS", "WIDTH", "HEIGHT", "WC", "PHYSICAL_IMG_NR"}
NC_NAME = re.compile(r"[A-Za-z_][\w.-]*")
HOCR_PARENTS = {"ocr_carea": "ocr_page", "ocr_line": "ocr_carea", "ocrx_word": "ocr_line"}
BBOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")


@pytest.fixture
def reading():
    return phantoms.reading(phantoms.REFERRAL, phantoms.LAB_REPORT)


@pytest.fixture
def alto(reading):
    return Xml.fromstring(boxes.alto(reading))  # noqa: S314 - written here


def _plain(element):
    assert element.tag.startswith(f"{{{boxes.ALTO}}}")
    return element.tag.split("}")[1]


def test_alto_has_its_elements_in_the_order_of_the_schema(alto):
    for element in alto.iter():
        order = CHILDREN.get(_plain(element), [])
        names = [_plain(child) for child in element]
        assert set(names) <= set(order)
        if order != ["String", "SP"]:
            assert names == sorted(names, key=order.index)
        else:
            assert names[::2] == ["String"] * len(names[::2])
            assert names[1::2] == ["SP"] * len(names[1::2])
            assert len(names) % 2 == 1


def test_alto_has_its_required_attributes_and_types(alto):
    for element in alto.iter():
        assert REQUIRED.get(_plain(element), set()) <= set(element.attrib)
        assert all(float(element.get(name)) >= 0 for name in NUMBERS & set(element.attrib))
        assert 0 <= float(element.get("WC", "0")) <= 1
    assert alto.get("SCHEMAVERSION") == "4.4"
    [unit] = alto.iter(f"{{{boxes.ALTO}}}MeasurementUnit")
    assert unit.text == "pixel"


def test_alto_names_each_element_once(alto):
    names = [element.get("ID") for element in alto.iter() if element.get("ID")]
    assert len(names) == len(set(names))
    assert all(NC_NAME.fullmatch(name) for name in names)


def test_hocr_nests_as_its_specification_says_and_announces_what_it_uses(reading):
    root = Xml.fromstring(boxes.hocr(reading))  # noqa: S314 - written here
    parents = {child: parent for parent in root.iter() for child in parent}
    told = {each.get("name"): each.get("content") for each in root.iter() if each.get("name")}
    used = {each.get("class") for each in root.iter() if each.get("class")}
    assert used <= set(told["ocr-capabilities"].split())
    assert told["ocr-system"]
    for element in (each for each in root.iter() if each.get("class") in HOCR_PARENTS):
        parent = parents[element]
        assert parent.get("class") == HOCR_PARENTS[element.get("class")]
        assert _is_inside(element, parent) or element.get("class") != "ocrx_word"


def _is_inside(element, parent):
    inner, outer = (
        [int(side) for side in BBOX.match(each.get("title")).groups()] for each in (element, parent)
    )
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2]


@pytest.mark.parametrize("is_confirmed", [True, False])
@pytest.mark.parametrize("kind", [None, *DocumentKind])
def test_a_document_reference_has_what_fhir_r4_requires(kind, is_confirmed):
    file = fhir.File(url="/api/v1/artifacts/1/content", media_type="image/png", size=10)
    described = fhir.DescribedDocument(
        id="7c0e0c5e-58a6-4bd0-8d7e-111111111111",
        kind=kind,
        patient_code="P-0001",
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
        is_confirmed=is_confirmed,
        files=(file,),
    )
    resource = json.loads(json.dumps(fhir.document_reference(described, language="en")))
    assert (resource["resourceType"], resource["status"]) == ("DocumentReference", "current")
    assert resource["docStatus"] in {"preliminary", "final", "amended", "entered-in-error"}
    assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])
    assert datetime.fromisoformat(resource["date"]).tzinfo is not None
    assert all(set(each) == {"attachment"} for each in resource["content"])
    assert resource["content"]
    assert resource["type"]["text"]
