"""How long a search over many documents takes, printed: the server's own search on the database of JINDAN_DATABASE_URL.

The documents are made by code, of Korean clinical words drawn by Zipf's law, each a page of about 400 characters; they
are written as the server writes them. `make bench-search` runs it on PostgreSQL and on SQLite.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jindan.server.config.settings")
os.environ.setdefault("JINDAN_HOME", tempfile.mkdtemp(prefix="jindan-bench-"))

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from jindan.ocr.ngrams import grams_of
from jindan.ocr.reading import Block, Line, Page, Reading, Word
from jindan.server.accounts.models import Organisation, User
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.documents import finding
from jindan.server.documents.grams import FTS
from jindan.server.documents.models import Document, Review, SearchEntry
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국"
GIVEN = "민서지우하윤도현수아은채준호영희철순자미정상경태성진혜선동길광석용재훈규병찬혁연화숙옥란춘"
WORDS = (
    "환자 검사 결과 보고 혈액 소변 진단 소견 치료 투여 복용 수술 입원 퇴원 외래 예약 정상 이상 증가 감소 양성 음성 통증 발열 "
    "복부 흉부 두부 췌장 담낭 담관 간장 비장 신장 방광 위장 대장 소장 십이지장 식도 폐렴 결절 종괴 낭종 염증 석회화 확장 협착 "
    "백혈구 적혈구 혈소판 혈색소 크레아티닌 빌리루빈 알부민 포도당 콜레스테롤 중성지방 아밀라아제 리파아제 전해질 나트륨 칼륨 "
    "항생제 진통제 소화제 이뇨제 인슐린 메트포르민 아스피린 타이레놀 파모티딘 와파린 헤파린 조영제 마취 동의 설명 합병증 출혈 "
    "감염 추적 관찰 권고 의뢰 회신 전원 협진 재활 영양 상담 교육 가족력 과거력 알레르기 흡연 음주 체중 신장계측 혈압 맥박 호흡 "
    "체온 산소포화도 의식 명료 청진 타진 촉진 압통 반발통 황달 부종 복수 비만 당뇨 고혈압 고지혈증 심부전 부정맥 협심증 뇌경색 "
    "치매 우울 불안 수면 골절 관절염 골다공증 디스크 백내장 녹내장 중이염 비염 천식 결핵 간염 간경변 췌장염 담석증 위염 궤양 용종 "
    "선암 편평상피암 전이 절제연 림프절 병기 항암 방사선 면역 표적 임상 시험 CT MRI WBC RBC Hb PLT AST ALT BUN CRP HbA1c mg/dL g/dL U/L"
).split()
SYLLABLES = [chr(code) for code in range(ord("가"), ord("힣"), 37)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    call_command("migrate", interactive=False, verbosity=0)
    user = _people()
    started = time.perf_counter()
    texts = _fill(asked.documents, user=user, draw=draw)
    _settle()
    print(f"{connection.vendor}: {asked.documents} documents of {statistics.mean(map(len, texts)):.0f} characters on average, "
          f"written and indexed in {time.perf_counter() - started:.0f} s")
    for kind, queries in _queries(texts, draw=draw, count=asked.queries).items():
        _measure(kind, queries, user=user)


def _people():
    organisation = Organisation.objects.create(name=f"Benchmark {uuid.uuid4()}")
    return User.objects.create(email=f"{uuid.uuid4()}@example.org", organisation=organisation, role=Role.CLERK)


def _fill(count, *, user, draw):
    patient = Patient.objects.create(organisation=user.organisation, code="BENCH", created_by=user)
    case = Case.objects.create(organisation=user.organisation, patient=patient, created_by=user)
    keys = finding._keys_of(user.organisation_id)
    hashes, samples = {}, []
    for first in range(0, count, 1000):
        with transaction.atomic():
            texts = [_text(draw) for _ in range(min(1000, count - first))]
            _write(texts, case=case, keys=keys, hashes=hashes)
        samples += texts[:20]
    return samples


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


def _write(texts, *, case, keys, hashes):
    stored = StoredObject.objects.bulk_create(
        StoredObject(organisation_id=case.organisation_id, keyed_hash=uuid.uuid4().hex * 2, path=uuid.uuid4().hex,
                     sha256=uuid.uuid4().hex * 2, size=1, wrapped_key=b"x", key_id="00000000") for _ in texts)
    sources = Artifact.objects.bulk_create(
        Artifact(case=case, stored=each, name="scan.png", media_type="image/png", is_received=True, is_identifying=True,
                 created_by=case.created_by) for each in stored)
    documents = Document.objects.bulk_create(
        Document(case=case, source=each, kind="general", review=Review.CLEAR, has_conflict=False, created_at=timezone.now())
        for each in sources)
    entries = []
    for document, text in zip(documents, texts, strict=True):
        grams = set()
        for gram in grams_of(text):
            if gram not in hashes:
                hashes[gram] = finding._hashed(gram, key=keys.grams)
            grams.add(hashes[gram])
        sealed = finding._seal(_reading(text), document=document, key=keys.words)
        entries.append(SearchEntry(document=document, organisation_id=case.organisation_id, grams=sorted(grams), sealed_words=sealed))
    SearchEntry.objects.bulk_create(entries)
    if connection.vendor == "sqlite":
        _index_on_sqlite(entries)


def _index_on_sqlite(entries):
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {FTS} (rowid, grams) VALUES (%s, %s)",
            [(entry.pk, " ".join(f"g{number:08x}" for number in entry.grams)) for entry in entries],
        )


def _reading(text):
    lines, left, top = [], 60, 60
    words = text.split()
    for start in range(0, len(words), 8):
        row = tuple(Word(text=w, quad=((left + n * 90, top), (left + n * 90 + 80, top), (left + n * 90 + 80, top + 20), (left + n * 90, top + 20)),
                         confidence=0.99) for n, w in enumerate(words[start:start + 8]))
        lines.append(Line(words=row))
        top += 30
    quad = ((0, 0), (1000, 0), (1000, 1400), (0, 1400))
    page = Page(number=1, width=1000, height=1400, turned_degrees=0, skew_degrees=0, resolution_dpi=100,
                blocks=(Block(kind="text", lines=tuple(lines), quad=quad),))
    return Reading(engine="bench", engine_version="1", pages=(page,))


def _settle():
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
        "part of a word": [draw.choice([w for w in pick().split() if len(w) > 2])[:3] for _ in range(each)],
        "two words": [" ".join(pick().split()[n:n + 2]) for n in (draw.randint(3, 60) for _ in range(each))],
        "common word": [draw.choice(WORDS[:40]) for _ in range(each)],
        "not there": ["".join(draw.choices(SYLLABLES, k=5)) for _ in range(each)],
    }


def _measure(kind, queries, *, user):
    for query in queries[:5]:
        finding.find(query, size=10, by=user)
    times, hits = [], 0
    for query in queries:
        started = time.perf_counter()
        hits += len(finding.find(query, size=10, by=user))
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    print(f"  {kind}: {len(queries)} queries, {hits / len(queries):.1f} hits each, median {statistics.median(times):.1f} ms, "
          f"p99 {times[min(len(times) - 1, int(len(times) * 0.99))]:.1f} ms")


if __name__ == "__main__":
    main()
