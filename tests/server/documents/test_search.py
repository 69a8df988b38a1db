"""Documents are found by syllables and by initials, within the organisation, without their words being legible."""

import pytest

import make
import phantoms_pages as phantoms
from jindan.ocr.ngrams import ngrams_of, ngrams_of_query, normalised, places_of
from jindan.server.documents.models import SearchEntry, SearchKey
from jindan.server.documents.search import search
from jindan.server.documents.services import indexing
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.roles import Role
from people import is_problem
from server.documents_by_code import document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lab(hospital, tmp_path):
    case = make.case(by=make.user(organisation=hospital))
    return document(tmp_path, phantoms.LAB_REPORT, phantoms.REFERRAL, case=case)


def found(person, query):
    answer = person.post("/documents/search", {"query": query})
    assert answer.status_code == 200, answer.json()
    return answer.json()


SAID = [
    "홍길동", "ㅎㄱㄷ", "홍ㄱㄷ", "길동", "진단검사의학", "진단 검사", "wbc", "11.2", "ㅎㅅㅅ", "췌장 낭성", "AST(GOT)",
]  # fmt: skip
NOT_SAID = ["김길동", "ㅋㅋㄷ", "wbd", "1234567", "800102-1234567", "동길"]


def test_a_document_is_found_by_what_it_says_only(clerk, lab):
    for query in SAID:
        [hit] = found(clerk, query)
        assert hit["document"] == str(lab.pk)
        assert hit["places"]
    for query in NOT_SAID:
        assert found(clerk, query) == []


def test_a_hit_has_the_boxes_of_its_words(clerk, lab):
    [hit] = found(clerk, "홍길동")
    first, second = hit["places"]
    assert (first["page"], first["line"], second["page"]) == (1, 3, 2)
    [box] = first["boxes"]
    [word] = [w for w in phantoms.reading(phantoms.LAB_REPORT).words() if w.text == "홍길동"]
    assert box == [round(side) for side in (*word.quad[0], *word.quad[2])]


def test_a_hit_over_two_words_has_both_boxes(clerk, lab):
    [hit] = found(clerk, "정밀검사를")
    assert len(hit["places"][0]["boxes"]) == 2


def test_t14_one_character_and_an_unbounded_size_are_refused(clerk, lab):
    for query in ("홍", " 홍 ", "ㅎ"):
        answer = clerk.post("/documents/search", {"query": query})
        assert is_problem(answer, "query-too-short", 422)
    assert clerk.post("/documents/search", {"query": "홍길동", "size": 51}).status_code == 422


def test_t13_another_organisation_s_documents_are_not_found(caller, elsewhere, lab):
    assert found(caller(elsewhere, Role.CLERK), "홍길동") == []


def test_a_corrected_document_is_found_by_its_new_words_only(clerk, lab):
    change = {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "푸른의료원"}]}
    clerk.post(f"/documents/{lab.pk}/corrections", change)
    assert found(clerk, "푸른의료원")
    assert not found(clerk, "한빛의료원")


def test_the_newest_document_comes_first(clerk, hospital, tmp_path, lab):
    newer = document(tmp_path, phantoms.DISCHARGE, case=lab.case)
    assert [each["document"] for each in found(clerk, "홍길동")] == [str(newer.pk), str(lab.pk)]


def test_no_word_is_legible_in_the_index(lab):
    entry = SearchEntry.objects.get()
    assert "홍길동".encode() not in bytes(entry.sealed_words)
    assert all(0 <= number < 2**31 for number in entry.ngrams)


def test_equal_words_of_two_organisations_have_no_hash_in_common(elsewhere, lab, tmp_path):
    case = make.case(by=make.user(organisation=elsewhere))
    document(tmp_path, phantoms.LAB_REPORT, phantoms.REFERRAL, case=case)
    ours, theirs = (set(entry.ngrams) for entry in SearchEntry.objects.order_by("pk"))
    assert len(ours & theirs) <= 1  # a number may repeat by chance


def test_a_rotated_key_opens_the_index_all_the_same(clerk, lab):
    rotation.add_keys()
    assert indexing.reseal() == 1
    assert SearchKey.objects.get().key_id in keys.current_key_ids()
    assert found(clerk, "홍길동")


def test_all_that_is_older_than_the_newest_is_found_too(
    clerk, hospital, tmp_path, lab, monkeypatch
):
    monkeypatch.setattr(search, "RECENT", 1)
    newer = document(tmp_path, phantoms.DISCHARGE, case=lab.case)
    assert [each["document"] for each in found(clerk, "홍길동")] == [str(newer.pk), str(lab.pk)]
    assert [each["document"] for each in found(clerk, "췌장 낭성")] == [str(lab.pk)]


def test_a_query_asks_for_the_longest_runs_that_there_are():
    assert ngrams_of_query("진단검사") == {"t진단검", "t단검사"}
    assert ngrams_of_query("환자") == {"t환자"}
    assert ngrams_of_query("홍ㄱㄷ") == {"cㅎㄱㄷ"}
    assert ngrams_of_query("홍길ㄷ") == {"t홍길", "cㅎㄱㄷ"}


def test_a_text_holds_every_ngram_of_each_of_its_parts():
    text = "홍길동 환자의 혈액 검사 WBC 11.2"
    for query in ("홍길동", "ㅎㄱㄷ", "환자의혈액", "홍ㄱ동", "wbc11"):
        assert ngrams_of_query(query) <= ngrams_of(text)
        assert list(places_of(normalised(query), normalised(text)))
