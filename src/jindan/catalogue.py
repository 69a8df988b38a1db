"""Every sentence a person reads, in Korean and English, by key.

Messages are Project Fluent files, `locales/<language>/*.ftl`. Both languages have the same keys and the same
placeholders (tests/contracts/test_catalogue.py).
"""

import math
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("ko", "en")
LOCALES = Path(__file__).parent / "locales"
MOST_READABLE = 1e15

Scalar = str | int | float
"""A value that a message can show."""


def text(key: str, *, language: str, **values: Scalar) -> str:
    """Return the message of `key` (`name` or `name.attribute`) with its placeholders filled.

    Raises KeyError when the catalogue has no such message or a placeholder has no value.
    """
    bundle = _bundle(language)
    name, _, attribute = key.partition(".")
    message = bundle.get_message(name)
    pattern = message.attributes[attribute] if attribute else message.value
    if pattern is None:
        raise KeyError(key)
    shown = {placeholder: sayable(value) for placeholder, value in values.items()}
    filled, errors = bundle.format_pattern(pattern, shown)
    if errors:
        raise KeyError(key) from errors[0]
    return str(filled)


def sayable(value: Scalar) -> Scalar:
    """Return a value that a sentence and a database can hold, as a hostile file has numbers that neither can.

    A number beyond ±10¹⁵ becomes ±10¹⁵, and NaN becomes 0.
    """
    if isinstance(value, str) or abs(value) <= MOST_READABLE:
        return value
    return 0 if value != value else math.copysign(MOST_READABLE, value)  # noqa: PLR0124 - not a number


def knows(key: str) -> bool:
    """Return whether every language has a message of this key."""
    name, _, attribute = key.partition(".")
    return all(
        _bundle(language).has_message(name)
        and (not attribute or attribute in _bundle(language).get_message(name).attributes)
        for language in LANGUAGES
    )


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle
