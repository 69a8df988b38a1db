"""A person corrects or confirms what was read; each act leaves an audit event."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from jindan.analysis import Remark
from jindan.ocr.correcting import WordPlace, corrected
from jindan.ocr.document import Content
from jindan.server.accounts.models import User
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import StoredObject
from jindan.server.audit import services as audit
from jindan.server.documents import finding, guard, queries
from jindan.server.documents.contents import content_of, keep_content
from jindan.server.documents.doubts import doubts_of
from jindan.server.documents.errors import (
    DocumentOutdated,
    NothingToCorrect,
    SecondPersonNeeded,
)
from jindan.server.documents.filing import submit_filing
from jindan.server.documents.models import (
    Confirmation,
    Correction,
    Document,
    ReadingVersion,
    Review,
)
from jindan.server.documents.reviewing import persons_needed, review_after
from jindan.server.jobs.models import Lane


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What a person settled: values of fields by position (from 0), and texts of words; an equal one confirms."""

    fields: Mapping[int, str]
    words: Mapping[WordPlace, str]

    def named(self) -> list[str]:
        """Each change as its row names it."""
        places = ("-".join(map(str, place)) for place in self.words)
        return [f"field-{position}" for position in self.fields] + [f"word-{p}" for p in places]


def correct(document: Document, *, number: int, changes: Changes, by: User) -> ReadingVersion:
    """Add a version in which a person settles what was read; the earlier one stays beside it.

    number: the version that the person has read. While doubts are left in it, or it still seems to be another
    patient's, the version waits for a person as before. Raises DocumentOutdated, NothingToCorrect.
    """
    current = _current(document, read=number)
    before = content_of(current.content)
    after = _corrected(before, changes=changes)
    stored = keep_content(after, organisation=document.case.organisation)  # bytes before rows
    conflicts = guard.conflicts_left(document, before=before, after=after)
    with transaction.atomic():
        reading = _add_version(current, content=after, stored=stored, by=by)
        Correction.objects.bulk_create(
            Correction(reading=reading, what=what) for what in changes.named()
        )
        audit.record_event("document.corrected", by=by, subject=document, case=document.case)
        finding.index(document, content=after)
        if reading.doubts or conflicts:
            _leave_to_a_person(document, has_conflict=bool(conflicts))
        else:
            _stand_by(reading, content=after, by=by)
    return reading


def confirm(document: Document, *, number: int, by: User) -> ReadingVersion:
    """Stand by all that a version says; a conflict with the case's patient is settled by it.

    Raises DocumentOutdated; SecondPersonNeeded for who has confirmed it before.
    """
    current = _current(document, read=number)
    content = content_of(current.content)
    with transaction.atomic():
        audit.record_event("document.confirmed", by=by, subject=document, case=document.case)
        _stand_by(current, content=content, by=by)
    return current


def _leave_to_a_person(document: Document, *, has_conflict: bool) -> None:
    standing = {"review": Review.NEEDED, "has_conflict": has_conflict}
    Document.objects.filter(pk=document.pk).update(**standing)


def _stand_by(reading: ReadingVersion, *, content: Content, by: User) -> None:
    """Note who stands by a version; once enough do, it is filed and reported."""
    try:
        with transaction.atomic():
            Confirmation.objects.create(reading=reading, by=by)
    except IntegrityError as error:
        raise SecondPersonNeeded from error
    needed = persons_needed(content, corrected=_corrected_fields(reading))
    review = review_after(reading, needed=needed)
    standing = {"review": review} | ({"has_conflict": False} if review == Review.CONFIRMED else {})
    Document.objects.filter(pk=reading.document_id).update(**standing)
    if review == Review.CONFIRMED:
        submit_filing(reading, by=by, lane=Lane.ROUTINE)


def _corrected_fields(reading: ReadingVersion) -> list[int]:
    """Those of every version since the machine's: a second person is not spared by a further small correction."""
    found = Correction.objects.filter(
        reading__pictures=reading.pictures_id, what__startswith="field-"
    )
    names = found.values_list("what", flat=True)
    return [int(name.removeprefix("field-")) for name in names]


def _corrected(content: Content, *, changes: Changes) -> Content:
    if not changes.fields and not changes.words:
        raise NothingToCorrect
    try:
        return corrected(content, fields=changes.fields, words=changes.words)
    except (IndexError, StopIteration) as error:
        raise NothingToCorrect from error


def _current(document: Document, *, read: int) -> ReadingVersion:
    current = queries.newest(document)
    if current.number != read:
        raise DocumentOutdated(read=read, current=current.number)
    return current


def _add_version(
    before: ReadingVersion, *, content: Content, stored: StoredObject, by: User
) -> ReadingVersion:
    document, number = before.document, before.number + 1
    kept = artifacts.enter(
        stored, case=document.case, by=by, name=f"document-{document.pk}-{number}.json"
    )
    artifacts.mark_identifying([kept])
    try:
        with transaction.atomic():
            return ReadingVersion.objects.create(
                document=document,
                number=number,
                corrected_by=by,
                pictures_id=before.pictures_id,
                content=kept,
                engine=before.engine,
                engine_version=before.engine_version,
                lowest_confidence=content.reading.lowest_confidence,
                low_percentile_confidence=content.reading.low_percentile_confidence,
                doubts=len(doubts_of(content)),
                remarks=[remark.model_dump() for remark in _remarks(before, content=content)],
            )
    except IntegrityError as error:  # someone else corrected it in the meantime
        raise DocumentOutdated(read=before.number, current=number) from error


def _remarks(before: ReadingVersion, *, content: Content) -> list[Remark]:
    """What lowers trust: as before, and what of the patient disagrees now."""
    told = [Remark.model_validate(remark) for remark in before.remarks]
    others = [remark for remark in told if not guard.is_conflict(remark)]
    return [*guard.conflicts_with(before.document.case.patient, content=content), *others]
