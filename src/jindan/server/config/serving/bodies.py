"""The body of a request: read whole under a deadline, or by an operation block by block as it arrives."""

import asyncio
import io
import threading
import time
from collections import Counter
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asgiref.typing import ASGIReceiveCallable, ASGIReceiveEvent

from jindan.server.config.serving.errors import BodyTooLarge, RequestTooSlow, ServerBusy

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WHOLE_BODY_S = 10.0
UNCOUNTED_BYTES = 64 * 1024
MOST_WAITING_BYTES = 64 * 1024 * 1024
MOST_WAITING_BYTES_OF_AN_ADDRESS = 16 * 1024 * 1024


class ClientGone(ConnectionError):
    """The client has closed the connection before its body was complete."""


@dataclass
class WaitingBodies:
    """Bytes of bodies that have arrived in part, without the first UNCOUNTED_BYTES of each, by address."""

    of_address: Counter[str] = field(default_factory=Counter)
    in_all: int = 0

    def add(self, size: int, *, address: str) -> None:
        """Count bytes that have come. Raises ServerBusy where no more may wait."""
        self.of_address[address] += size
        self.in_all += size
        is_over = self.of_address[address] > MOST_WAITING_BYTES_OF_AN_ADDRESS
        if is_over or self.in_all > MOST_WAITING_BYTES:
            raise ServerBusy(headers={"Retry-After": "5"})

    def remove(self, size: int, *, address: str) -> None:
        """Count bytes that wait no longer."""
        self.in_all -= size
        self.of_address[address] -= size
        if not self.of_address[address]:
            del self.of_address[address]

    async def whole(
        self, receive: ASGIReceiveCallable, *, most: int, length: int | None, address: str
    ) -> bytes:
        """Return a whole body of at most `most` bytes.

        Raises BodyTooLarge, RequestTooSlow, ServerBusy, and ClientGone where the client leaves.
        """
        if length is not None and length > most:
            raise BodyTooLarge(limit_kib=most // 1024)
        body, counted = bytearray(), 0
        try:
            async with asyncio.timeout(WHOLE_BODY_S):
                is_complete = False
                while not is_complete:
                    message = await receive()
                    body += _bytes_of(message)
                    is_complete = not message.get("more_body", False)
                    if len(body) > most:
                        raise BodyTooLarge(limit_kib=most // 1024)
                    more = max(len(body) - UNCOUNTED_BYTES, 0) - counted
                    counted += more
                    self.add(more, address=address)
        except TimeoutError as error:
            raise RequestTooSlow from error
        finally:
            self.remove(counted, address=address)
        return bytes(body)


class ArrivingBody(io.RawIOBase):
    """The body of an upload, for the thread that reads it. The event loop reads no further than the thread has taken.

    stall_s: seconds within which each block that the reader asks for must come. working: what the reader holds while
    it works, given back while it waits for a block.
    """

    def __init__(
        self,
        receive: ASGIReceiveCallable,
        *,
        loop: asyncio.AbstractEventLoop,
        stall_s: float,
        working: threading.Semaphore,
    ) -> None:
        super().__init__()
        self._receive = receive
        self._loop = loop
        self._stall_s = stall_s
        self._working = working
        self._left = bytearray()
        self._is_ended = False
        self._waiting: Future[ASGIReceiveEvent] | None = None

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read into a buffer as `read` does, and return the number of bytes."""
        view = memoryview(buffer).cast("B")
        block = self.read(len(view))
        view[: len(block)] = block
        return len(block)

    def read(self, size: int = -1, /) -> bytes:
        """Return the next `size` bytes, fewer only at the end of the body.

        Raises TimeoutError where they do not come within the time, and ClientGone.
        """
        until = time.monotonic() + self._stall_s
        while not self._is_ended and (size < 0 or len(self._left) < size):
            message = self._next(until - time.monotonic())
            self._left += _bytes_of(message)
            self._is_ended = not message.get("more_body", False)
        count = len(self._left) if size < 0 else size
        block = bytes(self._left[:count])
        del self._left[:count]
        return block

    def close(self) -> None:
        """Wake the thread that waits for a block: nothing will come."""
        if self._waiting is not None:
            self._waiting.cancel()
        super().close()

    def _next(self, seconds: float) -> ASGIReceiveEvent:
        self._waiting = asyncio.run_coroutine_threadsafe(_received(self._receive), self._loop)
        self._working.release()
        try:
            return self._waiting.result(timeout=max(seconds, 0))
        except CancelledError as error:
            raise ClientGone from error
        except TimeoutError:
            self._waiting.cancel()
            raise
        finally:
            self._working.acquire()
            self._waiting = None


async def _received(receive: ASGIReceiveCallable) -> ASGIReceiveEvent:
    return await receive()


def _bytes_of(message: ASGIReceiveEvent) -> bytes:
    """Return the bytes of a message. Raises ClientGone."""
    if message["type"] != "http.request":
        raise ClientGone
    return message["body"]
