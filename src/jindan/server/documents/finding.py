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
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TypedDict
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction
from django.db.models import F, Max, QuerySet

from jindan.ocr.document import Content
from jindan.ocr.ngrams import grams_of, grams_of_query, normalised, places_of
from jindan.ocr.reading import Page, Quad, Reading
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
    texts = [" ".join(word.text for word in page.words()) for page in content.reading.pages]
    grams = sorted({_hashed(gram, key=keys.grams) for text in texts for gram in grams_of(text)})
    sealed = _seal(_words_of(content.reading), document=document.pk, key=keys.words)
    before = SearchEntry.objects.select_for_update().filter(document=document).first()
    entry, _ = SearchEntry.objects.update_or_create(
        document=document,
        defaults={"organisation_id": organisation, "grams": grams, "sealed_words": sealed},
    )
    index_on_sqlite(connection, row=entry.pk, before=before.grams if before else None, after=grams)


def find(query: str, *, size: int, by: User) -> list[Hit]:
    """The documents that say the query, newest first, at most `size`. Raises QueryTooShort."""
    asked = normalised(query)
    grams = sorted(grams_of_query(query))[:MOST_GRAMS]
    if not grams:
        raise QueryTooShort
    keys = _keys_of(by.organisation_id)
    hashes = [_hashed(gram, key=keys.grams) for gram in grams]
    entries = queries.entries_visible_to(by).filter(grams__hold=hashes)
    hits: list[Hit] = []
    for entry in _newest_first(entries, step=2 * size):
        places = tuple(islice(_places(asked, _open(entry, key=keys.words)), PLACES_SHOWN))
        if places:
            hits.append(Hit(document=entry.document, places=places))
        if len(hits) == size:
            break
    return hits


def _newest_first(entries: QuerySet[SearchEntry], *, step: int) -> Iterator[SearchEntry]:
    """At most MOST_OPENED entries, fetched as far as they are needed.

    The newest are looked at one by one, which is at once enough for a word that is everywhere. For the older ones the
    order is by an expression: by the column itself a planner may walk through all rows rather than ask the index.
    """
    newest = SearchEntry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    yield from entries.filter(pk__gt=newest - RECENT).order_by("-pk")
    older = entries.filter(pk__lte=newest - RECENT).order_by((F("pk") + 0).desc())
    for start in range(0, MOST_OPENED, step):
        fetched = list(older[start : start + step])
        yield from fetched
        if len(fetched) < step:
            return


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


def _words_of(reading: Reading) -> bytes:
    pages = [_packed(page) for page in reading.pages]
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
