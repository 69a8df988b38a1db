"""Moments that a request states, which every database can compare."""

import datetime
from typing import Annotated

from pydantic import AfterValidator


def has_date_everywhere(moment: datetime.datetime) -> bool:
    """Return whether the moment has a date in every time zone, as the first and the last of the calendar have not."""
    return datetime.MINYEAR < moment.year < datetime.MAXYEAR


def _comparable(moment: datetime.datetime) -> datetime.datetime:
    if not has_date_everywhere(moment):
        message = "is too near an end of the calendar"
        raise ValueError(message)
    return moment


Moment = Annotated[datetime.datetime, AfterValidator(_comparable)]
"""A moment as a parameter of a request."""
