"""Kinds of requests. Each has threads of its own, so that one kind cannot take another's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, kw_only=True)
class RequestKind:
    """Requests that share threads and limits.

    places: requests that may wait for a thread or be answered at once, in one web process. of_one_address: the same for
    one address. The next is refused before Django is asked, which costs almost nothing. body_bytes: largest body, read
    whole before a thread is taken. None: the operation itself reads the body as it arrives.
    """

    name: str
    threads: int
    places: int
    of_one_address: int
    body_bytes: int | None


API = RequestKind(name="api", threads=12, places=512, of_one_address=256, body_bytes=1024 * KIB)
SIGN_IN = RequestKind(name="sign-in", threads=4, places=128, of_one_address=64, body_bytes=64 * KIB)
UPLOAD = RequestKind(name="upload", threads=64, places=80, of_one_address=64, body_bytes=None)
DOWNLOAD = RequestKind(name="download", threads=4, places=64, of_one_address=48, body_bytes=0)
STREAM = RequestKind(name="stream", threads=4, places=24, of_one_address=20, body_bytes=0)
PAGE = RequestKind(name="page", threads=4, places=256, of_one_address=128, body_bytes=64 * KIB)
KINDS = (API, SIGN_IN, UPLOAD, DOWNLOAD, STREAM, PAGE)

SENDING_THREADS = 4
"""Threads that read the next block of a download. None of them waits for a client."""
BUSY_UPLOADS = 4
"""Threads of uploads that may work at once. The others wait for their clients, and take no time from anybody."""

API_PREFIX = "/api/"
_PLACES: Sequence[tuple[str, str, RequestKind]] = (
    (r"[A-Z]+", r"/api/v1/auth/.*", SIGN_IN),
    (r"POST", r"/api/v1/cases/[^/]+/(artifacts|documents|documents/read-now)", UPLOAD),
    (r"PATCH", r"/api/v1/uploads/[^/]+", UPLOAD),
    (r"GET|HEAD", r"/api/v1/artifacts/[^/]+/content", DOWNLOAD),
    (r"GET|HEAD", r"/api/v1/jobs/previews/[^/]+", DOWNLOAD),
    (r"GET|HEAD", r"/api/v1/documents/[^/]+/(export|pages/[^/]+/image)", DOWNLOAD),
    (r"GET|HEAD", r"/api/v1/reports/[^/]+/pdf", DOWNLOAD),
    (r"GET|HEAD", r"/api/v1/patients/[^/]+/(access-log|export)", DOWNLOAD),
    (r"GET", r"/api/v1/jobs/(events|[^/]+/events)", STREAM),
)
"""Method and path. tests/contracts/test_request_kinds.py holds them against openapi.json."""


def kind_of(method: str, *, path: str) -> RequestKind:
    """Return the kind of a request."""
    if not path.startswith(API_PREFIX):
        return PAGE
    for one_method, pattern, kind in _PLACES:
        if re.fullmatch(one_method, method) and re.fullmatch(pattern, path):
            return kind
    return API
