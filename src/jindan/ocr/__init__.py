"""Documents as a library: each name below is loaded when it is first used.

The folders import each other in the order in which a page flows: pages, lines, layout, numbers, engines, fields,
understanding, outputs.
"""

from importlib import import_module

_HOMES = {
    "Reading": "jindan.ocr.reading",
    "read_document": "jindan.ocr.reading_documents",
}

__all__ = ["Reading", "read_document"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
