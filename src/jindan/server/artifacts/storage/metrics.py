"""Metrics of the storage: bytes stored, and seconds that a small file takes to be written and read now."""

import secrets
import time
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db.models import Sum

from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.storage import objects
from jindan.server.kit.metrics import Metric, MetricSample

PROBE_BYTES = 256 * 1024
PROBES = "probes/now"
"""Folder of the files that only measure the storage. One that a crash leaves is swept like any stray."""


def metrics() -> Iterator[Metric]:
    """Yield the bytes stored, and the seconds that a probe file took just now."""
    stored = StoredObject.objects.aggregate(whole=Sum("size"))["whole"] or 0
    yield Metric(
        name="jindan_stored_bytes",
        kind="gauge",
        help="Bytes of stored files, before encryption.",
        samples=(MetricSample(value=stored, labels={}),),
    )
    written_s, read_s = _probe_s()
    yield Metric(
        name="jindan_storage_probe_seconds",
        kind="gauge",
        help=f"Seconds that {PROBE_BYTES} bytes took to be written to the storage, and read, at this scrape.",
        samples=(
            MetricSample(value=written_s, labels={"operation": "write"}),
            MetricSample(value=read_s, labels={"operation": "read"}),
        ),
    )


def _probe_s() -> tuple[float, float]:
    """Return the seconds of writing and of reading one file of PROBE_BYTES."""
    store = objects.storage()
    content = ContentFile(secrets.token_bytes(PROBE_BYTES))
    started = time.perf_counter()
    name = store.save(f"{PROBES}/{secrets.token_hex(16)}", content)
    written = time.perf_counter()
    try:
        with store.open(name) as file:
            file.read()
    finally:
        read = time.perf_counter()
        store.delete(name)
    return written - started, read - written
