"""Find documents by what they say, without what they say being legible in the database.

Each document has the keyed hashes of its n-grams, which the database indexes, and its words with their boxes,
encrypted. A query becomes hashes; what the index gives is opened and looked through, newest first.
"""

import hashlib
import hmac
import json
import secrets
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from jindan.ocr.document import Content
from jindan.ocr.ngrams import grams_of, grams_of_query, normalised, places_of
from jindan.ocr.reading import Quad, Reading
from jindan.server.accounts.models import User
from jindan.server.documents import queries
from jindan.server.documents.errors import QueryTooShort
from jindan.server.documents.grams import index_on_sqlite
from jindan.server.documents.models import Document, SearchEntry, SearchKey
from jindan.server.kit import keyring

KEY_BYTES = 32
NONCE_BYTES = 12
MOST_GRAMS = 24
MOST_OPENED = 400
"""Documents that one query opens at most: what has the hashes without the words is rare."""
PREVIEW_CHARACTERS = 200
Box = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One hit: the words around it on its page, and the box of each word it lies in."""

    page: int
    line: int
    preview: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that says what was asked for, and where; `places` are at most a few of each document."""

    document: Document
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class _Word:
    text: str
    line: int
    box: Box


_Pages = dict[int, list[_Word]]
PLACES_SHOWN = 5


def index(document: Document, *, content: Content) -> None:
    """Make a document found by what its newest reading says."""
    organisation = document.case.organisation_id
    keys = _keys_of(organisation)
    texts = [" ".join(word.text for word in page.words()) for page in content.reading.pages]
    grams = sorted({_hashed(gram, key=keys.grams) for text in texts for gram in grams_of(text)})
    sealed = _seal(content.reading, document=document, key=keys.words)
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
    entries = queries.entries_visible_to(by).filter(grams__hold=hashes).order_by("-id")
    hits: list[Hit] = []
    for entry in entries[:MOST_OPENED].iterator(chunk_size=size):
        places = tuple(_places(asked, _open(entry, key=keys.words)))[:PLACES_SHOWN]
        if places:
            hits.append(Hit(document=entry.document, places=places))
        if len(hits) == size:
            break
    return hits


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


def _seal(reading: Reading, *, document: Document, key: bytes) -> bytes:
    words = [
        [page.number, number, word.text, *_box(word.quad)]
        for page in reading.pages
        for number, line in enumerate((x for b in page.blocks for x in b.lines), 1)
        for word in line.words
    ]
    packed = zlib.compress(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, packed, document.pk.bytes)


def _open(entry: SearchEntry, *, key: bytes) -> _Pages:
    sealed = bytes(entry.sealed_words)
    packed = AESGCM(key).decrypt(
        sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], entry.document_id.bytes
    )
    pages: _Pages = {}
    for page, line, text, *box in json.loads(zlib.decompress(packed)):
        pages.setdefault(page, []).append(_Word(text=text, line=line, box=tuple(box)))
    return pages


def _places(asked: str, pages: _Pages) -> Iterator[Place]:
    for page, words in pages.items():
        text, owners = _run_together(words)
        for start in places_of(asked, text):
            hit = sorted(set(owners[start : start + len(asked)]))
            yield Place(
                page=page,
                line=words[hit[0]].line,
                preview=_preview(words, hit),
                boxes=tuple(words[number].box for number in hit),
            )


def _run_together(words: Sequence[_Word]) -> tuple[str, list[int]]:
    """The words without spaces, and which word each character belongs to."""
    plain = [normalised(word.text) for word in words]
    owners = [number for number, text in enumerate(plain) for _ in text]
    return "".join(plain), owners


def _preview(words: Sequence[_Word], hit: Sequence[int]) -> str:
    """The words before and behind the hit, at most PREVIEW_CHARACTERS."""
    first, last = hit[0], hit[-1]
    around = words[max(first - 6, 0) : last + 7]
    return " ".join(word.text for word in around)[:PREVIEW_CHARACTERS]


def _box(quad: Quad) -> Box:
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return (round(min(across)), round(min(down)), round(max(across)), round(max(down)))
