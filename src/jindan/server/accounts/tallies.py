"""Delays after failures, which grow with their number and lock nobody out.

Three things are tallied for one guess at a password:

- On a device where this person signed in before, only what failed on this device counts. Nobody else adds to that, so
  neither a stranger who guesses nor a colleague behind the same address keeps the person out.
- On any other device, what failed for this account at this address, what failed for this account on all unknown
  devices, and what failed at this address for all accounts count. A distributed guesser is slowed down by the second.

An attempt is counted before it is made, and taken back when it succeeds. Otherwise a hundred attempts at the same
moment would all be made before the first was counted. An attempt during a delay is refused and not counted, so
hammering lengthens nothing. One failure is forgotten in each `forget_s`.
"""

import datetime
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jindan.server.accounts.errors import TooManyAttempts
from jindan.server.accounts.models import Tally
from jindan.server.kit.locking import lock_rows

KEPT = datetime.timedelta(days=1)
DOUBLINGS = 20


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """How many failures cost nothing, the longest delay, and the seconds in which one failure is forgotten.

    is_cleared: whether a success forgets all failures, and not only itself.
    """

    free: int
    longest_s: int
    forget_s: int
    is_cleared: bool = False


OWN = Tolerance(free=5, longest_s=900, forget_s=600, is_cleared=True)
"""Of one person at one place, who alone adds to it."""
ACCOUNT = Tolerance(free=20, longest_s=30, forget_s=60)
"""Of one account on all unknown devices: short delays, as the person may be among the strangers."""
CODES = Tolerance(free=10, longest_s=900, forget_s=900)
"""Of one account's six digits on all unknown devices. Who tries them knows the password already."""
ADDRESS = Tolerance(free=100, longest_s=60, forget_s=10)
"""Of one address, which a whole hospital may share."""
REFRESHES = Tolerance(free=60, longest_s=60, forget_s=5)
"""Of one sign-in, whose refreshes all count."""
BEGINNINGS = Tolerance(free=300, longest_s=60, forget_s=1)
"""Of one address that begins sign-ins at the identity provider, which all count."""


@dataclass(frozen=True, kw_only=True)
class Tallied:
    """One thing that is tallied: its name, hashed, and its allowance."""

    key: str
    allowance: Tolerance


def counted(*name: object, allowance: Tolerance) -> Tallied:
    """Return what is tallied under a name of several parts."""
    whole = "\0".join(map(str, name))
    return Tallied(key=sha256(whole.encode()).hexdigest(), allowance=allowance)


@contextmanager
def attempt(*things: Tallied, failures: tuple[type[Exception], ...]) -> Iterator[None]:
    """Make one attempt, which stays counted only if it ends in one of these failures.

    Raises TooManyAttempts, with the seconds to wait, during a delay.
    """
    admit(*things)
    try:
        yield
    except failures:
        raise
    except BaseException:
        _take_back(things)
        raise
    _take_back(things)


@transaction.atomic
def admit(*things: Tallied) -> None:
    """Count an attempt at all these things. Raises TooManyAttempts, and counts nothing, during the delay of one."""
    now = timezone.now()
    by_key = {thing.key: thing.allowance for thing in things}
    rows = lock_rows(Tally, by_key, counted_at=now, closed_until=now)
    closed_until = max((row.closed_until for row in rows), default=now)
    if closed_until > now:
        raise _too_many(math.ceil((closed_until - now).total_seconds()))
    for row in rows:
        _count(row, allowance=by_key[row.key], now=now)
    Tally.objects.bulk_update(rows, ["failures", "counted_at", "closed_until"])


def sweep() -> int:
    """Delete the tallies that no failure was added to for a day, and return how many."""
    return Tally.objects.filter(counted_at__lt=timezone.now() - KEPT).delete()[0]


def _count(row: Tally, *, allowance: Tolerance, now: datetime.datetime) -> None:
    """Count one failure more, less those forgotten since the last, and close the row for the delay that follows."""
    forgotten = int((now - row.counted_at).total_seconds() // allowance.forget_s)
    if forgotten > 0 or not row.failures:
        row.counted_at = now
    row.failures = max(row.failures - max(forgotten, 0), 0) + 1
    beyond = row.failures - allowance.free
    if beyond >= 0:
        delay = min(2 ** min(beyond, DOUBLINGS), allowance.longest_s)
        row.closed_until = now + datetime.timedelta(seconds=delay)


def _take_back(things: tuple[Tallied, ...]) -> None:
    """Take a counted attempt back, with the delay that it began."""
    now = timezone.now()
    cleared = [thing.key for thing in things if thing.allowance.is_cleared]
    shared = [thing.key for thing in things if not thing.allowance.is_cleared]
    with transaction.atomic():
        Tally.objects.filter(key__in=cleared).delete()
        for key in sorted(shared):
            Tally.objects.filter(key=key, failures__gt=0).update(
                failures=F("failures") - 1, closed_until=now
            )


def _too_many(seconds: int) -> TooManyAttempts:
    return TooManyAttempts(seconds=seconds, headers={"Retry-After": str(seconds)})
