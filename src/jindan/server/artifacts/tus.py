"""The words of tus 1.0 (https://tus.io/protocols/resumable-upload): headers read, headers answered."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from jindan.server.artifacts.errors import (
    MalformedTusHeader,
    NotAnOffsetStream,
    UnknownChecksum,
    UnsupportedTusVersion,
)
from jindan.server.artifacts.models import ResumableUpload
from jindan.server.artifacts.names import display_name
from jindan.server.kit.problems import Problem

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHM = "sha256"
OFFSET_STREAM = "application/offset+octet-stream"
ARTIFACT = "Jindan-Artifact"
"""Our own header: the id of what a finished upload became."""
LONGEST_NUMBER = 18
METADATA_KEY = re.compile(r"[!-+\--~]+", re.ASCII)
SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Creation:
    """What a client says before the first byte. sha256: hexadecimal digits, or empty."""

    length: int
    name: str
    sha256: str


@contextmanager
def spoken(request: HttpRequest) -> Iterator[None]:
    """Refuse another version of tus, and mark every refusal within with ours. Raises UnsupportedTusVersion."""
    try:
        if request.headers.get("Tus-Resumable") != VERSION:
            raise UnsupportedTusVersion(headers={"Tus-Version": VERSION}, version=VERSION)
        yield
    except Problem as problem:
        problem.headers["Tus-Resumable"] = VERSION
        raise


def offer() -> Mapping[str, str]:
    """What this server can do, as OPTIONS answers."""
    return {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Checksum-Algorithm": ALGORITHM,
        "Tus-Max-Size": str(settings.MAX_UPLOAD_BYTES),
    }


def standing(upload: ResumableUpload) -> Mapping[str, str]:
    """How far an upload has come, and what it became."""
    artifact = {ARTIFACT: str(upload.artifact_id)} if upload.artifact_id else {}
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
        **artifact,
    }


def tell(response: HttpResponse, headers: Mapping[str, str]) -> None:
    """Put headers on an answer."""
    for name, value in headers.items():
        response[name] = value


def creation(request: HttpRequest) -> Creation:
    """What the client is about to send. Raises MalformedTusHeader."""
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    sha256 = told.get("sha256", "")
    if sha256 and not SHA256.fullmatch(sha256):
        raise MalformedTusHeader(header="Upload-Metadata")
    return Creation(
        length=_number(request, "Upload-Length"),
        name=display_name(told.get("filename", "")),
        sha256=sha256.lower(),
    )


def offset(request: HttpRequest) -> int:
    """Where the bytes of a PATCH begin. Raises MalformedTusHeader, NotAnOffsetStream."""
    if request.headers.get("Content-Type", "") != OFFSET_STREAM:
        raise NotAnOffsetStream(expected=OFFSET_STREAM)
    return _number(request, "Upload-Offset")


def checksum(request: HttpRequest) -> str:
    """SHA-256 of the body as hexadecimal digits; empty when none is stated.

    Raises UnknownChecksum, MalformedTusHeader.
    """
    stated = request.headers.get("Upload-Checksum", "")
    if not stated:
        return ""
    algorithm, _, digest = stated.partition(" ")
    if algorithm != ALGORITHM:
        raise UnknownChecksum(algorithm=ALGORITHM)
    hexadecimal = _unpacked(digest, header="Upload-Checksum").hex()
    if not SHA256.fullmatch(hexadecimal):
        raise MalformedTusHeader(header="Upload-Checksum")
    return hexadecimal


def _number(request: HttpRequest, header: str) -> int:
    stated = request.headers.get(header, "")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= LONGEST_NUMBER):
        raise MalformedTusHeader(header=header)
    return int(stated)


def _metadata(header: str) -> Mapping[str, str]:
    told: dict[str, str] = {}
    for pair in filter(None, header.split(",")):
        key, _, packed = pair.strip().partition(" ")
        if not METADATA_KEY.fullmatch(key) or key in told:
            raise MalformedTusHeader(header="Upload-Metadata")
        try:
            told[key] = _unpacked(packed, header="Upload-Metadata").decode()
        except UnicodeDecodeError:
            raise MalformedTusHeader(header="Upload-Metadata") from None
    return told


def _unpacked(packed: str, *, header: str) -> bytes:
    try:
        return base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):  # ValueError: not ASCII
        raise MalformedTusHeader(header=header) from None
