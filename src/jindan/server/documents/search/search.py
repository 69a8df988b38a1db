"""Search in the text of documents, although the database holds no legible word of them.

Each document has the keyed hashes of its n-grams, which the database indexes, and its words with their boxes,
encrypted. A query is hashed in the same way. The entries that the index returns are decrypted and searched, newest
first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import F, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jindan.ocr.ngrams import ngrams_of_query, normalised
from jindan.server.accounts.models import User
from jindan.server.documents import queries
from jindan.server.documents.errors import QueryTooShort
from jindan.server.documents.models import Document, SearchEntry
from jindan.server.documents.search.keys import hashed, keys_in
from jindan.server.documents.search.packing import HitPlace, hit_places, pages_in

MOST_NGRAMS = 24
MOST_PLACES = 5
RECENT = 200
"""Documents that are searched before the others: enough for a word that is on every page."""
MOST_OPENED = 400
"""Older documents that one query decrypts at most. It is rare that one has the hashes and not the words."""
UNINDEXED_ID = F("pk") + 0
"""`pk + 0` keeps the planner off the primary-key index, by which it would walk all rows in the order of the sort."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that contains the query, and at most five places in it."""

    document: Document
    places: tuple[HitPlace, ...]


def find(query: str, *, size: int, by: User) -> list[Hit]:
    """Return the documents that contain the query, newest first, at most `size`. Raises QueryTooShort."""
    ngrams = sorted(ngrams_of_query(query))[:MOST_NGRAMS]
    if not ngrams:
        raise QueryTooShort
    key = queries.search_key_of(by.organisation_id)
    if key is None:
        return []
    keys, text = keys_in(key), normalised(query)
    hashes = [hashed(ngram, key=keys.ngrams) for ngram in ngrams]
    hits: list[Hit] = []
    for entry in _candidates(queries.entries_visible_to(by), hashes=hashes, step=size):
        places = tuple(islice(hit_places(text, pages=pages_in(entry, keys=keys)), MOST_PLACES))
        if places:
            hits.append(Hit(document=entry.document, places=places))
        if len(hits) == size:
            break
    return hits


def _candidates(
    entries: QuerySet[SearchEntry], *, hashes: Sequence[int], step: int
) -> Iterator[SearchEntry]:
    """Yield the entries that hold all hashes, newest first. Rows are fetched as they are needed.

    The newest RECENT are looked at first, and then at most MOST_OPENED older ones.
    """
    matching = entries.filter(ngrams__hold=hashes)
    newest_older = entries.order_by("-pk").values("pk")[RECENT : RECENT + 1]
    border = Coalesce(Subquery(newest_older), 0)
    recent = matching.filter(pk__gt=border).order_by("-pk").defer("ngrams")
    for start, end in _steps(RECENT, first=step):
        rows = list(recent[start:end])
        yield from rows
        if len(rows) < end - start:
            break
    older = matching.filter(pk__lte=border).order_by(UNINDEXED_ID.desc())
    # Ids alone are sorted: a whole row has about four kilobytes, and sorting thousands of them took a second.
    ids = list(older.values_list("pk", flat=True)[:MOST_OPENED])
    for start, end in _steps(len(ids), first=step):
        opened = entries.filter(pk__in=ids[start:end]).defer("ngrams")
        yield from sorted(opened, key=lambda entry: -entry.pk)


def _steps(count: int, *, first: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of slices of `count` rows: `first` rows, then twice as many each time."""
    start, step = 0, first
    while start < count:
        yield start, min(count, start + step)
        start, step = start + step, 2 * step
