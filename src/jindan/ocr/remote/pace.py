"""How often a remote service may be called: a bucket of tokens, and a breaker after failures in a row."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from jindan.ocr.remote.errors import RemoteAway

Clock = Callable[[], float]
Wait = Callable[[float], None]


@dataclass(kw_only=True)
class Pace:
    """Lets `per_second` calls through, `at_once` in a burst; after `failures` in a row none for `rest_s` seconds."""

    per_second: float = 3.0
    at_once: int = 3
    failures: int = 5
    rest_s: float = 60.0
    clock: Clock = time.monotonic
    wait: Wait = time.sleep
    _tokens: float = field(init=False)
    _filled_at: float = field(init=False)
    _failed: int = field(init=False, default=0)
    _closed_until: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        self._tokens, self._filled_at = float(self.at_once), self.clock()

    def take(self) -> None:
        """Wait for a turn. Raises RemoteAway while the breaker is open."""
        now = self.clock()
        if now < self._closed_until:
            raise RemoteAway
        self._tokens = min(self.at_once, self._tokens + (now - self._filled_at) * self.per_second)
        self._filled_at = now
        self._tokens -= 1
        if self._tokens < 0:
            self.wait(-self._tokens / self.per_second)

    def succeeded(self) -> None:
        """A call was answered."""
        self._failed = 0

    def failed(self) -> None:
        """A call was not answered; after too many in a row the breaker opens."""
        self._failed += 1
        if self._failed >= self.failures:
            self._failed = 0
            self._closed_until = self.clock() + self.rest_s
