"""Find documents by what they say, without what they say being legible in the database.

Each document has the keyed hashes of its n-grams, which the database indexes, and its words with their boxes,
encrypted. A query becomes hashes; what the index gives is opened and looked through, newest first.
"""

import hashlib
import hmac
import json
import secrets
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TypedDict
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.db.models import F, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jindan.ocr.document import Content
from jindan.ocr.ngrams import grams_of, grams_of_query, normalised, places_of
from jindan.ocr.reading import Page, Quad
from jindan.server.accounts.models import User
from jindan.server.documents import queries
from jindan.server.documents.errors import QueryTooShort
from jindan.server.documents.grams import index_on_sqlite
from jindan.server.documents.models import Document, SearchEntry, SearchKey
from jindan.server.kit import keyring

KEY_BYTES = 32
NONCE_BYTES = 12
MOST_GRAMS = 24
RECENT = 200
UNINDEXED = F("pk") + 0
"""The id, as no index knows it: by its index a planner may walk through all rows rather than ask for the numbers."""

MOST_OPENED = 400
"""Documents that one query opens at most: what has the hashes without the words is rare."""
WORDS_AROUND = 6
Box = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One hit: the words it lies in, those around them on the page, and the box of each word it lies in."""

    page: int
    line: int
    before: str
    found: str
    after: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that says what was asked for, and where; `places` are at most a few of each document."""

    document: Document
    places: tuple[Place, ...]


class _PackedPage(TypedDict):
    """The words of a page, ready to be looked through: opening a document must cost next to nothing.

    text: all words normalised and run together. starts: where each word begins in it. words, lines, boxes: of each.
    """

    number: int
    text: str
    starts: list[int]
    words: list[str]
    lines: list[int]
    boxes: list[Box]


PLACES_SHOWN = 5


def index(document: Document, *, content: Content) -> None:
    """Make a document found by what its newest reading says."""
    organisation = document.case.organisation_id
    keys = _keys_of(organisation)
    pages = [_packed(page) for page in content.reading.pages]
    grams = _grams(pages, keys=keys)
    sealed = _seal(_written(pages), document=document.pk, key=keys.words)
    before = SearchEntry.objects.select_for_update().filter(document=document).first()
    entry, _ = SearchEntry.objects.update_or_create(
        document=document,
        defaults={"organisation_id": organisation, "grams": grams, "sealed_words": sealed},
    )
    index_on_sqlite(connection, row=entry.pk, before=before.grams if before else None, after=grams)


def index_anew() -> None:
    """Take the hashes of every entry from its words once more, after another choice of n-grams."""
    for pk in list(SearchEntry.objects.values_list("pk", flat=True)):
        entry = SearchEntry.objects.get(pk=pk)
        keys = _keys_of(entry.organisation_id)
        grams = _grams(_open(entry, key=keys.words), keys=keys)
        SearchEntry.objects.filter(pk=pk).update(grams=grams)
        index_on_sqlite(connection, row=pk, before=entry.grams, after=grams)


def find(query: str, *, size: int, by: User) -> list[Hit]:
    """The documents that say the query, newest first, at most `size`. Raises QueryTooShort."""
    asked = normalised(query)
    grams = sorted(grams_of_query(query))[:MOST_GRAMS]
    if not grams:
        raise QueryTooShort
    keys = _keys_of(by.organisation_id)
    hashes = [_hashed(gram, key=keys.grams) for gram in grams]
    hits: list[Hit] = []
    for entry in _newest_first(queries.entries_visible_to(by), holding=hashes, step=size):
        places = tuple(islice(_places(asked, _open(entry, key=keys.words)), PLACES_SHOWN))
        if places:
            hits.append(Hit(document=entry.document, places=places))
        if len(hits) == size:
            break
    return hits


def _newest_first(
    entries: QuerySet[SearchEntry], *, holding: Sequence[int], step: int
) -> Iterator[SearchEntry]:
    """At most MOST_OPENED entries that hold the numbers, fetched as far as they are needed.

    First the newest, which is at once enough for a word that is everywhere.
    """
    asked = entries.filter(grams__hold=holding)
    newest = entries.order_by("-pk").values("pk")[RECENT : RECENT + 1]
    border = Coalesce(Subquery(newest), 0)
    recent = asked.filter(pk__gt=border).order_by("-pk").defer("grams")
    for start, end in _steps(RECENT, first=step):
        fetched = list(recent[start:end])
        yield from fetched
        if len(fetched) < end - start:
            break
    older = asked.filter(pk__lte=border).order_by(UNINDEXED.desc())
    found = list(older.values_list("pk", flat=True)[:MOST_OPENED])  # sorted by id, without the rows
    for start, end in _steps(len(found), first=step):
        opened = entries.filter(pk__in=found[start:end]).defer("grams")
        yield from sorted(opened, key=lambda entry: -entry.pk)


