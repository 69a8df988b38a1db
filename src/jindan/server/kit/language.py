"""The language of a request."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from jindan.catalogue import LANGUAGES


def language_of(request: HttpRequest) -> str:
    """Return `ko` or `en` by Accept-Language, and English where neither is listed."""
    return language_by(request.headers.get("Accept-Language", ""))


def language_by(accept_language: str) -> str:
    """Return the language of that header's value."""
    for tag, _ in parse_accept_lang_header(accept_language):
        primary = tag.split("-")[0]
        if primary in LANGUAGES:
            return primary
    return "en"
