"""The storage in numbers: how much it holds, and how long a small file takes to be written and read now."""

import secrets
import time
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db.models import Sum

from jindan.server.artifacts import objects
from jindan.server.artifacts.models import StoredObject
from jindan.server.kit.metrics import Metric, Sample

PROBE_BYTES = 256 * 1024
PROBES = "probes/now"
"""Where files lie for an instant that only try the storage; one that a crash leaves is swept like any stray."""


def metrics() -> Iterator[Metric]:
    """Bytes kept, and the seconds of a probe: no process remembers how long its own files took."""
    held = StoredObject.objects.aggregate(whole=Sum("size"))["whole"] or 0
    yield Metric(
        name="jindan_stored_bytes",
        kind="gauge",
        help="Bytes of files that are kept, before encryption.",
        samples=(Sample(value=held, labels={}),),
    )
    written_s, read_s = _probed()
    yield Metric(
        name="jindan_storage_probe_seconds",
        kind="gauge",
        help=f"Seconds that {PROBE_BYTES} bytes took to be written to the storage, and read, at this scrape.",
        samples=(
            Sample(value=written_s, labels={"operation": "write"}),
            Sample(value=read_s, labels={"operation": "read"}),
        ),
    )


def _probed() -> tuple[float, float]:
    store = objects.store()
    content = ContentFile(secrets.token_bytes(PROBE_BYTES))
    started = time.perf_counter()
    name = store.save(f"{PROBES}/{secrets.token_hex(16)}", content)
    kept = time.perf_counter()
    try:
        with store.open(name) as file:
            file.read()
    finally:
        read = time.perf_counter()
        store.delete(name)
    return kept - started, read - kept
