"""The rows of the search index: an entry for each document, a key for each organisation."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

from jindan.ocr.document import DocumentContent
from jindan.server.documents import queries
from jindan.server.documents.models import Document, SearchEntry, SearchKey
from jindan.server.documents.search.keys import IndexKeys, keys_in, new_sealed_key, resealed
from jindan.server.documents.search.ngram_index import index_on_sqlite
from jindan.server.documents.search.packing import (
    compressed,
    encrypted,
    hashes_of,
    packed,
)
from jindan.server.keys import services as keys


def index(document: Document, *, content: DocumentContent) -> None:
    """Make a document found by the words of `content`, and no longer by those of an earlier version."""
    organisation = document.case.organisation_id
    index_keys = keys_of(organisation)
    pages = [packed(page) for page in content.reading.pages]
    hashes = hashes_of(pages, keys=index_keys)
    sealed = encrypted(compressed(pages), document=document.pk, keys=index_keys)
    before = SearchEntry.objects.select_for_update().filter(document=document).first()
    entry, _ = SearchEntry.objects.update_or_create(
        document=document,
        defaults={"organisation_id": organisation, "ngrams": hashes, "sealed_words": sealed},
    )
    index_on_sqlite(
        connection, row=entry.pk, before=before.ngrams if before else None, after=hashes
    )


def forget(documents: Iterable[UUID]) -> None:
    """Take documents out of the search for good."""
    for document in documents:
        for entry in SearchEntry.objects.filter(document=document):
            index_on_sqlite(connection, row=entry.pk, before=entry.ngrams, after=None)
            entry.delete()


def reseal() -> int:
    """Seal the organisations' search keys under their newest keys. Return how many were sealed anew."""
    outdated = list(SearchKey.objects.exclude(key_id__in=keys.current_key_ids()))
    for row in outdated:
        sealed = resealed(row)
        SearchKey.objects.filter(pk=row.pk).update(sealed=sealed, key_id=keys.key_id_of(sealed))
    return len(outdated)


def keys_of(organisation: UUID) -> IndexKeys:
    """Return the search keys of an organisation, made at the first call."""
    row = queries.search_key_of(organisation)
    if row is None:
        sealed = new_sealed_key(organisation)
        # Two jobs may index an organisation's first documents at once: the second takes the key of the first.
        with transaction.atomic():
            row, _ = SearchKey.objects.get_or_create(
                organisation_id=organisation,
                defaults={"sealed": sealed, "key_id": keys.key_id_of(sealed)},
            )
    return keys_in(row)
