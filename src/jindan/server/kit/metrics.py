"""Numbers for Prometheus in its text format (0.0.4): counted when they are asked for, so that no process holds any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["counter", "gauge", "histogram"]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One number; labels are kinds and states, never ids."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A family of numbers under one name."""

    name: str
    kind: Kind
    help: str
    samples: tuple[Sample, ...]


def histogram(
    *, counts: Sequence[tuple[float, int]], total: int, whole: float, labels: Mapping[str, str]
) -> tuple[Sample, ...]:
    """The samples of a histogram: how many are at most each limit, how many in all, and their sum."""
    limits = [*((f"{limit:g}", count) for limit, count in counts), ("+Inf", total)]
    return (
        *(
            Sample(value=count, labels={**labels, "le": limit}, suffix="_bucket")
            for limit, count in limits
        ),
        Sample(value=whole, labels=labels, suffix="_sum"),
        Sample(value=total, labels=labels, suffix="_count"),
    )


def written(metrics: Sequence[Metric]) -> str:
    """The metrics as Prometheus reads them."""
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {metric.help}"
    yield f"# TYPE {metric.name} {metric.kind}"
    for sample in metric.samples:
        labels = ",".join(f'{name}="{value}"' for name, value in sample.labels.items())
        yield f"{metric.name}{sample.suffix}{{{labels}}} {sample.value:g}"
