"""The lines that a child sends, whose length and number are its parent's to bound."""

import os
from collections.abc import Iterator

from jindan.confinement.errors import RulesBroken

BLOCK_BYTES = 64 * 1024
LONGEST_LINE = 64 * 1024 * 1024
MOST_BYTES = 4 * LONGEST_LINE
MOST_LINES = 100_000


class Lines:
    """What a pipe gives, cut into lines."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._begun: list[bytes] = []
        self._length = self._bytes = self._count = 0

    def receive(self) -> Iterator[bytes] | None:
        """Return the lines that the next block completes, None at the end of the pipe. Raises RulesBroken."""
        block = os.read(self._descriptor, BLOCK_BYTES)
        if not block:
            return None
        *ends, rest = block.split(b"\n")
        lines = []
        for end in ends:
            lines.append(b"".join([*self._begun, end]))
            self._begun, self._length = [], 0
        self._begun.append(rest)
        self._length += len(rest)
        self._bytes += len(block)
        self._count += len(lines)
        if self._length > LONGEST_LINE or self._bytes > MOST_BYTES or self._count > MOST_LINES:
            raise RulesBroken
        return iter(lines)
