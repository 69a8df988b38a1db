"""Headers of tus 1.0 (https://tus.io/protocols/resumable-upload), read from requests and set on responses."""

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
from jindan.server.kit.problems import RequestProblem

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,expiration,termination"
ALGORITHM = "sha256"
OFFSET_STREAM = "application/offset+octet-stream"
ARTIFACT = "Jindan-Artifact"
"""Our own header: the id of the artifact of a finished upload."""
LONGEST_NUMBER = 18
"""Most digits of a number. One with more may not fit the database's column."""
METADATA_KEY = re.compile(r"[!-+\--~]+", re.ASCII)
SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Creation:
    """The upload that a client announces. length: in bytes. sha256: hexadecimal digits, or empty."""

    length: int
    name: str
    sha256: str


@contextmanager
def version_checked(request: HttpRequest) -> Iterator[None]:
    """Refuse another version of tus, and name our version in the headers of every problem raised within.

    Raises UnsupportedTusVersion.
    """
    try:
        if request.headers.get("Tus-Resumable") != VERSION:
            raise UnsupportedTusVersion(headers={"Tus-Version": VERSION}, version=VERSION)
        yield
    except RequestProblem as problem:
        problem.headers["Tus-Resumable"] = VERSION
        raise


def capability_headers() -> Mapping[str, str]:
    """Return the headers of the answer to OPTIONS: version, extensions and limits of this server."""
    return {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Checksum-Algorithm": ALGORITHM,
        "Tus-Max-Size": str(settings.MAX_UPLOAD_BYTES),
    }


def status_headers(upload: ResumableUpload) -> Mapping[str, str]:
    """Return the headers of an upload's status: offset, length, expiry, and the artifact of a finished one."""
    artifact = {ARTIFACT: str(upload.artifact_id)} if upload.artifact_id else {}
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
        **artifact,
    }


def set_headers(response: HttpResponse, headers: Mapping[str, str]) -> None:
    """Set headers on a response."""
    for name, value in headers.items():
        response[name] = value


def creation(request: HttpRequest) -> Creation:
    """Return the upload that the client announces. Raises MalformedTusHeader."""
    metadata = _metadata(request.headers.get("Upload-Metadata", ""))
    sha256 = metadata.get("sha256", "")
    if sha256 and not SHA256.fullmatch(sha256):
        raise MalformedTusHeader(header="Upload-Metadata")
    return Creation(
        length=_number(request, "Upload-Length"),
        name=display_name(metadata.get("filename", "")),
        sha256=sha256.lower(),
    )


def offset(request: HttpRequest) -> int:
    """Return the byte at which the body of a PATCH begins. Raises MalformedTusHeader, NotAnOffsetStream."""
    if request.headers.get("Content-Type", "") != OFFSET_STREAM:
        raise NotAnOffsetStream(expected=OFFSET_STREAM)
    return _number(request, "Upload-Offset")


def checksum(request: HttpRequest) -> str:
    """Return the stated SHA-256 of the body as hexadecimal digits, or an empty string.

    Raises UnknownChecksum, MalformedTusHeader.
    """
    stated = request.headers.get("Upload-Checksum", "")
    if not stated:
        return ""
    algorithm, _, digest = stated.partition(" ")
    if algorithm != ALGORITHM:
        raise UnknownChecksum(algorithm=ALGORITHM)
    hexadecimal = _decoded(digest, header="Upload-Checksum").hex()
    if not SHA256.fullmatch(hexadecimal):
        raise MalformedTusHeader(header="Upload-Checksum")
    return hexadecimal


def _number(request: HttpRequest, header: str) -> int:
    stated = request.headers.get(header, "")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= LONGEST_NUMBER):
        raise MalformedTusHeader(header=header)
    return int(stated)


def _metadata(header: str) -> Mapping[str, str]:
    """Return the pairs of Upload-Metadata. Raises MalformedTusHeader, also for a key that comes twice."""
    metadata: dict[str, str] = {}
    for pair in filter(None, header.split(",")):
        key, _, encoded = pair.strip().partition(" ")
        if not METADATA_KEY.fullmatch(key) or key in metadata:
            raise MalformedTusHeader(header="Upload-Metadata")
        try:
            metadata[key] = _decoded(encoded, header="Upload-Metadata").decode()
        except UnicodeDecodeError:
            raise MalformedTusHeader(header="Upload-Metadata") from None
    return metadata


def _decoded(encoded: str, *, header: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):  # ValueError: not ASCII
        raise MalformedTusHeader(header=header) from None
