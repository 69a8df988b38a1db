"""Responses that the server sends in looks, one block each, with a pause between them."""

import threading
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress

from django.http import StreamingHttpResponse


class PacedResponse(StreamingHttpResponse):
    """Response of which each block is one look at something that changes.

    pause_s: seconds that the server waits after each block. It holds no thread meanwhile, so the blocks must not wait
    themselves.
    """

    def __init__(self, blocks: Iterable[bytes], *, pause_s: float, content_type: str) -> None:
        super().__init__(blocks, content_type=content_type)
        self.pause_s = pause_s


class Places:
    """Places that people take for a while: so many in one process, and so many for each person."""

    def __init__(self, *, in_all: int, of_a_person: int) -> None:
        self.in_all = in_all
        self.of_a_person = of_a_person
        self._taken: Counter[Hashable] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def held(
        self, person: Hashable, *, when_full: Exception, when_person_has_all: Exception
    ) -> Iterator[None]:
        """Hold a place within the context. Raises one of the two exceptions."""
        give_back = self.take(person, when_full=when_full, when_person_has_all=when_person_has_all)
        try:
            yield
        finally:
            give_back()

    def take(
        self, person: Hashable, *, when_full: Exception, when_person_has_all: Exception
    ) -> Callable[[], None]:
        """Take a place, and return what gives it back once. Raises one of the two exceptions."""
        with self._lock:
            if self._taken[person] >= self.of_a_person:
                raise when_person_has_all
            if self._taken.total() >= self.in_all:
                raise when_full
            self._taken[person] += 1
        holding = [person]

        def give_back() -> None:
            with self._lock, suppress(IndexError):
                self._taken[holding.pop()] -= 1
                self._taken += Counter()  # forgets those who hold none

        return give_back


class Releasing(Iterator[bytes]):
    """Blocks that call `release` when they are closed, however the response ends."""

    def __init__(self, blocks: Iterator[bytes], *, release: Callable[[], None]) -> None:
        self._blocks = blocks
        self._release = release

    def __next__(self) -> bytes:
        """Return the next block."""
        return next(self._blocks)

    def close(self) -> None:
        """Close the blocks where they can be, and release. Django calls this however the response ends."""
        close = getattr(self._blocks, "close", None)
        if close is not None:
            close()
        self._release()
