"""The risk-coverage curve as a small SVG, written by hand so that the same claims give the same bytes."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.degraded.risk import Claim, count, curve

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 460, 300, 52, 16, 12, 44
HIGHEST_RISK = 0.6
INK, FAINT, CURVE = "#1B2530", "#C9D1D9", "#1F6F8B"


def draw(claims: Sequence[Claim], *, into: Path) -> None:
    """Write the curve, and a dot at what is reported."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12" fill="{INK}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_grid(),
        *_curve(claims),
        "</svg>",
        "",
    ]
    into.write_text("\n".join(parts), encoding="utf-8")


def _x(coverage: float) -> float:
    return round(LEFT + coverage * (WIDTH - LEFT - RIGHT), 1)


def _y(risk: float) -> float:
    return round(HEIGHT - BOTTOM - min(risk / HIGHEST_RISK, 1) * (HEIGHT - TOP - BOTTOM), 1)


def _grid() -> list[str]:
    parts = []
    for tenth in range(0, 7, 2):
        y = _y(tenth / 10)
        parts.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="{FAINT}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">0.{tenth}</text>')
    for quarter in (0, 0.25, 0.5, 0.75, 1):
        place = f'x="{_x(quarter)}" y="{HEIGHT - BOTTOM + 18}"'
        parts.append(f'<text {place} text-anchor="middle">{quarter:g}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">'
        "coverage: share of the organs drawn that is reported</text>"
    )
    parts.append(
        f'<text x="14" y="{(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {(TOP + HEIGHT - BOTTOM) / 2})">risk: share of those wrong</text>'
    )
    return parts


def _curve(claims: Sequence[Claim]) -> list[str]:
    points = " ".join(f"{_x(coverage)},{_y(risk)}" for coverage, risk in curve(claims))
    chosen = count(claims)
    return [
        f'<polyline points="{points}" fill="none" stroke="{CURVE}" stroke-width="2"/>',
        f'<circle cx="{_x(chosen.coverage)}" cy="{_y(chosen.risk)}" r="5" fill="{CURVE}"/>',
    ]
