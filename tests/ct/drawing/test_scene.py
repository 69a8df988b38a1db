import base64
import json
import re
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import phantoms_pictures as phantoms
from jindan.ct.drawing.figure import VIEWS
from jindan.ct.drawing.meshes import surfaces_of
from jindan.ct.drawing.scene import write_scene
from jindan.ct.measurements import measure
from jindan.ct.regions import regions

HOSTILE = "</script><img src=x onerror=alert(1)>&\"'<b>"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.scripts = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.elements and self.elements[-1][0] == "script":
            self.scripts[-1] += data

    def attributes(self, name):
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    def three(points):
        labels = 1 * phantoms.ball(8, centre=(10, 0, 0))(points)
        return labels + 2 * phantoms.ball(8, centre=(-10, 0, 0))(points)

    segments = (
        phantoms.organ(HOSTILE, 1),
        phantoms.organ("liver", 2),
        phantoms.organ("pancreas", 3, is_withheld=True),
    )
    affine = phantoms.grid(size=(30,) * 3, spacing=(2,) * 3)
    volume, segmentation = phantoms.scan(three, size=(30,) * 3, affine=affine, segments=segments)
    path = tmp_path_factory.mktemp("scene") / "scene.html"
    write_scene(
        segmentation,
        measure(volume, segmentation),
        surfaces=surfaces_of(tuple(regions(segmentation))),
        into=path,
    )
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(written):
    parsed = Page()
    parsed.feed(written)
    return parsed


@pytest.fixture(scope="module")
def figure(page):
    return json.loads(page.scripts[0])


def test_nothing_is_fetched(written, page):
    addresses = page.attributes("src") + page.attributes("href")
    assert [each for each in addresses if not each.startswith("data:")] == []
    style = written[written.index("<style>") : written.index("</style>")]
    assert set(re.findall(r"url\((\w+):", style)) == {"data"}
    assert "@import" not in style


def test_policy_lets_only_the_two_scripts_run(written, page):
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; ")
    allowed = re.findall(r"'sha256-([^']+)'", policy)
    runnable = re.findall(r"<script>(.*?)</script>", written, re.DOTALL)
    assert allowed == [base64.b64encode(sha256(s.encode()).digest()).decode() for s in runnable]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "script-src 'unsafe-inline'" not in policy


def test_hostile_names_are_shown_not_run(written, page, figure):
    assert HOSTILE not in written
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [name for _, attributes in page.elements for name in attributes if name == "onerror"]
    assert "<" not in figure["names"]["ko"][0]


def test_script_library_is_inlined_once(written, page):
    assert len(page.scripts) == 3
    assert written.count("Plotly, Inc.") == 1
    assert len(written) < 7_000_000


def test_every_organ_has_a_switch_and_the_withheld_one_says_so(page, written):
    switches = [attributes for _, attributes in page.elements if "data-organ" in attributes]
    assert [attributes["data-organ"] for attributes in switches] == ["0", "1"]
    assert "Withheld: low confidence" in written
    assert "보고 보류: 신뢰도 낮음" in written


def test_letters_stand_on_their_sides(figure):
    letters = figure["traces"][-1]
    places = dict(
        zip(
            letters["text"], zip(letters["x"], letters["y"], letters["z"], strict=True), strict=True
        )
    )
    assert places["R"][0] > 18
    assert places["L"][0] < -18
    assert places["A"][1] > 8 > -8 > places["P"][1]
    assert places["S"][2] > 8 > -8 > places["I"][2]


def test_every_view_has_a_button(page, figure):
    assert page.attributes("data-view") == list(VIEWS)
    assert set(figure["cameras"]) == {"start", *VIEWS}


def test_research_use_is_stated_in_both_languages(written):
    assert "For research use only. Not a medical device." in written
    assert "연구용입니다. 의료기기가 아닙니다." in written
