"""Two documents drawn by code as if they were scanned: a laboratory report and a referral letter of a phantom."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from jindan.fonts import korean_font

NAME = "홍길동"
BIRTH_DATE = "1980-01-02"

PAGE = (1654, 2339)
"""A4 at 200 dpi, in pixels."""
DPI = 200
LEFT, TOP, LEADING = 150, 170, 66
LETTERS, TITLE = 34, 52
TILT_DEGREES = 0.6
GRAIN = 9.0
COLUMNS = (0, 430, 690, 950, 1220)

Rows = Sequence[Sequence[str]]

LAB_REPORT: Rows = (
    ("진단검사 결과 보고서",),
    ("한빛의료원 진단검사의학과",),
    (),
    (f"환자명: {NAME}", "", f"생년월일: {BIRTH_DATE}", "", "성별: 남"),
    ("주민등록번호: 800102-1234567", "", "등록번호: 00123456"),
    ("채취일: 2026-03-02", "", "보고일: 2026-03-03"),
    (),
    ("검사항목", "결과", "단위", "참고치", "판정"),
    ("WBC", "11.2", "10^3/uL", "4.0-10.0", "H"),
    ("혈색소", "12.8", "g/dL", "13.0-17.0", "L"),
    ("혈소판", "231", "10^3/uL", "150-400", ""),
    ("AST(GOT)", "31", "U/L", "0-40", ""),
    ("ALT(GPT)", "28", "U/L", "0-41", ""),
    ("총빌리루빈", "0.8", "mg/dL", "0.2-1.2", ""),
    ("Creatinine", "0.9", "mg/dL", "0.7-1.2", ""),
    ("Glucose", "126", "mg/dL", "70-99", "H"),
    ("Amylase", "142", "U/L", "28-100", "H"),
    ("Lipase", "97", "U/L", "13-60", "H"),
    ("CA 19-9", "48.5", "U/mL", "0-37", "H"),
    (),
    ("검체: 혈청, EDTA 전혈",),
    ("문의: 02-312-4567",),
)
REFERRAL: Rows = (
    ("진료의뢰서",),
    (),
    (f"환자명: {NAME}", "", f"생년월일: {BIRTH_DATE}"),
    ("의뢰기관: 새봄내과의원", "", "의뢰일: 2026-03-04"),
    (),
    ("진단명: K86.2 췌장의 낭",),
    (),
    ("의뢰사유",),
    ("복부 초음파에서 췌장 꼬리에 12 mm 낭성 병변이 관찰되어",),
    ("복부 CT와 정밀 검사를 의뢰드립니다. 체중 감소는 없습니다.",),
    (),
    ("현재 복용 중인 약",),
    ("메트포르민정 500 mg 1일 2회 30일분",),
    ("아토르바스타틴정 10 mg 1일 1회 30일분",),
    (),
    ("고진선처 부탁드립니다.",),
    ("새봄내과의원",),
)
DOCUMENTS: Mapping[str, Rows] = {"lab-report": LAB_REPORT, "referral": REFERRAL}


def write_samples(folder: Path, *, seed: int) -> list[Path]:
    """Write both documents as PNG files into a folder and return their paths. Equal seeds give equal pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    grain = np.random.default_rng(seed)
    written = []
    for name, rows in DOCUMENTS.items():
        path = folder / f"{name}.png"
        _scanned(_drawn(rows), grain=grain).save(path, dpi=(DPI, DPI))
        written.append(path)
    return written


def _drawn(rows: Rows) -> Image.Image:
    """Return the page as printed. The first row is its title."""
    page = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(page)
    title = ImageFont.truetype(str(korean_font("bold")), TITLE)
    letters = ImageFont.truetype(str(korean_font()), LETTERS)
    for number, row in enumerate(rows):
        font = title if number == 0 else letters
        for column, words in zip(COLUMNS, row, strict=False):
            pen.text((LEFT + column, TOP + number * LEADING), words, font=font, fill=25)
    return page


def _scanned(page: Image.Image, *, grain: np.random.Generator) -> Image.Image:
    """Return the page a little askew, on paper that is not quite white."""
    askew = page.rotate(TILT_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=255)
    light = np.asarray(askew, dtype=np.float32) * 0.96 + grain.normal(0, GRAIN, askew.size[::-1])
    return Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
