"""Metrics in Prometheus's text format 0.0.4. They are counted at each scrape, so that no process has to store any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["counter", "gauge", "histogram"]


@dataclass(frozen=True, kw_only=True)
class MetricSample:
    """One number. Its labels are kinds and states, never ids."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A family of numbers under one name."""

    name: str
    kind: Kind
    help: str
    samples: tuple[MetricSample, ...]


def histogram(
    *, counts: Sequence[tuple[float, int]], total: int, whole: float, labels: Mapping[str, str]
) -> tuple[MetricSample, ...]:
    """Return the samples of a histogram.

    counts: upper limits, and how many observations are at most that. total: number of all. whole: their sum.
    """
    limits = [*((f"{limit:g}", count) for limit, count in counts), ("+Inf", total)]
    return (
        *(
            MetricSample(value=count, labels={**labels, "le": limit}, suffix="_bucket")
            for limit, count in limits
        ),
        MetricSample(value=whole, labels=labels, suffix="_sum"),
        MetricSample(value=total, labels=labels, suffix="_count"),
    )


def written(metrics: Sequence[Metric]) -> str:
    """Return the metrics in Prometheus's text format."""
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterator[str]:
    yield f"# HELP {metric.name} {metric.help}"
    yield f"# TYPE {metric.name} {metric.kind}"
    for sample in metric.samples:
        labels = ",".join(f'{name}="{value}"' for name, value in sample.labels.items())
        yield f"{metric.name}{sample.suffix}{{{labels}}} {sample.value:g}"
