"""The part of the API's description that covers tus, whose requests and answers are headers."""

from collections.abc import Mapping
from typing import Any

from jindan.server.artifacts.upload.tus import ARTIFACT, OFFSET_STREAM

HEADERS: Mapping[str, str] = {
    "Tus-Resumable": "`1.0.0`",
    "Tus-Version": "Supported versions of tus",
    "Tus-Extension": "Supported extensions of tus",
    "Tus-Checksum-Algorithm": "Algorithms that `Upload-Checksum` may name",
    "Tus-Max-Size": "Bytes of the largest file",
    "Upload-Length": "Bytes of the whole file",
    "Upload-Offset": "Bytes stored so far. The next ones follow them",
    "Upload-Expires": "When the upload is deleted unless more of it comes",
    "Upload-Metadata": "Pairs of key and Base64: `filename`, and `sha256` of the whole file in hexadecimal digits",
    "Upload-Checksum": "`sha256` and the Base64 of the SHA-256 of this request's bytes",
    "Location": "Address of the new upload",
    ARTIFACT: "Id of the artifact; sent when all bytes have come",
}
STATUS = ("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Expires", ARTIFACT)


def _description(
    *,
    status: int,
    answers: tuple[str, ...],
    required: tuple[str, ...] = (),
    optional: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": name in required,
                "description": HEADERS[name],
                "schema": {"type": "string"},
            }
            for name in (*required, *optional)
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


OFFERING = _description(
    status=204,
    answers=(
        "Tus-Resumable",
        "Tus-Version",
        "Tus-Extension",
        "Tus-Checksum-Algorithm",
        "Tus-Max-Size",
    ),
)
BEGINNING = _description(
    status=201,
    answers=("Location", *STATUS[:-1]),
    required=("Tus-Resumable", "Upload-Length"),
    optional=("Upload-Metadata",),
)
READING = _description(status=200, answers=STATUS, required=("Tus-Resumable",))
APPENDING = _description(
    status=204,
    answers=STATUS,
    required=("Tus-Resumable", "Upload-Offset"),
    optional=("Upload-Checksum",),
) | {
    "requestBody": {
        "required": True,
        "content": {OFFSET_STREAM: {"schema": {"type": "string", "format": "binary"}}},
    }
}
ENDING = _description(status=204, answers=("Tus-Resumable",), required=("Tus-Resumable",))
