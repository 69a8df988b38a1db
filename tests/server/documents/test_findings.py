"""What a document says of the patient follows its newest words, and is a fact only in a confirmed version."""

import datetime

import pytest

import phantoms_pages as phantoms
from jindan.analysis import Note
from jindan.ocr.correcting import corrected
from jindan.report.wording import words
from jindan.server.documents.contents import content_of
from jindan.server.documents.findings import record_findings
from jindan.server.documents.models import DocumentReview
from jindan.server.documents.report import facts_of
from server.documents_by_code import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(case, tmp_path):
    return document(tmp_path, phantoms.LAB_REPORT, case=case)


def field(answer, name, group=None):
    return next(f for f in answer["fields"] if f["name"] == name and f["group"] == group)


def test_a_sex_corrected_to_another_word_is_printed_as_it_was_written(lab):
    reading = lab.readings.get()
    content = content_of(reading.content)
    fields = tuple(
        each.model_copy(update={"value": "불명"}) if each.name == "sex" else each
        for each in content.fields
    )
    facts = facts_of(
        reading, content=content.model_copy(update={"fields": fields}), is_confirmed=False
    )
    assert "불명" in [words(fact.value, language="en") for fact in facts]


def test_a_document_is_of_the_date_on_it_and_never_of_the_job(lab):
    reading = lab.readings.get()
    [kind, *_] = record_findings(reading, content=content_of(reading.content))
    reading.subject.refresh_from_db()
    assert reading.subject.at == kind.at == datetime.date(2026, 3, 2)
    assert kind.notes == ()


def test_a_document_whose_date_must_be_checked_has_none_until_it_is_confirmed(
    clerk, case, tmp_path
):
    doubtful = document(tmp_path, phantoms.LAB_REPORT, case=case, confidence=0.5)
    reading = doubtful.readings.get()
    [kind, *_] = record_findings(reading, content=content_of(reading.content))
    assert kind.at is None and [note.code for note in kind.notes] == ["document-date-to-check"]
    clerk.post(f"/documents/{doubtful.pk}/confirmations", {"number": 1})
    doubtful.refresh_from_db()
    reading = doubtful.readings.get()
    record_findings(reading, content=content_of(reading.content))
    assert reading.subject.at == datetime.date(2026, 3, 2)


def test_the_head_of_a_report_says_which_of_its_values_must_be_checked(case, tmp_path):
    reading = document(tmp_path, phantoms.LAB_REPORT, case=case, confidence=0.5).readings.get()
    content = content_of(reading.content)
    for is_confirmed, ending in ((False, " (to check)"), (True, "")):
        facts = facts_of(reading, content=content, is_confirmed=is_confirmed)
        said = [words(fact.value, language="en") for fact in facts]
        assert f"2026-03-02{ending}" in said


def test_a_corrected_word_leaves_the_flags_of_the_other_words_of_its_field(case, tmp_path):
    reading = document(tmp_path, phantoms.REFERRAL, case=case).readings.get()
    content = content_of(reading.content)
    [position] = [n for n, one in enumerate(content.fields) if one.name == "diagnosis"]
    lines = [line for block in content.reading.pages[0].blocks for line in block.lines]
    [(line, first)] = [
        (number, place)
        for number, one in enumerate(lines, 1)
        for place, word in enumerate(one.words, 1)
        if word.text == "만성"
    ]
    flags = {"만성": Note(code="engines-disagree"), "췌장염": Note(code="low-confidence")}
    flagged = content.model_copy(
        update={
            "fields": tuple(
                one.model_copy(update={"flags": tuple(flags.values())}) if n == position else one
                for n, one in enumerate(content.fields)
            ),
            "reading": content.reading.model_copy(
                update={"pages": (content.reading.pages[0].with_lines(with_flags(flags)),)}
            ),
        }
    )
    once = corrected(flagged, fields={}, words={(1, line, first): "급성"})
    assert once.fields[position].read == "급성 췌장염"
    assert once.fields[position].flags == (flags["췌장염"],)
    twice = corrected(once, fields={}, words={(1, line, first + 1): "췌장염"})
    assert twice.fields[position].flags == () and twice.fields[position].confidence == 1


def with_flags(flags):
    def flagged(line):
        words = [
            word.model_copy(update={"flags": (flags[word.text],)}) if word.text in flags else word
            for word in line.words
        ]
        return line.model_copy(update={"words": tuple(words)})

    return flagged


def test_confirming_a_version_does_not_confirm_the_one_before(clerk, case, tmp_path):
    doubtful = document(tmp_path, phantoms.LAB_REPORT, case=case, confidence=0.5)
    change = {"number": 1, "fields": [{"position": 0, "value": "홍길동"}]}
    clerk.post(f"/documents/{doubtful.pk}/corrections", change)
    clerk.post(f"/documents/{doubtful.pk}/confirmations", {"number": 2})
    doubtful.refresh_from_db()
    first, second = doubtful.readings.order_by("number")
    assert doubtful.review == DocumentReview.CONFIRMED
    statuses = [
        {
            finding.status
            for finding in record_findings(reading, content=content_of(reading.content))
        }
        for reading in (first, second)
    ]
    assert statuses == [{"reported", "to-check"}, {"reported"}]


def test_a_corrected_word_corrects_the_value_that_was_read_from_it(clerk, lab, settings):
    settings.TWO_PERSON_RULE = True
    lines = clerk.get(f"/documents/{lab.pk}").json()["pages"][0]["lines"]
    [(line, number)] = [
        (line, number)
        for line, each in enumerate(lines, 1)
        for number, word in enumerate(each["words"], 1)
        if word["text"] == "11.2"
    ]
    change = {"page": 1, "line": line, "word": number, "text": "1.2"}
    answer = clerk.post(f"/documents/{lab.pk}/corrections", {"number": 1, "words": [change]})
    assert answer.status_code == 201, answer.content
    shown = clerk.get(f"/documents/{lab.pk}").json()
    assert field(shown, "lab-value", 0)["value"] == "1.2"
    assert shown["document"]["review"] == "second"
