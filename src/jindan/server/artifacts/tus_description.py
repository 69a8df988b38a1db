"""What the API's description says of tus, whose requests and answers are headers."""

from collections.abc import Mapping
from typing import Any

from jindan.server.artifacts.tus import ARTIFACT, OFFSET_STREAM

HEADERS: Mapping[str, str] = {
    "Tus-Resumable": "`1.0.0`",
    "Tus-Version": "Versions of tus that are spoken here",
    "Tus-Extension": "Extensions of tus that are spoken here",
    "Tus-Checksum-Algorithm": "Algorithms that `Upload-Checksum` may name",
    "Tus-Max-Size": "Bytes of the largest file",
    "Upload-Length": "Bytes of the whole file",
    "Upload-Offset": "Bytes that are kept for certain; the next ones follow them",
    "Upload-Expires": "When the upload is forgotten unless more of it comes",
    "Upload-Metadata": "Pairs of key and Base64: `filename`, and `sha256` of the whole file in hexadecimal digits",
    "Upload-Checksum": "`sha256` and the Base64 of the SHA-256 of this request's bytes",
    "Location": "Address of the new upload",
    ARTIFACT: "Id of the artifact; sent when all bytes have come",
}
STANDING = ("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Expires", ARTIFACT)


def _described(
    *,
    status: int,
    answers: tuple[str, ...],
    asks: tuple[str, ...] = (),
    may_ask: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": name in asks,
                "description": HEADERS[name],
                "schema": {"type": "string"},
            }
            for name in (*asks, *may_ask)
        ],
        "responses": {
            status: {
                "headers": {
                    name: {"description": HEADERS[name], "schema": {"type": "string"}}
                    for name in answers
                }
            }
        },
    }


OFFERING = _described(
    status=204,
    answers=(
        "Tus-Resumable",
        "Tus-Version",
        "Tus-Extension",
        "Tus-Checksum-Algorithm",
        "Tus-Max-Size",
    ),
)
BEGINNING = _described(
    status=201,
    answers=("Location", *STANDING[:-1]),
    asks=("Tus-Resumable", "Upload-Length"),
    may_ask=("Upload-Metadata",),
)
ASKING = _described(status=200, answers=STANDING, asks=("Tus-Resumable",))
APPENDING = _described(
    status=204,
    answers=STANDING,
    asks=("Tus-Resumable", "Upload-Offset"),
    may_ask=("Upload-Checksum",),
) | {
    "requestBody": {
        "required": True,
        "content": {OFFSET_STREAM: {"schema": {"type": "string", "format": "binary"}}},
    }
}
ENDING = _described(status=204, answers=("Tus-Resumable",), asks=("Tus-Resumable",))
