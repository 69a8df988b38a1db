"""How long the server waits for a client: a body that trickles would hold a thread for days."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

from jindan.server.artifacts.errors import UploadCutOff, UploadTooSlow

LOOKS = 4
"""Looks at the clock within the time that is allowed."""


class Patience:
    """Ends the reading of a connection when one block takes longer than `seconds`.

    A time-out of the socket would not do: it starts anew with every byte. No connection (another
    server than gunicorn, or a test) is waited for without end.
    """

    def __init__(self, connection: socket.socket | None, *, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds
        self._since: float | None = None
        self._over = threading.Event()
        self._is_lost = False

    def __enter__(self) -> "Patience":
        if self._connection is not None:
            watch = (self._connection,)
            threading.Thread(target=self._watch, args=watch, daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._is_lost and isinstance(error, UploadCutOff):
            raise UploadTooSlow from error

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """The time of the block within counts; what the server does with a block does not."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._since = None

    def _watch(self, connection: socket.socket) -> None:
        while not self._over.wait(self._seconds / LOOKS):
            since = self._since
            if since is not None and time.monotonic() - since > self._seconds:
                self._is_lost = True
                with suppress(OSError):  # it is closed already
                    connection.shutdown(socket.SHUT_RD)  # the answer can still be sent
                return
