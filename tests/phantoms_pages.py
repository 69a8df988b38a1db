"""Documents typed by code, as an engine would read them: every word with its box. No patient is real."""

from jindan.ocr.reading import Block, Line, Reading, ReadPage, Word

EM = 20
"""Pixels of a full-width character; others are half as wide."""
ROW = 32
LEFT, TOP = 60, 60

LAB_REPORT = """
한빛의료원 진단검사의학과
진단검사 결과 보고서
환자명: 홍길동 | 생년월일: 1980-01-02 | 성별: 남
주민등록번호: 800102-1234567 | 등록번호: 00123456
채취일: 2026-03-02 | 보고일: 2026-03-03 | 전화: 010-1234-5678
검사항목 | 결과 | 단위 | 참고치 | 판정
WBC | 11.2 | 10^3/uL | 4.0-10.0 | H
혈색소 | 9.8 | g/dL | 13.0 - 17.0 | L
AST(GOT) | 31 | U/L | 0-40
Glucose | 104 | mg/dL | 70-99 | H
Creatinine | 0.9 | mg/dL | 0.7-1.2
Lipase | 52 | U/L | 13-60 | N
"""

REFERRAL = """
진료의뢰서
환자명: 홍길동 | 생년월일: 1980년 1월 2일
의뢰기관: 새봄내과의원 | 의뢰일: 2026. 3. 4.
진단명: K86.1 만성 췌장염
의뢰사유: 복부 CT에서 췌장 낭성 병변이 관찰되어 정밀 검사를 의뢰드립니다
현재 복용 약: 메트포르민정 500mg 1일 2회 30일분
항생제 알레르기 없음
고진선처 부탁드립니다
"""

PRESCRIPTION = """
처 방 전
환자 성명: 김영희 | 생년월일: 1955-07-21
질병분류기호: J189
처방 의약품의 명칭 | 1회 투약량 | 1일 투여횟수 | 총 투약일수
아스피린장용정100mg | 1 | 1 | 30
타이레놀정500밀리그램 | 0.5 | 3 | 5
새봄내과의원
"""

CONSENT = """
수술 동의서
환자 성명: 이철수 | 생년월일: 1971-11-30 | 주민등록번호: 711130-1******
본인은 수술에 대하여 충분한 설명을 듣고 이해하였으며
합병증과 부작용 가능성에 대하여 자발적으로 동의합니다
진료 계약에 따른 사항은 병원 규정을 따릅니다
"""

PATHOLOGY = """
병리조직검사 결과 보고서
환자명: 박민수 | 생년월일: 1966-05-05
검체: 췌장, 원위부 췌장절제술
병리진단: Adenocarcinoma, moderately differentiated
절제연: 음성 (가장 가까운 거리 0.4 cm)
림프절 전이: 0/12
"""

ENGLISH_IMAGING = """
Radiology Report
Patient name: Gildong Hong | Date of birth: 02 Jan 1980 | Sex: M
CT of the abdomen, contrast-enhanced
Findings
The pancreas shows a 12 mm cyst in the tail.
Impression
Cystic lesion of the pancreatic tail.
"""

RECEIPT = """
진료비 계산서 영수증
새봄내과의원 | 사업자등록번호 120-81-47521
공단부담금 | 12,300
본인부담금 | 5,400원
합 계 | 17,700원
카드승인 승인번호 30211122 카드번호 5555-5555-5555-4444
"""

RESIDENT_ID = """
주민등록증
홍길동
800102-1234567
서울특별시 중구 세종대로 110
서울특별시장
"""

BUSINESS_REGISTRATION = """
사업자등록증
등록번호: 120-81-47521
상호: 한빛상사 | 대표자: 홍길동
개업년월일: 2011-02-03 | 업태: 도소매 | 종목: 의료기기
종로세무서장
"""

CONTRACT = """
임대차 계약서
임대인(이하 "갑")과 임차인(이하 "을")은 다음과 같이 계약을 체결한다
제1조 (계약기간) 2026-01-01부터 24개월로 한다
제2조 (손해배상) 위약금은 보증금의 10%로 한다
"""

INSURANCE_CLAIM = """
보험금 청구서
피보험자 성명: 홍길동 | 증권번호 20260101-55
사고일시: 2026-01-02 | 청구사유: 질병 입원
청구금액 1,250,000원
입금은행 한빛은행 계좌번호 110-234-567890
"""

DISCHARGE = """
퇴원 요약지
환자명: 홍길동 | 생년월일: 1980-01-02
입원일: 2026-03-01 | 퇴원일: 2026-03-09
최종진단: K85.9 급성 췌장염
입원 경과: 금식과 수액으로 호전됨
퇴원약: 파모티딘정 20mg 1일 2회 14일분
"""

LETTER = """
안내 말씀
저희 병원을 찾아 주셔서 감사드리며 주차는 지하 이층을 이용하여 주시기 바랍니다
점심 시간에는 접수가 없으니 양해하여 주십시오
"""


def word(text, *, left, top, confidence=0.99, flags=()):
    right = left + width_of(text)
    quad = ((left, top), (right, top), (right, top + EM), (left, top + EM))
    return Word(text=text, quad=quad, confidence=confidence, flags=flags)


def width_of(text):
    return sum(EM if ord(character) > 0x2E80 else EM / 2 for character in text)


def reading(*texts, confidence=0.99):
    """One page for each text; `|` begins a column, 300 pixels further on."""
    pages = [
        page(text, number=number, confidence=confidence) for number, text in enumerate(texts, 1)
    ]
    return Reading(engine="typed", engine_version="1", pages=tuple(pages))


def page(text, *, number=1, confidence=0.99):
    rows = text.strip("\n").split("\n")
    lines = [
        line(part, left=LEFT + column * 300, top=TOP + row * ROW, confidence=confidence)
        for row, whole in enumerate(rows)
        for column, part in enumerate(whole.split("|"))
        if part.strip()
    ]
    height = TOP * 2 + ROW * len(rows)
    width = int(max((w.quad[1][0] for each in lines for w in each.words), default=0)) + LEFT
    quad = ((0, 0), (width, 0), (width, height), (0, height))
    block = Block(kind="text", lines=tuple(lines), quad=quad)
    return ReadPage(
        number=number, width=width, height=height, turned_degrees=0, skew_degrees=0,
        resolution_dpi=150, blocks=(block,) if lines else (),
    )  # fmt: skip


def line(text, *, left, top, confidence):
    words = []
    for part in text.split():
        words.append(word(part, left=left, top=top, confidence=confidence))
        left += width_of(part) + EM / 2
    return Line(words=tuple(words))
