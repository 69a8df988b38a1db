"""How long a search over many documents takes, printed: the server's own search on the database of JINDAN_DATABASE_URL.

The documents are made by code, of Korean clinical words drawn by Zipf's law, each a page of about 400 characters; there
are a tenth as many texts as documents, so that a name is found about ten times. `make bench-search` runs it on
PostgreSQL, MariaDB and SQLite.
"""

import argparse
import os
import random
import statistics
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

import jindan.cli.ready  # noqa: F401 - makes Django ready for the imports below
from jindan.ocr.ngrams import ngrams_of
from jindan.ocr.reading import Block, Line, ReadPage, Word
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.documents.models import Document, DocumentReview, SearchEntry
from jindan.server.documents.search import search
from jindan.server.documents.search.keys import hashed
from jindan.server.documents.search.ngram_index import FTS, NGramIndex
from jindan.server.documents.search.packing import compressed, encrypted, packed
from jindan.server.documents.services import indexing
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진지엄채원"
    "천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
)
GIVEN = "민서지우하윤도현수아은채준호영희철순자미정상경태성진혜선동길광석용재훈규병찬혁연화숙옥란춘"
WORDS = Path(__file__).with_name("clinical_words.txt").read_text(encoding="utf-8").split()
COPIES, BATCH = 10, 1000
SYLLABLES = [chr(code) for code in range(ord("가"), ord("힣"), 37)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    call_command("migrate", interactive=False, verbosity=0)
    user = _people()
    started = time.perf_counter()
    texts = _fill(asked.documents, user=user, draw=draw)
    _rest()
    print(
        f"{connection.vendor}: {asked.documents} documents of "
        f"{statistics.mean(map(len, texts)):.0f} characters on average, "
        f"written and indexed in {time.perf_counter() - started:.0f} s"
    )
    print(
        f"  load average of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )
    for kind, queries in _queries(texts, draw=draw, count=asked.queries).items():
        _measure(kind, queries, user=user)


def _people():
    organisation = Organisation.objects.create(name=f"Benchmark {uuid.uuid4()}")
    return User.objects.create(
        email=f"{uuid.uuid4()}@example.org", organisation=organisation, role=Role.CLERK
    )


def _fill(count, *, user, draw):
    patient = Patient.objects.create(organisation=user.organisation, code="BENCH", created_by=user)
    case = Case.objects.create(organisation=user.organisation, patient=patient, created_by=user)
    keys = indexing.keys_of(user.organisation_id)
    hashes = {}
    texts = [_text(draw) for _ in range(max(count // COPIES, 1))]
    prepared = [
        (_hashes(text, keys=keys, known=hashes), compressed([packed(_page(text))]))
        for text in texts
    ]
    with _index_made_at_the_end():
        for first in range(0, count, BATCH):
            with transaction.atomic():
                some = [draw.choice(prepared) for _ in range(min(BATCH, count - first))]
                _write(some, case=case, keys=keys)
    return texts


@contextmanager
def _index_made_at_the_end():
    """The same index, made of all rows at once; FTS5 is as quick either way."""
    if connection.vendor == "sqlite":
        yield
        return
    [ngrams] = [index for index in SearchEntry._meta.indexes if isinstance(index, NGramIndex)]
    with connection.schema_editor() as editor:
        editor.remove_index(SearchEntry, ngrams)
    yield
    with connection.schema_editor() as editor:
        editor.add_index(SearchEntry, ngrams)


def _hashes(text, *, keys, known):
    for ngram in ngrams_of(text):
        if ngram not in known:
            known[ngram] = hashed(ngram, key=keys.ngrams)
    return sorted({known[ngram] for ngram in ngrams_of(text)})


def _text(draw):
    name = draw.choice(SURNAMES) + draw.choice(GIVEN) + draw.choice(GIVEN)
    day = f"20{draw.randint(10, 26)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"
    ranks = [1 / (rank + 5) for rank in range(len(WORDS))]
    words = draw.choices(WORDS, weights=ranks, k=85)
    rare = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(8)]
    numbers = [f"{draw.uniform(0, 300):.1f}" for _ in range(12)]
    body = words + rare + numbers
    draw.shuffle(body)
    return " ".join(["환자명", name, day, *body])


def _write(prepared, *, case, keys):
    stored = StoredObject.objects.bulk_create(
        StoredObject(
            organisation_id=case.organisation_id,
            keyed_hash=uuid.uuid4().hex * 2,
            path=uuid.uuid4().hex,
            sha256=uuid.uuid4().hex * 2,
            size=1,
            wrapped_key=b"x",
            key_id="00000000",
        )
        for _ in prepared
    )
    sources = Artifact.objects.bulk_create(
        Artifact(
            case=case,
            stored=each,
            name="scan.png",
            media_type="image/png",
            is_received=True,
            is_identifying=True,
            created_by=case.created_by,
        )
        for each in stored
    )
    documents = Document.objects.bulk_create(
        Document(
            case=case,
            organisation_id=case.organisation_id,
            source=each,
            kind="general",
            review=DocumentReview.CLEAR,
            has_conflict=False,
            created_at=timezone.now(),
        )
        for each in sources
    )
    entries = [
        SearchEntry(
            document=document,
            organisation_id=case.organisation_id,
            ngrams=ngrams,
            sealed_words=encrypted(words, document=document.pk, keys=keys),
        )
        for document, (ngrams, words) in zip(documents, prepared, strict=True)
    ]
    SearchEntry.objects.bulk_create(entries)
    if connection.vendor == "sqlite":
        _index_on_sqlite(entries)


def _index_on_sqlite(entries):
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {FTS} (rowid, ngrams) VALUES (%s, %s)",
            [
                (entry.pk, " ".join(f"g{number:08x}" for number in entry.ngrams))
                for entry in entries
            ],
        )


def _page(text):
    lines, left, top = [], 60, 60
    words = text.split()
    for start in range(0, len(words), 8):
        row = tuple(
            Word(
                text=w,
                quad=(
                    (left + n * 90, top),
                    (left + n * 90 + 80, top),
                    (left + n * 90 + 80, top + 20),
                    (left + n * 90, top + 20),
                ),
                confidence=0.99,
            )
            for n, w in enumerate(words[start : start + 8])
        )
        lines.append(Line(words=row))
        top += 30
    quad = ((0, 0), (1000, 0), (1000, 1400), (0, 1400))
    return ReadPage(
        number=1,
        width=1000,
        height=1400,
        turned_degrees=0,
        skew_degrees=0,
        resolution_dpi=100,
        blocks=(Block(kind="text", lines=tuple(lines), quad=quad),),
    )


def _rest():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE documents_searchentry")
            cursor.execute("VACUUM ANALYZE documents_document")
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {FTS} ({FTS}) VALUES ('optimize')")
            cursor.execute("ANALYZE")


def _queries(texts, *, draw, count):
    """What people look for: names, parts of words, two words, initials of names, common words, what is not there."""

    def name(text):
        return text.split()[1]

    def pick():
        return draw.choice(texts)

    def initials(word):
        from jindan.ocr.ngrams import initial_of

        return "".join(initial_of(c) for c in word)

    each = max(count // 6, 1)
    return {
        "name": [name(pick()) for _ in range(each)],
        "name by initials (초성)": [initials(name(pick())) for _ in range(each)],
        "part of a word": [
            draw.choice([w for w in pick().split() if len(w) > 2])[:3] for _ in range(each)
        ],
        "two words": [
            " ".join(pick().split()[n : n + 2]) for n in (draw.randint(3, 60) for _ in range(each))
        ],
        "common word": [draw.choice(WORDS[:40]) for _ in range(each)],
        "not there": ["".join(draw.choices(SYLLABLES, k=5)) for _ in range(each)],
    }


def _measure(kind, queries, *, user):
    for query in queries[:5]:
        search.find(query, size=10, by=user)
    times, hits = [], 0
    for query in queries:
        started = time.perf_counter()
        hits += len(search.find(query, size=10, by=user))
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    print(
        f"  {kind}: {len(queries)} queries, {hits / len(queries):.1f} hits each, "
        f"median {statistics.median(times):.1f} ms, "
        f"p99 {times[min(len(times) - 1, int(len(times) * 0.99))]:.1f} ms"
    )


if __name__ == "__main__":
    main()
