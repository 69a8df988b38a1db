"""Whether a person must look at a reading before it is relied on, and how many persons."""

from collections.abc import Collection

from django.conf import settings

from jindan.ocr.document import Content
from jindan.server.documents.doubts import doubts_of, is_doubted
from jindan.server.documents.models import ReadingVersion, Review


def review_of(content: Content, *, has_conflict: bool) -> Review:
    """Needed where the patient may be another, the class is undecided, or something read is doubted."""
    if has_conflict or content.classification.kind is None or doubts_of(content):
        return Review.NEEDED
    return Review.CLEAR


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