def _steps(count: int, *, first: int) -> Iterator[tuple[int, int]]:
    """From where to where to fetch: few to begin with, twice as many each time."""
    start, step = 0, first
    while start < count:
        yield start, min(count, start + step)
        start, step = start + step, 2 * step


def reseal() -> int:
    """Seal the organisations' search keys under the newest master key; how many were sealed anew."""
    outdated = list(SearchKey.objects.exclude(key_id=keyring.newest_key_id()))
    for row in outdated:
        context = _context(row.pk)
        sealed = keyring.seal(keyring.unseal(bytes(row.sealed), context=context), context=context)
        SearchKey.objects.filter(pk=row.pk).update(sealed=sealed, key_id=keyring.key_id_of(sealed))
    return len(outdated)


@dataclass(frozen=True, kw_only=True)
class _Keys:
    grams: bytes
    words: bytes


def _keys_of(organisation: UUID) -> _Keys:
    context = _context(organisation)
    row = SearchKey.objects.filter(pk=organisation).first()
    if row is None:
        sealed = keyring.seal(secrets.token_bytes(2 * KEY_BYTES), context=context)
        with transaction.atomic():
            row, _ = SearchKey.objects.get_or_create(
                organisation_id=organisation,
                defaults={"sealed": sealed, "key_id": keyring.key_id_of(sealed)},
            )
    both = keyring.unseal(bytes(row.sealed), context=context)
    return _Keys(grams=both[:KEY_BYTES], words=both[KEY_BYTES:])


def _context(organisation: UUID) -> bytes:
    return f"documents.search-key:{organisation}".encode()


def _hashed(gram: str, *, key: bytes) -> int:
    """31 bits: two grams may share a number, which costs a look and nothing else."""
    digest = hmac.digest(key, gram.encode(), hashlib.sha256)
    return int.from_bytes(digest[:4]) & 0x7FFFFFFF


def _seal(packed: bytes, *, document: UUID, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, packed, document.bytes)


def _grams(pages: Sequence[_PackedPage], *, keys: _Keys) -> list[int]:
    """The hashes by which pages are found, sorted."""
    return sorted(
        {_hashed(gram, key=keys.grams) for page in pages for gram in grams_of(page["text"])}
    )


def _written(pages: Sequence[_PackedPage]) -> bytes:
    return zlib.compress(json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode())


def _packed(page: Page) -> _PackedPage:
    numbered = enumerate((line for block in page.blocks for line in block.lines), 1)
    words = [(number, word) for number, line in numbered for word in line.words]
    plain = [normalised(word.text) for _, word in words]
    return {
        "number": page.number,
        "text": "".join(plain),
        "starts": [0, *accumulate(map(len, plain))][:-1],
        "words": [word.text for _, word in words],
        "lines": [number for number, _ in words],
        "boxes": [_box(word.quad) for _, word in words],
    }


def _open(entry: SearchEntry, *, key: bytes) -> list[_PackedPage]:
    sealed = bytes(entry.sealed_words)
    packed = AESGCM(key).decrypt(
        sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], entry.document_id.bytes
    )
    pages: list[_PackedPage] = json.loads(zlib.decompress(packed))
    return pages


def _places(asked: str, pages: list[_PackedPage]) -> Iterator[Place]:
    for page in pages:
        for start in places_of(asked, page["text"]):
            first = bisect_right(page["starts"], start) - 1
            last = bisect_right(page["starts"], start + len(asked) - 1) - 1
            yield Place(
                page=page["number"],
                line=page["lines"][first],
                before=" ".join(page["words"][max(first - WORDS_AROUND, 0) : first]),
                found=" ".join(page["words"][first : last + 1]),
                after=" ".join(page["words"][last + 1 : last + 1 + WORDS_AROUND]),
                boxes=tuple(page["boxes"][first : last + 1]),
            )


def _box(quad: Quad) -> Box:
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return (round(min(across)), round(min(down)), round(max(across)), round(max(down)))
