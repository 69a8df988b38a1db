"""The body of a request, block by block as it arrives. `config/serving/bodies.py` gives each block a time."""

from collections.abc import Iterator

from django.core.handlers.wsgi import WSGIRequest

from jindan.server.accounts.security import person
from jindan.server.artifacts.errors import (
    LengthRequired,
    MalformedUpload,
    TooManyTransfers,
    TransfersFull,
    UploadCutOff,
    UploadTooSlow,
)
from jindan.server.kit.streams import Places

BLOCK_BYTES = 64 * 1024

RETRY = {"Retry-After": "5"}
PLACES = Places(in_all=64, of_a_person=24)
"""Uploads that one web process reads at a time."""


def blocks(request: WSGIRequest) -> Iterator[bytes]:
    """Yield the body: as many bytes as stated, or all of them where the server marks the end.

    Raises LengthRequired, MalformedUpload, UploadCutOff, UploadTooSlow, TooManyTransfers, TransfersFull.
    """
    left = stated_length(request)
    if left is None and not request.META.get("wsgi.input_terminated"):
        raise LengthRequired
    with PLACES.held(
        person(request).pk,
        when_full=TransfersFull(headers=RETRY),
        when_person_has_all=TooManyTransfers(headers=RETRY, most=PLACES.of_a_person),
    ):
        while left is None or left > 0:
            block = _read(request, BLOCK_BYTES if left is None else min(BLOCK_BYTES, left))
            if block:
                yield block
            elif left is None:
                return
            else:
                raise UploadCutOff
            left = None if left is None else left - len(block)


def stated_length(request: WSGIRequest) -> int | None:
    """Return Content-Length in bytes, or None without one. Raises MalformedUpload if it is no number."""
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit()):
        raise MalformedUpload
    return int(stated)


def _read(request: WSGIRequest, size: int) -> bytes:
    try:
        block: bytes = request.META["wsgi.input"].read(size)
    except TimeoutError as error:
        raise UploadTooSlow from error
    except OSError as error:
        raise UploadCutOff from error
    return block
