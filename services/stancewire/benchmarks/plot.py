"""Lines as an SVG, for the documents."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 820, 380, 60, 40, 50, 170
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555")
STEPS = tuple(digit * 10.0**power for power in range(-3, 5) for digit in (1, 2, 5))
MOST_LINES = 8

Line = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Axes:
    """What stands along the sides: units, and whether each step to the right multiplies instead of adding."""

    up: str
    along: str
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a value lies in the drawing."""

    first_x: float
    last_x: float
    most_y: float
    is_log: bool

    def x(self, value: float) -> float:
        first, last, at = (
            (math.log(v) for v in (self.first_x, self.last_x, value)) if self.is_log else (0.0, self.last_x, value)
        )
        return LEFT + (at - first) / ((last - first) or 1.0) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value / self.most_y * (HEIGHT - BOTTOM - TOP)


def plot(title: str, axes: Axes, lines: Mapping[str, Line]) -> str:
    """Return the drawing; each line is points from left to right, named at its right end."""
    xs = [x for line in lines.values() for x, _ in line]
    most = max(y for line in lines.values() for _, y in line)
    step = next(step for step in STEPS if most / step <= MOST_LINES)
    frame = _Frame(min(xs), max(xs), step * (int(most / step) + 1), axes.is_log)
    body = [_text((LEFT, 26), title), *_rows(frame, step, axes.up), *_columns(frame, axes.along)]
    ends = _spread({name: frame.y(line[-1][1]) for name, line in lines.items()})
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        points = " ".join(f"{frame.x(x):.1f},{frame.y(y):.1f}" for x, y in line)
        body.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body.append(_text((WIDTH - RIGHT + 8, ends[name] + 4), name, colour=colour))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *body, "</svg>"]) + "\n"


def _rows(frame: _Frame, step: float, unit: str) -> Iterator[str]:
    for number in range(round(frame.most_y / step) + 1):
        value = number * step
        y = frame.y(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text((LEFT - 8, y + 4), f"{value:,g} {unit}" if number else "0", "end")


def _columns(frame: _Frame, unit: str) -> Iterator[str]:
    for value in _marks(frame):
        yield _text((frame.x(value), HEIGHT - 14), f"{value:,g} {unit}", "middle")


def _marks(frame: _Frame) -> Iterator[float]:
    if frame.is_log:
        tens = range(math.ceil(math.log10(frame.first_x)), math.floor(math.log10(frame.last_x)) + 1)
        yield from (10.0**power for power in tens)
    else:
        each = max(1, round(frame.last_x / 6))
        yield from range(0, int(frame.last_x) + 1, each)


def _spread(ends: Mapping[str, float]) -> dict[str, float]:
    """Move names apart that would lie over each other."""
    found: dict[str, float] = {}
    last = float("-inf")
    for name, y in sorted(ends.items(), key=lambda end: end[1]):
        last = found[name] = max(y, last + 15)
    return found


def _text(place: tuple[float, float], words: str, anchor: str = "start", colour: str = "#333") -> str:
    x, y = place
    place_of = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place_of}>{escape(words)}</text>"
