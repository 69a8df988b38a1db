"""The reading service by name and address, and what a run that calls it is told. Light to load."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

ENGINE: Final = "upstage"
ADDRESS = "https://api.upstage.ai"

MOST_BYTES = 50 * 1024 * 1024
"""Of one page: what every version of the service takes."""

DEADLINE_S = 190
"""For one answer: the service itself gives up after three minutes."""

ATTEMPTS = 4
"""How often one page is sent at most."""


class RemoteParams(BaseModel):
    """What a reading that may leave the house is told: which service, never the key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Literal["upstage"] = ENGINE


class Access(BaseModel):
    """The key is told over a pipe to the one process that calls; it stands in no job, message or log."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(repr=False)
    address: str = ADDRESS
