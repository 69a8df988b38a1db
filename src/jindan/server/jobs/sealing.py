"""Parameters and results of jobs as the database stores them: ciphertext, bound to its row and column.

They say what is nowhere else in plain text: the laboratory's label of a specimen, and what was measured and found.
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use

Values = Mapping[str, Any]


def sealed_columns(
    job_id: uuid.UUID, *, organisation_id: uuid.UUID, params: Values, result: Values | None
) -> dict[str, Any]:
    """Return the sealed columns of a job's row and `key_id`, by which a rotation finds it. Empty values stay empty.

    Both values are sealed under one key, so that a row bears no newer key than one of its values. Where a rotation
    comes between them, they are sealed again.
    """
    while True:
        sealed = {"sealed_params": _seal(params, job_id, organisation_id, column="params")}
        if result is not None:
            sealed["sealed_result"] = _seal(result, job_id, organisation_id, column="result")
        key_ids = {keys.key_id_of(value) for value in sealed.values() if value}
        if len(key_ids) <= 1:
            return {**sealed, "key_id": next(iter(key_ids), "")}


def unseal(sealed: bytes, job_id: uuid.UUID, organisation_id: uuid.UUID, *, column: str) -> Values:
    """Return what any key of the organisation has sealed for a column of this row. Raises UnknownKey, BrokenSeal."""
    if not sealed:
        return {}
    context = _context(job_id, column=column)
    values: Values = json.loads(
        keys.unseal(sealed, use=Use.JOB_VALUES, organisation_id=organisation_id, context=context)
    )
    return values


def _seal(values: Values, job_id: uuid.UUID, organisation_id: uuid.UUID, *, column: str) -> bytes:
    if not values:
        return b""
    return keys.seal(
        json.dumps(values).encode(),
        use=Use.JOB_VALUES,
        organisation_id=organisation_id,
        context=_context(job_id, column=column),
    )


def _context(job_id: uuid.UUID, *, column: str) -> bytes:
    return f"jobs.job.{column}:{job_id}".encode()
