"""Where the time goes, as a flame graph: callers above, what they call below, as wide as the time it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

WIDTH: Final = 1180
ROW: Final = 17
TOP: Final = 56
LETTER: Final = 6.3
LEAST: Final = 0.004
"""Narrower frames are left out."""

TRUNK: Final = 0.97
"""Callers that take so much of all are left out: they say nothing."""

_WAITS: Final = ("EpollSelector.select", "KqueueSelector.select", "SelectSelector.select")
"""Innermost frames in which nothing is done; the sampler takes some of them for work."""

_OTHER_THREAD: Final = "Thread._bootstrap"
_FETCHER: Final = "WorkerThread.run"
"""Of the threads beside the main one only Faust's, which fetches, does anything but wait."""

_LINE: Final = re.compile(r":\d+\)$")

ROOMS: Final = (
    ("news", "#f4b183", ("stancewire/nlp", "stancewire/enrich", "stancewire/ingest", "stancewire/merge")),
    ("delivery, records", "#ffe08a", ("stancewire", "pydantic")),
    ("parser", "#9dc3e6", ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers")),
    ("Kafka, Faust, event loop", "#a9d18e", ("faust", "aiokafka", "mode/", "asyncio", "kafka", "selectors")),
    ("other", "#d9d9d9", ("",)),
)


@dataclass(slots=True)
class Frame:
    """A function as called from one place: samples in it and below it, and what it calls."""

    samples: int = 0
    calls: dict[str, Frame] = field(default_factory=dict)


def frames(folded: Iterable[str]) -> Frame:
    """Return the tree of what py-spy's raw format tells: a stack a line, callers first, and its samples.

    Waiting is left out.
    """
    root = Frame()
    for line in folded:
        stack, _, count = line.rpartition(" ")
        if stack.rpartition(";")[2].startswith(_WAITS) or (
            stack.startswith(_OTHER_THREAD) and _FETCHER not in stack
        ):
            continue
        at = root
        at.samples += int(count)
        for name in stack.split(";"):
            at = at.calls.setdefault(_LINE.sub(")", name), Frame())
            at.samples += int(count)
    return root


def drawing(title: str, root: Frame) -> str:
    """Return the tree as an SVG; a frame's name and share are shown where the pointer rests on it."""
    top = _above_the_trunk(root)
    boxes = list(_boxes(top, 0.0, 0, top.samples))
    depth = 1 + max((row for row, *_ in boxes), default=0)
    body = [_text(10, 22, title, 14)]
    x = 10.0
    for name, colour, _ in ROOMS:
        body += [f'<rect x="{x:.0f}" y="32" width="12" height="12" fill="{colour}"/>', _text(x + 17, 43, name, 11)]
        x += 34 + LETTER * len(name)
    body += [_box(*box) for box in boxes]
    size = f'viewBox="0 0 {WIDTH} {TOP + ROW * depth + 6}" font-family="sans-serif"'
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
                '<rect width="100%" height="100%" fill="#fff"/>',
                *body,
            ]
        )
        + "\n</svg>\n"
    )


def _above_the_trunk(root: Frame) -> Frame:
    at = root
    while at.calls:
        widest = max(at.calls.values(), key=lambda frame: frame.samples)
        if widest.samples < TRUNK * at.samples:
            return at
        at = widest
    return root


def _boxes(frame: Frame, start: float, row: int, whole: int) -> Iterator[tuple[int, float, float, str]]:
    for name, called in sorted(frame.calls.items(), key=lambda pair: -pair[1].samples):
        share = called.samples / whole
        if share >= LEAST:
            yield row, start, share, name
            yield from _boxes(called, start, row + 1, whole)
        start += share


def _box(row: int, start: float, share: float, name: str) -> str:
    x, y, width = 10 + start * (WIDTH - 20), TOP + ROW * row, share * (WIDTH - 20)
    fits = int((width - 4) / LETTER)
    label = name.partition(" (")[0]
    shown = _text(x + 3, y + 12, label if len(label) <= fits else label[: fits - 1] + "…", 11) if fits > 3 else ""
    colour = next(colour for _, colour, parts in ROOMS if any(part in name.partition(" (")[2] for part in parts))
    shape = f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - 1}" fill="{colour}"/>'
    return f"<g><title>{escape(name)}: {share:.1%}</title>{shape}{shown}</g>"


def _text(x: float, y: float, text: str, size: int) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}">{escape(text)}</text>'
