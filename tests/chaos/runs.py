"""Which runs there are: every step, before and after, with every victim; and every other misfortune."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product

from chaos.steps import CHILD, RECEIVING, RUNNING, SCHEDULER, STEPS, Step, step

VICTIMS = ("web", "worker", "supervisor", "all")
ENDED = frozenset({"completed"})
REFUSED = frozenset({"failed"})
EITHER = frozenset({"completed", "cancelled"})
DAY_S = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Run:
    """One misfortune: at which step, when, to whom; and in which states the job may then end.

    misfortune: `killed`, or what else befalls it. is_real: the CT chain with the demonstration network takes the place
    of the toy.
    """

    misfortune: str
    step: Step | None = None
    when: str = "before"
    victim: str = ""
    may_end: frozenset[str] = ENDED
    is_real: bool = False
    shift_s: int = 0

    def __str__(self) -> str:
        """The run as a row of the table names it."""
        place = f"{self.when} {self.step.name}" if self.step else ""
        kind = "CT " if self.is_real else ""
        return f"{kind}{self.misfortune} {self.victim} {place}".replace("  ", " ").strip()


def drawn(count: int, *, seed: int) -> list[Run]:
    """So many runs in random order: every kind of misfortune has its share, and all occur when `count` allows."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    kinds = [shuffled(tuple(kind), draw) for kind in (kills(), others(), real())]
    shares = (round(count * 0.75), round(count * 0.2))
    most = (*shares, count - sum(shares))
    runs = [
        run for kind, share in zip(kinds, most, strict=True) for run in islice(cycle(kind), share)
    ]
    return shuffled(runs, draw)


def shuffled(runs: Sequence[Run], draw: random.Random) -> list[Run]:
    """The same runs in another order."""
    return draw.sample(runs, len(runs))


def kills() -> Iterator[Run]:
    """kill -9 of each victim before and after each step; of child and scheduler at their own."""
    for at, when in product(STEPS, ("before", "after")):
        if at.who == CHILD:
            yield Run(misfortune="killed", step=at, when=when, victim=CHILD, may_end=REFUSED)
        if at.who == SCHEDULER:
            yield Run(misfortune="killed", step=at, when=when, victim=SCHEDULER)
        for victim in VICTIMS:
            yield Run(misfortune="killed", step=at, when=when, victim=victim)


def others() -> Iterator[Run]:
    """Late, twice, at once, full, cancelled, without a broker, at another hour."""
    for at in RUNNING:
        yield Run(misfortune="worker paused beyond its lease", step=at)
        yield Run(misfortune="cancelled", step=at, may_end=EITHER)
    for name in ("submit: worker woken", "wake-up taken"):
        yield Run(misfortune="woken eight times, two workers", step=step(name))
    for name in ("inputs fetched", "output stored", "output: object saved", "closed (committed)"):
        yield Run(misfortune="disk full", step=step(name), may_end=ENDED | REFUSED)
    yield Run(misfortune="disk full", step=RECEIVING[0])
    yield Run(misfortune="broker's folder gone")
    for at, days in product((step("child half way"), step("output stored")), (-1, 1)):
        yield Run(
            misfortune=f"clock put {'back' if days < 0 else 'on'} a day",
            step=at,
            shift_s=days * DAY_S,
        )


def real() -> Iterator[Run]:
    """The CT chain, killed where a real analysis spends its time."""
    places = (
        "child half way",
        "child done",
        "output stored",
        "closing: files entered",
        "closed (committed)",
    )
    for name, when, victim in product(places, ("before", "after"), ("worker", "all")):
        yield Run(misfortune="killed", step=step(name), when=when, victim=victim, is_real=True)
