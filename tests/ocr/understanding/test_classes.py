"""The class of a document is decided by evidence, or not at all."""

import pytest

import phantoms_pages as phantoms
from jindan.ocr.understanding.classes import DocumentKind, classify

KINDS = {
    "LAB_REPORT": DocumentKind.LAB_REPORT,
    "PATHOLOGY": DocumentKind.PATHOLOGY_REPORT,
    "PRESCRIPTION": DocumentKind.PRESCRIPTION,
    "REFERRAL": DocumentKind.REFERRAL,
    "DISCHARGE": DocumentKind.DISCHARGE_SUMMARY,
    "ENGLISH_IMAGING": DocumentKind.IMAGING_REPORT,
    "CONSENT": DocumentKind.CONSENT,
    "INSURANCE_CLAIM": DocumentKind.INSURANCE_CLAIM,
    "RECEIPT": DocumentKind.RECEIPT,
    "RESIDENT_ID": DocumentKind.RESIDENT_ID,
    "BUSINESS_REGISTRATION": DocumentKind.BUSINESS_REGISTRATION,
    "CONTRACT": DocumentKind.CONTRACT,
    "LETTER": DocumentKind.GENERAL,
}


def test_there_is_a_phantom_of_every_class():
    assert set(KINDS.values()) == set(DocumentKind)


@pytest.mark.parametrize("name", KINDS)
def test_a_document_is_told_by_its_words(name):
    assert classify(phantoms.reading(getattr(phantoms, name))).kind is KINDS[name]


def test_t27_a_consent_that_mentions_a_contract_is_no_contract():
    assert "계약" in phantoms.CONSENT
    assert classify(phantoms.reading(phantoms.CONSENT)).kind is DocumentKind.CONSENT


def test_t27_a_clinical_form_with_a_birth_date_is_no_identity_card():
    for name in ("LAB_REPORT", "REFERRAL", "PRESCRIPTION", "DISCHARGE"):
        text = getattr(phantoms, name)
        assert "생년월일" in text
        classification = classify(phantoms.reading(text))
        assert not [
            sign for sign in classification.evidence if sign.kind is DocumentKind.RESIDENT_ID
        ]


@pytest.mark.parametrize("text", ["계약", "생년월일 1980-01-02", "", "합계 3,000"])
def test_t27_a_single_word_decides_nothing(text):
    assert classify(phantoms.reading(text)).kind is None


def test_t27_divided_evidence_names_no_class():
    both = classify(phantoms.reading("처방전\n퇴원 요약지"))
    assert both.kind is None
    assert {sign.kind for sign in both.evidence} == {
        DocumentKind.PRESCRIPTION,
        DocumentKind.DISCHARGE_SUMMARY,
    }


def test_evidence_says_where_it_stands():
    classification = classify(phantoms.reading(phantoms.LETTER, phantoms.LAB_REPORT))
    assert {(sign.page, sign.line) for sign in classification.evidence} >= {(2, 2)}
