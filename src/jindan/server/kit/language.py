"""Which of the two languages a request asks for."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from jindan.catalogue import LANGUAGES


def language_of(request: HttpRequest) -> str:
    """`ko` or `en` by Accept-Language; English where neither is asked for."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        primary = tag.split("-")[0]
        if primary in LANGUAGES:
            return primary
    return "en"
