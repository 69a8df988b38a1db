"""Malware scan of every file from outside before it is stored, where the installation has a scanner.

The scanner is a ClamAV daemon. The protocol is INSTREAM of clamd(8): chunks with their length in four bytes, an empty
one at the end, one line as the answer. Without a verdict the file is refused, unless the installation accepts unscanned
files. The audit trail then names them.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from jindan.server.accounts.models import User
from jindan.server.artifacts.errors import MalwareFound, NotScanned
from jindan.server.artifacts.storage.incoming import Received
from jindan.server.audit.models import EventOutcome
from jindan.server.audit.services import record_event
from jindan.server.patients.models import Case

CHUNK_BYTES = 256 * 1024
TIMEOUT_S = 60
"""For each chunk, and for the verdict after the last one."""
LONGEST_ANSWER = 4096
CLEAN, INFECTED = b"stream: OK", b" FOUND"

log = structlog.get_logger(__name__)


def ensure_clean(received: Received, *, number: int, by: User, case: Case) -> None:
    """Raise an error for a file that the scanner recognises or cannot judge, and audit either.

    number: the file's place in the request. Call outside a transaction, so that the audit event stays when the file is
    refused. Raises MalwareFound, NotScanned.
    """
    if not settings.MALWARE_SCANNER:
        return
    try:
        verdict = _verdict(received)
    except OSError as error:
        log.warning("malware-scanner-unreachable", error=type(error).__name__)
        verdict = b""
    if verdict == CLEAN:
        return
    if verdict.endswith(INFECTED):
        record_event(
            "upload.malware-found", by=by, subject=case, case=case, outcome=EventOutcome.REFUSED
        )
        raise MalwareFound(number=number)
    record_event("upload.not-scanned", by=by, subject=case, case=case)
    if not settings.MALWARE_SCANNER_MAY_FAIL:
        raise NotScanned(number=number)


def _verdict(received: Received) -> bytes:
    """Return the scanner's answer. Raises OSError when it cannot be reached or hangs up."""
    with _connection(settings.MALWARE_SCANNER) as scanner, received.open_plain() as plain:
        scanner.sendall(b"zINSTREAM\0")
        while chunk := plain.read(CHUNK_BYTES):
            scanner.sendall(len(chunk).to_bytes(4) + chunk)
        scanner.sendall(bytes(4))
        return _answer(scanner)


def _answer(scanner: socket.socket) -> bytes:
    """Return the scanner's one line, which ends with a zero byte. Raises ConnectionError when it is cut off."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        block = scanner.recv(LONGEST_ANSWER)
        if not block:
            break
        answer += block
    if not answer.endswith(b"\0"):
        raise ConnectionError
    return answer[:-1]


@contextmanager
def _connection(address: str) -> Iterator[socket.socket]:
    """Yield a connection to `unix:/path` or `tcp://host:port`."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as scanner:
            scanner.settimeout(TIMEOUT_S)
            scanner.connect(parts.path)
            yield scanner
    else:
        host_and_port = (parts.hostname or "", parts.port or 0)
        with socket.create_connection(host_and_port, timeout=TIMEOUT_S) as scanner:
            yield scanner
