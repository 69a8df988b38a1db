"""The reading service: its name, address and limits, and the parameters of a run that calls it. Light to load."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from jindan.analysis import Endpoint

ENGINE: Final = "upstage"
ADDRESS = "https://api.upstage.ai"

MOST_BYTES = 50 * 1024 * 1024
"""Largest picture of a page, in bytes. Every version of the service takes this much."""

DEADLINE_S = 190
"""Seconds for one answer. The service itself gives up after three minutes."""

ATTEMPTS = 4
"""How often one page is sent at most."""


class RemoteParams(BaseModel):
    """Parameters of a reading by an external service: which one, without its key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["upstage"] = ENGINE


class Access(Endpoint):
    """Key and address for the one process that calls the service. The key is in no job, message or log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(repr=False)
    address: str = ADDRESS
