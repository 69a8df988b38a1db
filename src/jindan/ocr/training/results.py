"""Text of result tables: a cell alone, as the detector cuts it out, or the cells of a row."""

import random
from collections.abc import Callable, Sequence

Drawn = random.Random
RANGE_JOINTS = (" - ", " - ", "-", " ~ ", "~")
FLAGS = ("H", "L", "HH", "LL", "N", "▲", "▼", "↑", "↓", "정상", "높음", "낮음", "*")
WORDED = ("음성", "양성", "Negative", "Positive", "trace")
GRADES = (*"-+±", "(-)", "(+)", "++", "1+", "2+", "3+", "+/-", *WORDED)
POWERS = ("³", "³", "³", "⁶", "⁶", "⁶", "⁹", "⁹", "¹²", "⁴", "⁵", "²", "⁻³")
COUNTED = ("/μL", "/μL", "/μL", "/L", "/L", "/uL", "/mm³", "/mL", "cells/μL")
SEXES = ("남", "여", "M", "F", "남자", "여자")


def value(drawn: Drawn) -> str:
    """Return a result with few or many digits and up to three decimals."""
    largest = drawn.choice((1, 2, 10, 10, 20, 100, 200, 500, 2000))
    return f"{drawn.random() * largest:.{drawn.choice((0, 0, 1, 1, 2, 2, 3))}f}"


def limits(drawn: Drawn) -> str:
    """Return a reference range, both ends with as many decimals."""
    largest, digits = drawn.choice((1, 5, 20, 100, 400)), drawn.choice((0, 0, 1, 1, 2))
    low = drawn.choice((0, drawn.random())) * largest
    high = low + drawn.random() * largest
    return f"{low:.{digits}f}{drawn.choice(RANGE_JOINTS)}{high:.{digits}f}"


def bound(drawn: Drawn) -> str:
    """Return a reference range with one end."""
    return drawn.choice("<>≤≥") + drawn.choice(("", " ")) + value(drawn)


def power(drawn: Drawn) -> str:
    """Return a unit with a power of ten."""
    times = drawn.choice(("", "", "", "×", "x", "x ", "× "))
    return f"{times}10{drawn.choice(POWERS)}{drawn.choice(COUNTED)}"


def age(drawn: Drawn) -> str:
    """Return sex and age."""
    years = f"{drawn.randint(0, 99)}" + drawn.choice(("세", "세", "", "개월"))
    return drawn.choice(SEXES) + drawn.choice((" / ", "/", " ")) + years


def moment(drawn: Drawn) -> str:
    """Return a date, with or without a time."""
    joint = drawn.choice("-.-/")
    parts = (
        f"{drawn.randint(1990, 2030)}",
        f"{drawn.randint(1, 12):02d}",
        f"{drawn.randint(1, 31):02d}",
    )
    time = f" {drawn.randint(0, 23):02d}:{drawn.randint(0, 59):02d}"
    return joint.join(parts) + drawn.choice(("", "", time))


def dose(drawn: Drawn) -> str:
    """Return amount, frequency or duration of a medicine."""
    amount = drawn.choice(("0.5", "1", "1.5", "2", "0.25", "2.5", "10", "3"))
    per_day = f"1일 {drawn.randint(1, 4)}회"
    for_days = f"{drawn.randint(1, 90)}일분"
    return drawn.choice(
        (f"{amount}정", f"{amount}캡슐", f"{amount} mL", per_day, for_days, f"{per_day} {for_days}")
    )


Cell = Callable[[Drawn], str]


def cells(*, names: Sequence[str], units: Sequence[str]) -> tuple[tuple[int, Cell], ...]:
    """Return the kinds of cells, each with its frequency."""
    return (
        (10, lambda drawn: drawn.choice(names)),
        (9, lambda drawn: drawn.choice(units)),
        (14, value),
        (14, limits),
        (14, power),
        (4, bound),
        (4, age),
        (4, moment),
        (4, dose),
        (3, lambda drawn: drawn.choice(FLAGS)),
        (3, lambda drawn: drawn.choice(GRADES)),
        (5, lambda drawn: f"{value(drawn)} {drawn.choice(units)}"),
        (3, lambda drawn: f"{value(drawn)} {power(drawn)}"),
    )


def line(drawn: Drawn, kinds: Sequence[tuple[int, Cell]]) -> str:
    """Return one cell, or sometimes a few side by side."""
    count = drawn.choices((1, 2, 3, 5), weights=(60, 18, 14, 8))[0]
    weights, makers = zip(*kinds, strict=True)
    return " ".join(maker(drawn) for maker in drawn.choices(makers, weights=weights, k=count))
