"""How well documents are read: the local engine and Tesseract on the same generated pages.

    python benchmarks/ocr_accuracy.py [--pages 54] [--seed 7] [--engines local,tesseract-tuned,tesseract-default]
                                          [--classes laboratory,prescription]

Characters (CER), words (WER, F1), words with digits, decimals, decimals (silent) and words with digits
(unmarked) lost without a mark, and CPU seconds a page: by class, by degradation, and by whether the font was seen in training. Then the real
images of JINDAN_ASSETS_MIRROR/ocr whose text is known. Ends with status 1 when a promise is broken.
"""

import argparse
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tesserocr
from ocr.degrading import DEGRADATIONS
from ocr.documents import CLASSES
from ocr.drawing import TruePage, draw
from ocr.judging import in_frame
from ocr.scoring import Score, folded, score
from PIL import Image

from jindan.ocr.distance import edits
from jindan.ocr.engines import local, tesseract
from jindan.ocr.pages.page import RawPage, UprightPage
from jindan.ocr.pages.upright import set_upright
from jindan.ocr.reading import Reading, Word

FONTS = Path("/usr/share/fonts")
SEEN = (
    "truetype/nanum/NanumGothic.ttf",
    "truetype/nanum/NanumMyeongjo.ttf",
    "truetype/nanum/NanumBarunGothic.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "truetype/baekmuk/batang.ttf",
    "truetype/unfonts-core/UnDotum.ttf",
)
UNSEEN = (
    "truetype/lexi/LexiGulim.ttf",
    "truetype/lexi/LexiSaebomR.ttf",
    "truetype/naver-d2coding/D2Coding-Ver1.3.2-20180524-all.ttc",
)
REAL = {
    "rapidocr-korean-line.jpg": "베이징 차오양, 디지털 기술로 농업 새로운 발전 이끌어",
    "easyocr-korean-sign.png": "서울 평양 Seoul Pyeongyang 56Km 205Km",
    "upstage-sample_1.png": "Print the words hello, world",
}
THIRD = 1 / 3


@dataclass(frozen=True, kw_only=True)
class Case:
    """One page of the benchmark and the groups it counts for."""

    page: TruePage
    groups: tuple[str, ...]


def cases(count: int, *, seed: int, kinds: Sequence[str] = tuple(CLASSES)) -> Iterator[Case]:
    """Classes, degradations and fonts in turn, so that each meets each other."""
    fonts = [FONTS / font for font in SEEN + UNSEEN if (FONTS / font).is_file()]
    ways = list(DEGRADATIONS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        way = ways[(number + number // len(kinds)) % len(ways)]
        drawn = random.Random(f"{seed}-{number}")
        font = drawn.choice(fonts)
        page = draw(CLASSES[kind](drawn), font=font, drawn=drawn, is_card=kind == "card")
        page = DEGRADATIONS[way](page, drawn, np.random.default_rng([seed, number]))
        is_seen = str(font.relative_to(FONTS)) in SEEN
        yield Case(
            page=page, groups=(kind, way, "fonts seen" if is_seen else "fonts unseen", "all")
        )


def default_tesseract(page: UprightPage) -> Reading:
    """Tesseract as Debian installs it: kor+eng, automatic layout, on the picture as it is."""
    folder = str(tesseract.trained_folders()[0])
    with tesserocr.PyTessBaseAPI(path=folder, lang="kor+eng", psm=tesserocr.PSM.AUTO) as api:
        api.SetImage(Image.fromarray(page.picture))
        api.Recognize()
        return tesseract.reading_of([page], [list(tesseract.lines_of(api))])


ENGINES: dict[str, Callable[[UprightPage], Reading]] = {
    "local": lambda page: local.read([page]),
    "tesseract-tuned": lambda page: tesseract.read([page]),
    "tesseract-default": default_tesseract,
}


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--pages", type=int, default=54)
    asked.add_argument("--seed", type=int, default=7)
    asked.add_argument("--engines", default=",".join(ENGINES))
    asked.add_argument("--classes", default=",".join(CLASSES))
    given = asked.parse_args()
    names = given.engines.split(",")
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    seconds: dict[str, float] = defaultdict(float)
    for case in cases(given.pages, seed=given.seed, kinds=given.classes.split(",")):
        raw = RawPage(number=1, picture=case.page.picture, resolution_dpi=None)
        started = time.process_time()
        upright = set_upright(raw)
        preparing = time.process_time() - started
        truth = in_frame(case.page, upright)
        for name in names:
            started = time.process_time()
            words = list(ENGINES[name](upright).words())
            seconds[name] += time.process_time() - started + (preparing if name == "local" else 0)
            for group in case.groups:
                scores[name, group] += score(truth, words)
    _print(scores, seconds, names=names, pages=given.pages)
    _print_real(names)
    return _judge(scores, seconds)


def _print(scores: dict, seconds: dict, *, names: Sequence[str], pages: int) -> None:
    print(f"{pages} pages; Tesseract's CPU without setting upright, the local engine's with it")
    print(f"{'engine':18} {'group':14} {'CER %':>6} {'WER':>6} {'F1':>6} {'digits':>7} {'decimal':>8} {'silent':>6} {'unmarked':>8} {'flagged':>8}")  # fmt: skip
    for name in names:
        for (engine, group), found in scores.items():
            if engine == name:
                print(f"{name:18} {group:14} {100 * found.cer:6.2f} {found.wer:6.3f} {found.f1:6.3f} {found.digits:7.3f}"
                      f" {found.decimal:8.3f} {found.silent:6} {found.unmarked:8} {found.flagged:4}/{found.numbers}")  # fmt: skip
        total = scores[name, "all"]
        print(
            f"{name:18} CPU {seconds[name] / pages:.2f} s a page, {total.numbers} numbers, {total.decimals} decimals\n"
        )


def _print_real(names: Sequence[str]) -> None:
    folder = Path(os.environ.get("JINDAN_ASSETS_MIRROR", "")) / "ocr"
    for file, text in REAL.items():
        if not (folder / file).is_file():
            continue
        picture = np.asarray(Image.open(folder / file).convert("RGB"))
        upright = set_upright(RawPage(number=1, picture=picture, resolution_dpi=None))
        for name in names:
            read = folded("".join(word.text for word in _in_order(ENGINES[name](upright).words())))
            truth = folded(text.replace(" ", ""))
            print(f"{name:18} {file:26} CER {100 * edits(read, truth) / len(truth):5.1f} %")


def _in_order(words: Iterator[Word]) -> list[Word]:
    return list(words)


def _judge(scores: dict, seconds: dict) -> int:
    """Whether the promises hold that can be checked against the other engine of this run."""
    ours, tuned = scores["local", "all"], scores["tesseract-tuned", "all"]
    promises = {
        "CER at most a third of tuned Tesseract's": not tuned.letters or ours.cer <= tuned.cer * THIRD,
        "digit words at least .97": ours.digits >= 0.97,
        "word F1 at least .93": ours.f1 >= 0.93,
        "no decimal lost silently": ours.silent == 0,
        "CPU at most 3 times tuned Tesseract's": not tuned.letters or seconds["local"] <= 3 * seconds["tesseract-tuned"],
    }  # fmt: skip
    for promise, is_kept in promises.items():
        print("kept  " if is_kept else "BROKEN", promise)
    return 0 if all(promises.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
