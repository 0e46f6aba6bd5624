"""Lines over time or size as an SVG, for the documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 820, 380, 60, 40, 50, 110
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555")

Line = Sequence[tuple[float, float]]


def plot(title: str, unit: str, lines: Mapping[str, Line], along: str = "min") -> str:
    """Return the drawing; each line is points of x and value, named at its right end. `along` is the unit of x."""
    most_x = max(x for line in lines.values() for x, _ in line)
    step = _step(max(y for line in lines.values() for _, y in line))
    most_y = step * (int(max(y for line in lines.values() for _, y in line) / step) + 1)
    body = [_text((LEFT, 26), title), *_grid(most_y, step, unit), *_feet(most_x, along)]
    ends = _spread({name: _y(line[-1][1], most_y) for name, line in lines.items()})
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        points = " ".join(f"{_x(x, most_x):.1f},{_y(y, most_y):.1f}" for x, y in line)
        body.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body.append(_text((WIDTH - RIGHT + 8, ends[name] + 4), name, colour=colour))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *body, "</svg>"]) + "\n"


def _step(most: float) -> int:
    return next(step for step in (10, 20, 50, 100, 200, 500, 1000, 10_000) if most / step <= 8)


def _grid(most_y: float, step: int, unit: str) -> list[str]:
    found = []
    for value in range(0, int(most_y) + 1, step):
        y = _y(value, most_y)
        found.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        found.append(_text((LEFT - 8, y + 4), f"{value:,} {unit}".strip() if value else "0", "end"))
    return found


def _feet(most_x: float, along: str) -> list[str]:
    apart = max(1, round(most_x / 6))
    at = range(0, int(most_x) + 1, apart)
    return [_text((_x(x, most_x), HEIGHT - 14), f"{x:,} {along}", "middle") for x in at]


def _spread(ends: Mapping[str, float]) -> dict[str, float]:
    """Move names apart that would lie over each other."""
    found: dict[str, float] = {}
    last = float("-inf")
    for name, y in sorted(ends.items(), key=lambda end: end[1]):
        last = found[name] = max(y, last + 15)
    return found


def _x(minute: float, most: float) -> float:
    return LEFT + minute / most * (WIDTH - LEFT - RIGHT)


def _y(value: float, most: float) -> float:
    return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP)


def _text(place: tuple[float, float], words: str, anchor: str = "start", colour: str = "#333") -> str:
    x, y = place
    place_of = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place_of}>{escape(words)}</text>"
