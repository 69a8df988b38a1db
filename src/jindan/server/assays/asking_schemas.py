"""What is asked of omics models, as it comes over the wire."""

from typing import Literal
from uuid import UUID

from ninja import Field

from jindan.omics.assessment import CohortParams, RiskParams
from jindan.server.jobs.schemas import PriorityName
from jindan.server.kit.schemas import RequestBody

Orientation = Literal["auto", "specimens-in-rows", "features-in-rows"]


class CohortScoresIn(RequestBody):
    """Tables that were uploaded into the case, and the model to ask about every row.

    orientation: what stands in the rows; `auto` refuses a table that seems turned round. level: of the prediction sets.
    override: ask a model that is no better than chance.
    """

    artifacts: list[UUID] = Field(min_length=1, max_length=20)
    model: str = Field(max_length=64)
    orientation: Orientation = "auto"
    level: float = Field(0.9, gt=0.5, lt=1)
    override: bool = False
    priority: PriorityName = PriorityName.ROUTINE

    def params(self) -> CohortParams:
        """Return what the model is asked."""
        return CohortParams(
            model=self.model,
            orientation=self.orientation,
            level=self.level,
            overrides=self.override,
        )


class RiskScoreIn(CohortScoresIn):
    """The same for one specimen. `specimen` names the row that is meant where a table has several."""

    specimen: str = Field("", max_length=256)

    def params(self) -> RiskParams:
        """Return what the model is asked."""
        return RiskParams(**super().params().model_dump(), specimen=self.specimen)
