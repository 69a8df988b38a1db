"""Clinical and administrative documents of nobody, in Korean and English: what the benchmark draws."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Heading:
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    text: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of cells. widths: shares of the page. is_ruled: whether lines are drawn."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    is_ruled: bool


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Two columns, read one after the other."""

    left: tuple[str, ...]
    right: tuple[str, ...]


Part = Heading | Paragraph | Table | Columns
Document = tuple[Part, ...]

SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
GIVEN = "서준민서하은도윤지우예린수빈현우채원시우유나태희건하나라"
HOSPITALS = (
    "한빛대학교병원",
    "푸른숲내과의원",
    "새봄종합병원",
    "가온정형외과의원",
    "은하수병원",
    "미래로의료원",
)
ANALYTES = (
    ("WBC", "10³/μL", 4.0, 10.0, 2), ("RBC", "10⁶/μL", 4.2, 5.4, 2), ("Hemoglobin", "g/dL", 13.0, 17.0, 1),
    ("혈소판", "10³/μL", 150, 400, 0), ("AST(SGOT)", "U/L", 0, 40, 0), ("ALT(SGPT)", "U/L", 0, 41, 0),
    ("총콜레스테롤", "mg/dL", 0, 200, 0), ("중성지방", "mg/dL", 0, 150, 0), ("HDL-C", "mg/dL", 40, 60, 0),
    ("공복혈당", "mg/dL", 70, 99, 0), ("HbA1c", "%", 4.0, 5.6, 1), ("Creatinine", "mg/dL", 0.7, 1.2, 2),
    ("eGFR", "mL/min", 60, 120, 0), ("총빌리루빈", "mg/dL", 0.2, 1.2, 2), ("Albumin", "g/dL", 3.5, 5.2, 1),
    ("Sodium", "mmol/L", 136, 145, 0), ("Potassium", "mmol/L", 3.5, 5.1, 1), ("TSH", "μIU/mL", 0.27, 4.2, 2),
    ("CRP", "mg/L", 0, 5.0, 2), ("Uric acid", "mg/dL", 3.4, 7.0, 1), ("CEA", "ng/mL", 0, 5.0, 2), ("PSA", "ng/mL", 0, 4.0, 3),
)  # fmt: skip
DRUGS = (
    ("아모잘탄정 5/50mg", "1정", "1일 1회", "30일분"), ("메트포르민정 500mg", "1정", "1일 2회", "14일분"),
    ("아토르바스타틴정 10mg", "1정", "1일 1회", "60일분"), ("록소프로펜정 60mg", "1정", "1일 3회", "5일분"),
    ("레보티록신정 0.05mg", "0.5정", "1일 1회", "28일분"), ("와파린정 2mg", "1.5정", "1일 1회", "7일분"),
    ("세파클러캡슐 250mg", "1캡슐", "1일 3회", "5일분"), ("디곡신정 0.25mg", "0.5정", "1일 1회", "14일분"),
    ("프레드니솔론정 5mg", "2정", "1일 2회", "3일분"), ("라베프라졸정 20mg", "1정", "1일 1회", "28일분"),
)  # fmt: skip
DIAGNOSES = (("I10", "본태성 고혈압"), ("E11.9", "2형 당뇨병"), ("K29.5", "만성 위염"), ("J45.9", "상세불명의 천식"),
             ("M51.1", "추간판 장애"), ("C16.9", "위의 악성 신생물"), ("N18.3", "만성 콩팥병 3기"))  # fmt: skip
