"""The body of a request, block by block as it arrives; a client that stalls is let go."""

from collections.abc import Iterator

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest

from jindan.server.artifacts.errors import LengthRequired, MalformedUpload, UploadCutOff
from jindan.server.artifacts.patience import Patience

BLOCK_BYTES = 64 * 1024


def blocks(request: WSGIRequest) -> Iterator[bytes]:
    """The body: as many bytes as stated, or all where the server marks the end.

    Raises LengthRequired, MalformedUpload, UploadCutOff, UploadTooSlow.
    """
    left = stated_length(request)
    if left is None and not request.META.get("wsgi.input_terminated"):
        raise LengthRequired
    with Patience(request.META.get("gunicorn.socket"), seconds=settings.UPLOAD_STALL_S) as patience:
        while left is None or left > 0:
            with patience.waiting():
                block = _read(request, BLOCK_BYTES if left is None else min(BLOCK_BYTES, left))
            if block:
                yield block
            elif left is None:
                return
            else:
                raise UploadCutOff
            left = None if left is None else left - len(block)


def stated_length(request: WSGIRequest) -> int | None:
    """Content-Length in bytes, if there is one. Raises MalformedUpload for one that is no number."""
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated:
        return None
    if not (stated.isascii() and stated.isdigit()):
        raise MalformedUpload
    return int(stated)


def _read(request: WSGIRequest, size: int) -> bytes:
    try:
        block: bytes = request.META["wsgi.input"].read(size)
    except OSError as error:
        raise UploadCutOff from error
    return block
