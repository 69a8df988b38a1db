"""The bills of materials name every locked package of the product, and none that only develops it."""

import json

from supply.packages import product, web_product
from supply.sbom import of_python, of_web

from repository import ROOT


def test_the_bill_of_python_names_every_locked_package_of_the_product():
    named = {(item["name"], item["version"]) for item in of_python()["components"]}
    assert named == {(item.name, item.version) for item in product()}
    assert not {"pytest", "mypy"} & {name for name, _ in named}


def test_what_the_product_asks_for_is_in_the_bill():
    named = {item["name"] for item in of_python()["components"]}
    assert {"django", "pydicom", "scikit-learn", "psycopg", "sqlparse", "colorama"} <= named


def test_every_component_has_hashes_and_every_dependency_is_a_component():
    bill = of_python()
    refs = {item["bom-ref"] for item in bill["components"]}
    assert all(item["externalReferences"][0]["hashes"] for item in bill["components"])
    assert {ref for item in bill["dependencies"] for ref in item["dependsOn"]} == refs


def test_equal_locks_give_equal_bills():
    assert of_python() == of_python()
    assert of_web() == of_web()


def test_the_bill_of_the_web_app_names_every_locked_package_that_is_built_in():
    named = {(item["name"], item["version"]) for item in of_web()["components"]}
    assert named == {(item.name, item.version) for item in web_product()}
    stated = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert stated.keys() <= {name for name, _ in named}


def test_a_scoped_package_is_addressed_as_the_standard_says():
    purls = {item["purl"].rpartition("@")[0] for item in of_web()["components"]}
    assert "pkg:npm/%40mantine/core" in purls