SENTENCES = (
    "상기 환자는 3개월 전부터 시작된 간헐적인 복부 통증과 소화불량을 주소로 본원에 내원하였습니다.",
    "혈압은 142/91 mmHg, 맥박은 분당 78회, 체온은 36.7℃로 측정되었습니다.",
    "과거력상 고혈압으로 5년째 약물을 복용 중이며 당뇨병의 가족력이 있습니다.",
    "흉부 방사선 촬영에서 활동성 폐병변은 관찰되지 않았습니다.",
    "복부 초음파에서 간 우엽에 1.2 cm 크기의 저음영 결절이 의심되어 정밀검사를 권유하였습니다.",
    "위내시경에서 전정부에 0.8 × 0.5 cm 크기의 궤양이 있어 조직검사를 시행하였습니다.",
    "항생제 투여 후 발열은 호전되었으며 백혈구 수치는 12.4에서 7.8로 감소하였습니다.",
    "약물 복용 후 어지러움이나 두근거림이 있으면 즉시 복용을 중단하고 내원하시기 바랍니다.",
    "향후 2주 후 외래에서 신기능과 전해질을 다시 확인할 예정입니다.",
    "귀원에서 추가 평가와 치료를 받고자 하여 의뢰하오니 고진선처 바랍니다.",
)
RULES = (
    "본인은 수술의 목적과 방법, 예상되는 결과 및 발생 가능한 합병증에 대하여 충분한 설명을 들었습니다.",
    "마취 과정에서 드물게 알레르기 반응, 저혈압, 호흡곤란 등이 나타날 수 있음을 이해하였습니다.",
    "수술 중 예기치 못한 상황이 발견되면 의료진의 판단에 따라 수술 범위가 변경될 수 있습니다.",
    "개인정보는 진료 목적으로만 이용되며 관련 법령에 따라 보관된 뒤 파기됩니다.",
    "동의를 철회하고자 할 때에는 언제든지 담당 의료진에게 알릴 수 있습니다.",
)
ENGLISH = (
    "Sections show an infiltrating carcinoma composed of irregular glands with moderate nuclear atypia.",
    "The tumor measures 2.3 x 1.7 x 1.5 cm and extends into the submucosa; resection margins are negative.",
    "Lymphovascular invasion is not identified. Two of 14 lymph nodes contain metastatic carcinoma (2/14).",
    "Immunohistochemistry: ER positive (90%), PR positive (70%), HER2 negative (1+), Ki-67 index 12.5%.",
    "The specimen is received in formalin, labelled with the patient code, and consists of one tan-pink core.",
    "Clinical correlation is recommended. Follow-up imaging in 6 months is suggested.",
)


def _name(drawn: random.Random) -> str:
    return drawn.choice(SURNAMES) + "".join(drawn.sample(GIVEN, 2))


def _date(drawn: random.Random) -> str:
    return f"{drawn.randint(2019, 2026)}-{drawn.randint(1, 12):02d}-{drawn.randint(1, 28):02d}"


def _number(drawn: random.Random) -> str:
    return f"{drawn.randint(0, 99):02d}{drawn.randint(1, 12):02d}{drawn.randint(1, 28):02d}-{drawn.randint(1, 4)}{drawn.randint(0, 999999):06d}"


def _phone(drawn: random.Random) -> str:
    return (
        f"0{drawn.choice((2, 31, 51, 62))}-{drawn.randint(200, 9999)}-{drawn.randint(0, 9999):04d}"
    )


def _people(drawn: random.Random) -> Table:
    return Table(
        rows=(
            ("환자명", _name(drawn), "생년월일", _date(drawn)),
            (
                "등록번호",
                str(drawn.randint(10_000_000, 99_999_999)),
                "성별/나이",
                f"{drawn.choice('남여')} / {drawn.randint(1, 95)}세",
            ),
            (
                "진료과",
                drawn.choice(("내과", "외과", "소화기내과", "정형외과")),
                "담당의",
                _name(drawn),
            ),
        ),
        widths=(0.16, 0.34, 0.18, 0.32),
        is_ruled=drawn.random() < 0.5,
    )


def laboratory(drawn: random.Random) -> Document:
    rows = [("검사항목", "결과", "단위", "참고치", "판정")]
    for name, unit, low, high, digits in drawn.sample(ANALYTES, 16):
        value = drawn.uniform(low * 0.6, high * 1.5)
        flag = "L" if value < low else "H" if value > high else ""
        rows.append(
            (name, f"{value:.{digits}f}", unit, f"{low:.{digits}f} - {high:.{digits}f}", flag)
        )
    table = Table(
        rows=tuple(rows), widths=(0.28, 0.16, 0.18, 0.26, 0.12), is_ruled=drawn.random() < 0.5
    )
    footer = Paragraph(
        text=f"채취일시 {_date(drawn)} 09:{drawn.randint(10, 59)}  보고일시 {_date(drawn)} 14:{drawn.randint(10, 59)}"
    )
    return Heading(text="진단검사의학과 검사결과 보고서"), _people(drawn), table, footer


def prescription(drawn: random.Random) -> Document:
    rows = (("처방 의약품", "1회 투약량", "용법", "총 투약일수"), *drawn.sample(DRUGS, 6))
    table = Table(rows=rows, widths=(0.42, 0.2, 0.19, 0.19), is_ruled=True)
    head = Paragraph(
        text=f"교부번호 {_date(drawn).replace('-', '')}-{drawn.randint(1, 99999):05d}호  의료기관 {drawn.choice(HOSPITALS)} 전화번호 {_phone(drawn)}"
    )
    note = Paragraph(
        text=f"식후 30분에 복용하십시오. 질병분류기호 {drawn.choice(DIAGNOSES)[0]}  사용기간 교부일부터 {drawn.randint(3, 7)}일간"
    )
    return Heading(text="처 방 전"), head, _people(drawn), table, note


