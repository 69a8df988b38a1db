"""Every file from outside is shown to a malware scanner, where the installation has one, before it is stored.

The scanner is a ClamAV daemon, spoken to in its own protocol (INSTREAM of clamd(8)): chunks with their length in four
bytes, an empty one at the end, one line as the answer. A scanner that gives no verdict refuses the file, unless the
installation says otherwise; then the audit tells which files went unseen.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import structlog
from django.conf import settings

from jindan.server.accounts.models import User
from jindan.server.artifacts.errors import MalwareFound, NotScanned
from jindan.server.artifacts.incoming import Received
from jindan.server.audit.services import record_event
from jindan.server.patients.models import Case

CHUNK_BYTES = 256 * 1024
PATIENCE_S = 60
"""For each chunk and for the verdict, which comes after the last one."""
LONGEST_ANSWER = 4096
CLEAN, INFECTED = b"stream: OK", b" FOUND"

log = structlog.get_logger(__name__)


def ensure_clean(received: Received, *, number: int, by: User, case: Case) -> None:
    """Refuse a file that the scanner recognises, or cannot judge; audited either way.

    number: the file's place in the request. Call outside a transaction, for the audit stays when the file does not.
    Raises MalwareFound, NotScanned.
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
        record_event("upload.malware-found", by=by, subject=case, case=case)
        raise MalwareFound(number=number)
    record_event("upload.not-scanned", by=by, subject=case, case=case)
    if not settings.MALWARE_SCANNER_MAY_FAIL:
        raise NotScanned(number=number)


def _verdict(received: Received) -> bytes:
    """The scanner's answer; OSError when it cannot be reached or hangs up."""
    with _connected(settings.MALWARE_SCANNER) as scanner, received.open_plain() as plain:
        scanner.sendall(b"zINSTREAM\0")
        while chunk := plain.read(CHUNK_BYTES):
            scanner.sendall(len(chunk).to_bytes(4) + chunk)
        scanner.sendall(bytes(4))
        return _answer(scanner)


def _answer(scanner: socket.socket) -> bytes:
    """One line, ended by a zero byte."""
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
def _connected(address: str) -> Iterator[socket.socket]:
    """A connection to `unix:/path` or `tcp://host:port`."""
    where = urlsplit(address)
    if where.scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as scanner:
            scanner.settimeout(PATIENCE_S)
            scanner.connect(where.path)
            yield scanner
    else:
        end = (where.hostname or "", where.port or 0)
        with socket.create_connection(end, timeout=PATIENCE_S) as scanner:
            yield scanner
