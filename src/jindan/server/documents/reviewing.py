"""Whether a person must look at a reading before it is relied on, and how many persons."""

from collections.abc import Collection

from django.conf import settings

from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field
from jindan.server.documents.models import ReadingVersion, Review


def review_of(content: Content, *, has_conflict: bool) -> Review:
    """Needed where the patient may be another, a value is doubted, or a word is less certain than the limit."""
    if has_conflict or content.classification.kind is None:
        return Review.NEEDED
    if any(is_doubted(field) for field in content.fields) or _is_dim(content):
        return Review.NEEDED
    return Review.CLEAR


def is_doubted(field: Field) -> bool:
    """Whether a person must confirm this value."""
    return bool(field.doubts) or field.confidence < settings.REVIEW_BELOW


def persons_needed(content: Content, *, corrected: Collection[int] = ()) -> int:
    """Two where the installation asks for it and a critical value was doubted or changed, else one."""
    if not settings.TWO_PERSON_RULE:
        return 1
    critical = any(
        field.is_critical and (is_doubted(field) or position in corrected)
        for position, field in enumerate(content.fields)
    )
    return 2 if critical else 1


def review_after(reading: ReadingVersion, *, needed: int) -> Review:
    """Where a version stands by how many have confirmed it."""
    return Review.CONFIRMED if reading.confirmations.count() >= needed else Review.SECOND


def _is_dim(content: Content) -> bool:
    """One uncertain word among many does not show in a mean, so the low percentile decides."""
    low = content.reading.low_percentile_confidence
    return low is not None and low < settings.REVIEW_BELOW
