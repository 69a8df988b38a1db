"""Judge the licences of the product's packages against `supply/licences.toml`."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from supply.packages import product, web_product

TABLE = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))
TOKENS = re.compile(r"[()]|[^\s()]+")
STRONG = re.compile(r"\b(?:A?GPL|SSPL)|(?<!Lesser )General Public License", re.IGNORECASE)
CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(?!OSI Approved$)(.+)")
LONGEST_NAME = 80


class Unreadable(ValueError):
    """The licence's text is no expression of SPDX."""


def refusal(package: str, stated: Iterable[str]) -> str | None:
    """Return why a package may not be in the product, or None where it may.

    Every statement has to pass: metadata that says MIT beside a classifier of the GPL is refused.
    """
    statements = [text for text in stated if text.strip()]
    if any(is_refused(text) for text in statements):
        return f"{package}: {', '.join(statements)} is refused"
    exception = TABLE["exceptions"].get(package)
    if exception is not None:
        if sorted(statements) != sorted(exception["states"]):
            return f"{package}: states {statements}, and its exception is for {exception['states']}"
        return None
    if not statements:
        return f"{package}: no licence is stated"
    unclear = [text for text in statements if not is_allowed(text)]
    return f"{package}: {', '.join(unclear)} is not on the list" if unclear else None


def is_refused(text: str) -> bool:
    """Return whether a statement leaves no choice but the GPL, the AGPL or the SSPL."""
    try:
        return not holds(text, allowed=lambda name: not STRONG.search(name))
    except Unreadable:
        return STRONG.search(text) is not None


def is_allowed(text: str) -> bool:
    """Return whether a statement is an expression over allowed licences, or a known old name."""
    known = TABLE["names"].get(text)
    try:
        return holds(known or text, allowed=lambda name: name in TABLE["allowed"])
    except Unreadable:
        return False


def holds(text: str, *, allowed) -> bool:
    """Return the value of an SPDX expression: `AND` binds before `OR`, as SPDX 3 annex B says.

    Raises `Unreadable`.
    """
    tokens = TOKENS.findall(text)
    value = either(tokens, allowed)
    if tokens:
        raise Unreadable(text)
    return value


def either(tokens, allowed):
    """Take an expression of `OR` from the tokens."""
    value = both(tokens, allowed)
    while tokens[:1] == ["OR"]:
        tokens.pop(0)
        value = both(tokens, allowed) or value
    return value


def both(tokens, allowed):
    """Take an expression of `AND` from the tokens."""
    value = one(tokens, allowed)
    while tokens[:1] == ["AND"]:
        tokens.pop(0)
        value = one(tokens, allowed) and value
    return value


def one(tokens, allowed):
    """Take a licence, with its exception, or a group in brackets from the tokens."""
    if not tokens or tokens[0] in {"AND", "OR", "WITH", ")"}:
        raise Unreadable
    name = tokens.pop(0)
    if name == "(":
        value = either(tokens, allowed)
        if tokens[:1] != [")"]:
            raise Unreadable
        tokens.pop(0)
        return value
    if tokens[:1] == ["WITH"]:
        name = f"{name} WITH {(tokens[1:2] or [''])[0]}"
        del tokens[:2]
    return allowed(name)


def statements(package: Distribution) -> list[str]:
    """Return what a package's metadata states: the SPDX expression where there is one.

    Otherwise the field `License`, where it is a name and not a whole text, and each classifier.
    """
    expression = package.metadata.get("License-Expression")
    if expression:
        return [expression]
    name = package.metadata.get("License") or ""
    classifiers = package.metadata.get_all("Classifier") or []
    return [
        *([name] if len(name) <= LONGEST_NAME and "\n" not in name else []),
        *(match[1] for line in classifiers if (match := CLASSIFIER.fullmatch(line))),
    ]


def stated(name: str) -> list[str]:
    """Return what a locked package states.

    One that this platform does not install is answered from the table.
    """
    try:
        return [text for text in statements(distribution(name)) if text]
    except PackageNotFoundError:
        return TABLE["elsewhere"].get(name, [])


def refusals() -> list[str]:
    """Return why packages of the product are refused, on the server and in the web app."""
    server = {item.name: stated(item.name) for item in product()}
    web = {f"npm:{item.name}": [item.licence] for item in web_product()}
    judged = [refusal(name, texts) for name, texts in (server | web).items()]
    return [reason for reason in judged if reason]
