"""Write the bills of materials of a release, in CycloneDX 1.6: `python -m supply.sbom FOLDER`.

The lock files are the source: they hold every platform's packages, with hashes.
"""

import base64
import json
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote

from supply.licences import stated
from supply.packages import ROOT, Package, WebPackage, product, web_product

PYTHON, WEB = "jindan-python.cdx.json", "jindan-web.cdx.json"


def of_python(root: Path = ROOT) -> dict:
    """Return the bill of what the product's extras install."""
    packages = product(root)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    refs = {item: f"pkg:pypi/{item.name}@{item.version}" for item in packages}
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    needs = [(project["name"], own), *((item.name, refs[item]) for item in packages)]
    return {
        **bill(own, components=[python_component(item) for item in packages]),
        "dependencies": [
            {"ref": ref, "dependsOn": [refs[item] for item in packages if name in item.parents]}
            for name, ref in needs
        ],
    }


def of_web(root: Path = ROOT) -> dict:
    """Return the bill of what is built into the web app."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = sorted(set(web_product(root)))
    own = f"pkg:npm/jindan-web@{project['version']}"
    return bill(own, components=[web_component(item) for item in packages])


def bill(purl: str, *, components: list[dict]) -> dict:
    """Return a bill without a time or number of its own, so that equal locks give equal bills."""
    name, _, version = purl.rpartition("/")[2].partition("@")
    own = {"type": "application", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    licences = [{"license": {"id": "Apache-2.0"}}]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**own, "licenses": licences}},
        "components": components,
    }


def python_component(package: Package) -> dict:
    """Return a package as a component, with the hashes of all files of its version."""
    markers = [{"name": "jindan:marker", "value": package.marker}] if package.marker else []
    return {
        **library(f"pkg:pypi/{package.name}@{package.version}", package),
        "licenses": [{"license": {"name": text}} for text in stated(package.name)],
        **files(
            f"https://pypi.org/project/{package.name}/{package.version}/",
            algorithm="SHA-256",
            digests=package.hashes,
        ),
        "properties": markers,
    }


def web_component(package: WebPackage) -> dict:
    """Return a package of npm as a component; its lock says a hash as in Subresource Integrity."""
    algorithm, _, digest = package.integrity.partition("-")
    name = quote(package.name, safe="/")
    return {
        **library(f"pkg:npm/{name}@{package.version}", package),
        "licenses": [{"expression": package.licence}],
        **files(
            f"https://www.npmjs.com/package/{package.name}/v/{package.version}",
            algorithm=algorithm.upper().replace("SHA", "SHA-"),
            digests=[base64.b64decode(digest).hex()],
        ),
    }


def library(purl: str, package: Package | WebPackage) -> dict:
    """Return what every component has."""
    named = {"name": package.name, "version": package.version}
    return {"type": "library", "bom-ref": purl, **named, "purl": purl}


def files(url: str, *, algorithm: str, digests: list[str] | tuple[str, ...]) -> dict:
    """Return where a version is published, with the hashes of its files."""
    hashes = [{"alg": algorithm, "content": digest} for digest in digests]
    return {"externalReferences": [{"type": "distribution", "url": url, "hashes": hashes}]}


def write(folder: Path) -> None:
    """Write both bills into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in ((PYTHON, of_python()), (WEB, of_web())):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        print(f"{folder / name}: {len(content['components'])} packages")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