def referral(drawn: random.Random) -> Document:
    code, disease = drawn.choice(DIAGNOSES)
    body = drawn.sample(SENTENCES, 6)
    return (
        Heading(text="진료의뢰서"), _people(drawn), Paragraph(text=f"상병명: {disease} ({code})"),
        Paragraph(text=" ".join(body[:3])), Paragraph(text=" ".join(body[3:])),
        Paragraph(text=f"의뢰일 {_date(drawn)}  {drawn.choice(HOSPITALS)}  의사 {_name(drawn)} (면허번호 {drawn.randint(10000, 140000)})"),
    )  # fmt: skip


def discharge(drawn: random.Random) -> Document:
    body = drawn.sample(SENTENCES, 8)
    left, right = ("입원 경과", *body[:4]), ("퇴원 후 계획", *body[4:])
    return (
        Heading(text="퇴원요약지"),
        _people(drawn),
        Columns(left=left, right=right),
        Paragraph(text=f"퇴원일 {_date(drawn)} 주치의 {_name(drawn)}"),
    )


def pathology(drawn: random.Random) -> Document:
    body = drawn.sample(ENGLISH, 6)
    return (
        Heading(text="SURGICAL PATHOLOGY REPORT"),
        Paragraph(text=f"Accession No. S{drawn.randint(19, 26)}-{drawn.randint(1000, 99999)}   Received: {_date(drawn)}"),
        Paragraph(text="DIAGNOSIS"), Paragraph(text=" ".join(body[:3])),
        Paragraph(text="GROSS DESCRIPTION"), Paragraph(text=" ".join(body[3:])),
    )  # fmt: skip


def consent(drawn: random.Random) -> Document:
    rules = [
        Paragraph(text=f"{number}. {rule}")
        for number, rule in enumerate(drawn.sample(RULES, 5), start=1)
    ]
    return (
        Heading(text="수술 및 마취 동의서"),
        _people(drawn),
        *rules,
        Paragraph(text=f"{_date(drawn)}  동의인 {_name(drawn)} (서명)  관계: 본인"),
    )


def receipt(drawn: random.Random) -> Document:
    kinds = (
        "진찰료",
        "입원료",
        "식대",
        "투약 및 조제료",
        "주사료",
        "처치 및 수술료",
        "검사료",
        "영상진단료",
    )
    paid = [(kind, *(f"{drawn.randint(0, 900) * 130:,}" for _ in range(3))) for kind in kinds]
    table = Table(
        rows=(("항목", "본인부담금", "공단부담금", "비급여"), *paid),
        widths=(0.34, 0.22, 0.22, 0.22),
        is_ruled=drawn.random() < 0.6,
    )
    total = Paragraph(text=f"합계 {drawn.randint(10_000, 9_999_999):,}원   납부일 {_date(drawn)}")
    return (
        Heading(text="진료비 계산서·영수증"),
        _people(drawn),
        table,
        total,
        Paragraph(
            text=f"사업자등록번호 {drawn.randint(100, 999)}-{drawn.randint(10, 99)}-{drawn.randint(10000, 99999)}  {drawn.choice(HOSPITALS)}"
        ),
    )


def claim(drawn: random.Random) -> Document:
    code, disease = drawn.choice(DIAGNOSES)
    rows = (("청구인", _name(drawn), "주민등록번호", _number(drawn)), ("연락처", _phone(drawn), "증권번호", f"L{drawn.randint(10**8, 10**9 - 1)}"),
            ("진단명", disease, "분류기호", code), ("청구금액", f"{drawn.randint(10, 900) * 1000:,}원", "사고일", _date(drawn)))  # fmt: skip
    return (
        Heading(text="보험금 청구서"),
        Table(rows=rows, widths=(0.16, 0.32, 0.2, 0.32), is_ruled=True),
        Paragraph(text=drawn.choice(RULES)),
        Paragraph(text=f"{_date(drawn)} 청구인 {_name(drawn)} (인)"),
    )


def card(drawn: random.Random) -> Document:
    return (
        Heading(text="주민등록증"),
        Paragraph(text=_name(drawn)),
        Paragraph(text=_number(drawn)),
        Paragraph(
            text=f"서울특별시 {drawn.choice(('강남구', '마포구', '송파구'))} 새봄로 {drawn.randint(1, 300)}"
        ),
        Paragraph(text=f"{_date(drawn).replace('-', '.')}."),
    )


CLASSES: Mapping[str, Callable[[random.Random], Document]] = {
    kind.__name__: kind
    for kind in (
        laboratory,
        prescription,
        referral,
        discharge,
        pathology,
        consent,
        receipt,
        claim,
        card,
    )
}
