"""The locked packages that somebody who installs the product receives."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEVELOPMENT = frozenset({"test", "lint", "bench"})
ENTRY = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
PARENT = re.compile(r"#(?: via)? +(?!via$)(\S+)")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Package:
    """One locked version of a package, and who asks for it."""

    name: str
    version: str
    marker: str = ""
    hashes: tuple[str, ...] = ()
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, order=True)
class WebPackage:
    """One locked version of a package of npm."""

    name: str
    version: str
    licence: str
    integrity: str


def normal(name: str) -> str:
    """Return the name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> list[Package]:
    """Return the packages of a lock file that `make lock` wrote, in its order."""
    packages: list[Package] = []
    for line in text.splitlines():
        if entry := ENTRY.match(line):
            marker = entry["marker"] or ""
            packages.append(Package(normal(entry["name"]), entry["version"], marker))
        elif digest := HASH.search(line):
            packages[-1] = replace(packages[-1], hashes=(*packages[-1].hashes, digest[1]))
        elif parent := PARENT.search(line.strip()):
            parents = packages[-1].parents | {normal(parent[1])}
            packages[-1] = replace(packages[-1], parents=parents)
    return packages


def asked_for(project: dict) -> set[str]:
    """Return the names that the product's own requirements state, all extras but development."""
    extras = project["optional-dependencies"]
    stated = [*project["dependencies"]]
    for extra in extras.keys() - DEVELOPMENT:
        stated += extras[extra]
    return {normal(NAME.match(line)[0]) for line in stated} - {project["name"]}


def product(root: Path = ROOT) -> list[Package]:
    """Return the locked packages that the product's extras install, on any platform."""
    packages = locked((root / "requirements.lock").read_text(encoding="utf-8"))
    wanted = asked_for(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"])
    while more := {item.name for item in packages if item.parents & wanted} - wanted:
        wanted |= more
    return [item for item in packages if item.name in wanted]


def web_product(root: Path = ROOT) -> Iterator[WebPackage]:
    """Yield each locked package that is built into the web app, and what may be."""
    lock = json.loads((root / "web" / "package-lock.json").read_text(encoding="utf-8"))
    for place, entry in lock["packages"].items():
        if place and not entry.get("dev"):
            name = entry.get("name") or place.rpartition("node_modules/")[2]
            yield WebPackage(
                name, entry["version"], entry.get("license", ""), entry.get("integrity", "")
            )
