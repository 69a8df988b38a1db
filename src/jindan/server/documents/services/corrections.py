"""Corrections and confirmations of what was read. Each leaves an audit event."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from jindan.ocr.correcting import WordPlace, corrected, texts_of_fields
from jindan.ocr.document import DocumentContent
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.documents import guard, queries
from jindan.server.documents.contents import content_of, store_content
from jindan.server.documents.errors import (
    DocumentOutdated,
    NothingToCorrect,
    SecondPersonNeeded,
)
from jindan.server.documents.filing import submit_filing
from jindan.server.documents.flags import persons_needed, review_after
from jindan.server.documents.models import (
    Confirmation,
    Correction,
    Document,
    DocumentReview,
    ReadingVersion,
)
from jindan.server.documents.services.indexing import index
from jindan.server.documents.services.versions import add_corrected
from jindan.server.jobs.models import Priority
from jindan.server.kit.locking import lock_row


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Values of fields by position (from 0) and texts of words by place. One equal to what was read confirms it."""

    fields: Mapping[int, str]
    words: Mapping[WordPlace, str]


def correct(document: Document, *, number: int, changes: Changes, by: User) -> ReadingVersion:
    """Add a version with a person's changes. The earlier version is not changed.

    number: the version that the person has read. The new version is confirmed by the same person, unless flags are
    left in it or it still seems to be another patient's: then it waits for review. Raises DocumentOutdated,
    NothingToCorrect.
    """
    current = _current(document, read=number)
    before = content_of(current.content)
    after = _corrected(before, changes=changes)
    # Bytes before rows: a transaction that fails leaves at most an object without a name.
    stored = store_content(after, organisation=document.case.organisation)
    conflicts = guard.conflicts_left(document, before=before, after=after)
    with transaction.atomic():
        _hold(document, read=number)
        reading = add_corrected(current, content=after, stored=stored, by=by)
        Correction.objects.bulk_create(
            Correction(reading=reading, what=what) for what in _named(before, changes=changes)
        )
        audit.record_event("document.corrected", by=by, subject=document, case=document.case)
        index(document, content=after)
        if reading.flags or conflicts:
            Document.objects.filter(pk=document.pk).update(
                review=DocumentReview.NEEDED, has_conflict=bool(conflicts)
            )
        else:
            _add_confirmation(reading, content=after, by=by)
    return reading


def confirm(document: Document, *, number: int, by: User) -> ReadingVersion:
    """Confirm all that a version says, including that it is about the patient of the case.

    Raises DocumentOutdated, and SecondPersonNeeded where the actor has confirmed the version before.
    """
    current = _current(document, read=number)
    content = content_of(current.content)
    with transaction.atomic():
        _hold(document, read=number)
        audit.record_event("document.confirmed", by=by, subject=document, case=document.case)
        _add_confirmation(current, content=content, by=by)
    return current


def _add_confirmation(reading: ReadingVersion, *, content: DocumentContent, by: User) -> None:
    """Record who confirms a version. Once enough persons have, it is filed and reported."""
    try:
        with transaction.atomic():
            Confirmation.objects.create(reading=reading, by=by)
    except IntegrityError as error:
        raise SecondPersonNeeded from error
    needed = persons_needed(content, corrected=_corrected_fields(reading))
    review = review_after(reading, needed=needed)
    document = Document.objects.filter(pk=reading.document_id)
    if review == DocumentReview.CONFIRMED:
        document.update(review=review, has_conflict=False)
        submit_filing(reading, by=by, priority=Priority.ROUTINE)
    else:
        document.update(review=review)


def _corrected_fields(reading: ReadingVersion) -> list[int]:
    """Return all fields corrected since the machine reading.

    Those of earlier corrections count too: a second person is needed for them all the same.
    """
    corrections = Correction.objects.filter(
        reading__pictures=reading.pictures_id, what__startswith="field-"
    )
    names = corrections.values_list("what", flat=True)
    return [int(name.removeprefix("field-")) for name in names]


def _named(content: DocumentContent, *, changes: Changes) -> list[str]:
    """Return the name of each change, as `Correction.what` has it.

    A field that a corrected word was read into needs a second person as if it were changed itself.
    """
    fields = {*changes.fields, *texts_of_fields(content, words=changes.words)}
    places = ("-".join(map(str, place)) for place in changes.words)
    return [f"field-{position}" for position in fields] + [f"word-{place}" for place in places]


def _corrected(content: DocumentContent, *, changes: Changes) -> DocumentContent:
    if not changes.fields and not changes.words:
        raise NothingToCorrect
    try:
        return corrected(content, fields=changes.fields, words=changes.words)
    except (IndexError, StopIteration) as error:  # a field or a word that is not there
        raise NothingToCorrect from error


def _hold(document: Document, *, read: int) -> None:
    """Let nobody else correct or confirm the document until the transaction ends.

    Otherwise a confirmation could count for a version that was corrected meanwhile, and of two at once none would be
    the second. Raises DocumentOutdated.
    """
    lock_row(document)
    _current(document, read=read)


def _current(document: Document, *, read: int) -> ReadingVersion:
    """Return the newest version if it is the one that the person has read. Raises DocumentOutdated."""
    current = queries.newest(document)
    if current.number != read:
        raise DocumentOutdated(read=read, current=current.number)
    return current
