"""The words of a document as the search index stores them: packed by page, compressed and encrypted."""

import json
import secrets
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypedDict
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jindan.ocr.ngrams import ngrams_of, normalised, places_of
from jindan.ocr.reading import Quad, ReadPage
from jindan.server.documents.models import SearchEntry
from jindan.server.documents.search.keys import IndexKeys, hashed

NONCE_BYTES = 12
WORDS_AROUND = 6
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the picture of the page."""


@dataclass(frozen=True, kw_only=True)
class HitPlace:
    """One hit: the words that it touches, up to six words on either side, and the box of each word touched."""

    page: int
    line: int
    before: str
    found: str
    after: str
    boxes: tuple[Box, ...]


class PackedPage(TypedDict):
    """The words of a page in the form that is cheapest to search.

    text: all words, normalised and joined without spaces. starts: the offset of each word in `text`.
    words, lines, boxes: one entry for each word, lines counted from 1.
    """

    number: int
    text: str
    starts: list[int]
    words: list[str]
    lines: list[int]
    boxes: list[Box]


def packed(page: ReadPage) -> PackedPage:
    """Return the words of a page, packed."""
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


def hashes_of(pages: Sequence[PackedPage], *, keys: IndexKeys) -> list[int]:
    """Return the hashes of all n-grams of some pages, sorted."""
    return sorted(
        {hashed(ngram, key=keys.ngrams) for page in pages for ngram in ngrams_of(page["text"])}
    )


def compressed(pages: Sequence[PackedPage]) -> bytes:
    """Return pages as compressed JSON."""
    return zlib.compress(json.dumps(pages, ensure_ascii=False, separators=(",", ":")).encode())


def encrypted(content: bytes, *, document: UUID, keys: IndexKeys) -> bytes:
    """Return the compressed pages of a document, encrypted: the nonce, then the ciphertext.

    The document's id is authenticated with them, so that another document's words do not open in its row.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(keys.words).encrypt(nonce, content, document.bytes)


def pages_in(entry: SearchEntry, *, keys: IndexKeys) -> list[PackedPage]:
    """Return the pages that an entry holds, decrypted. Raises InvalidTag where the bytes are of another document."""
    sealed = bytes(entry.sealed_words)
    content = AESGCM(keys.words).decrypt(
        sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], entry.document_id.bytes
    )
    pages: list[PackedPage] = json.loads(zlib.decompress(content))
    return pages


def hit_places(query: str, *, pages: Sequence[PackedPage]) -> Iterator[HitPlace]:
    """Yield every place at which pages contain a normalised query."""
    for page in pages:
        for start in places_of(query, page["text"]):
            first = bisect_right(page["starts"], start) - 1
            last = bisect_right(page["starts"], start + len(query) - 1) - 1
            yield HitPlace(
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
