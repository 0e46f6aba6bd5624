"""The page on growth: what a word costs as articles, sentences and casts grow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.benchmarks.linear import NO_CUT, Build, Point, by_cast, by_length, by_sentence, flatness, measure
from stancewire.benchmarks.plot import Axes, plot
from stancewire.benchmarks.report import Goal, goals, measured_on, table, write
from stancewire.nlp.pipeline import Bounds, Pipeline
from stancewire.settings import Profile

FLAT: Final = 1.3


@dataclass(frozen=True, slots=True)
class Question:
    """What grows, over which sizes, and within which limits an article is coded."""

    name: str
    unit: str
    build: Build
    sizes: tuple[int, ...]
    bounds: Bounds


QUESTIONS: Final = (
    Question("article length", "words", by_length, (100, 300, 1_000, 3_000, 10_000, 50_000), NO_CUT),
    Question("sentence length", "tokens", by_sentence, (10, 30, 100, 300, 1_000, 2_000), Bounds()),
    Question("sentence length, uncut", "tokens", by_sentence, (10, 30, 100, 300, 1_000, 2_000), NO_CUT),
    Question("people named", "people", by_cast, (1, 5, 20, 100, 500), Bounds()),
)
QUICK: Final = 2_000
"""Sizes above are left out of a quick run."""

ABOUT: Final = """\
CPU time of one process. The whole is parse, understanding and record in the profile `fast`; the floor is the
bare parser on the same texts in turn with it, the better of two rounds each. Articles and sentences are made of
the sample stories, casts of made-up names. A cost is flat when no size costs over 1.3 times a word of the
cheapest. The service cuts a sentence at 400 tokens; `uncut` shows what that saves."""


def page(folder: Path, profile: Profile, say: Callable[[str], None], command: str, *, quick: bool) -> list[Goal]:
    """Measure, write page and drawings, return the goals."""
    found: list[Goal] = []
    parts = ["# Cost of a word as texts grow", ABOUT]
    for question in QUESTIONS:
        sizes = [size for size in question.sizes if size <= QUICK or not quick]
        points = list(measure(Pipeline.load(profile, bounds=question.bounds), question.build, sizes, lambda: None))
        say(f"{question.name}: {[(point.size, point.whole_us) for point in points]}")
        found.append(Goal(f"dearest over cheapest word by {question.name}", FLAT, flatness(points)))
        picture = f"{question.name.replace(', ', ' ').replace(' ', '-')}.svg"
        parts += [f"## By {question.name}", f"![Cost of a word by {question.name}]({picture})", _table(points)]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / picture).write_text(_drawing(question, points), encoding="utf-8")
    write(folder, "linear.md", (*parts, "## Reached", goals(found), measured_on(command)))
    return found


def _table(points: Sequence[Point]) -> str:
    rows = [
        (f"{point.size:,}", point.words, point.floor_us, point.whole_us, f"{point.whole_us / point.floor_us:.2f}")
        for point in points
    ]
    return table(("size", "words measured", "floor µs a word", "whole µs a word", "over the floor"), rows)


def _drawing(question: Question, points: Sequence[Point]) -> str:
    lines = {
        "whole": [(float(point.size), point.whole_us) for point in points],
        "bare parser": [(float(point.size), point.floor_us) for point in points],
    }
    return plot(f"Processor time of a word by {question.name}", Axes("µs", question.unit, is_log=True), lines)
