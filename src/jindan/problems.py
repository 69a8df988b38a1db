"""The problems that are reported to a person: the one kind of error that is expected."""

import re

from jindan.catalogue import Scalar, sayable, text


def slug_of(subject: type) -> str:
    """Return a class name as it is in URLs and in the catalogue: `EmptyVolume` → `empty-volume`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", subject.__name__).lower()


class Problem(Exception):
    """The input cannot be analysed. The catalogue says why and what to do, in Korean and English.

    Each subclass has a message `problem-<slug>` with the attributes `detail` and `remedy`. `values` fill its
    placeholders and must hold nothing that identifies a patient.
    """

    def __init__(self, **values: Scalar) -> None:
        super().__init__(values)
        self.values = {name: sayable(value) for name, value in values.items()}

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Return title, detail and remedy as sentences, `language` being `ko` or `en`."""
        key = f"problem-{slug_of(type(self))}"
        title, detail, remedy = (
            text(name, language=language, **self.values)
            for name in (key, f"{key}.detail", f"{key}.remedy")
        )
        return f"{title}. {detail} {remedy}"


class Unavailable(Problem):
    """A model, device or remote service is out of reach for now. Trying later may work."""
