"""No pattern of the package can be made to run away: each is pumped at each of its loops, on a budget of CPU."""

from __future__ import annotations

import json
import re
import re._constants as sre  # type: ignore[import-not-found]  # the parser's names have no stubs
import re._parser as parser  # type: ignore[import-not-found]  # the same
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

PUMPED = 28
BUDGET_S = 0.5
"""Of CPU; a pattern without nested loops needs microseconds, one with them 2 ** 28 steps."""

COLLECT = """
import importlib, json, pkgutil, re, sys
found, compile_ = set(), re._compile
def noted(pattern, flags):
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") == "re":
        frame = frame.f_back
    made = compile_(pattern, flags)
    if isinstance(pattern, str) and frame.f_globals.get("__name__", "").startswith("stancewire"):
        found.add((frame.f_globals["__name__"], pattern, int(made.flags)))
    return made
re._compile = noted
import stancewire, stancewire_schemas
for package in (stancewire, stancewire_schemas):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith("stancewire.training") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
from stancewire.enrich.coder import load_coder
load_coder("fast")
print(json.dumps(sorted(found)))
"""

Pattern = tuple[str, str, int]


class Runaway(Exception):
    """The budget is spent."""


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    """Every pattern that the package compiles at import or when it loads the coder, with its module."""
    done = subprocess.run([sys.executable, "-c", COLLECT], capture_output=True, text=True, check=True)
    return [(module, pattern, flags) for module, pattern, flags in json.loads(done.stdout.splitlines()[-1])]


def attacks(pattern: str, flags: int) -> Iterator[str]:
    """Yield strings that reach each loop of a pattern, go round it often, and then do not match."""
    tree = parser.parse(pattern, flags & ~re.DEBUG)
    for before, body in loops(list(tree)):
        for rounds in (body, body * 2):
            yield before + rounds * PUMPED + "\0"


def loops(nodes: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield every unbounded loop as a string that leads to it and one that goes round it, the inner ones too."""
    for kind, told in nodes:
        if kind in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            _, most, body = told
            if most == sre.MAXREPEAT:
                yield before, sample(list(body))
            yield from loops(list(body), before)
        elif kind is sre.SUBPATTERN:
            yield from loops(list(told[-1]), before)
        elif kind is sre.BRANCH:
            for branch in told[1]:
                yield from loops(list(branch), before)
        elif kind in {sre.ASSERT, sre.ASSERT_NOT}:
            yield from loops(list(told[1]), before)
        before += sample([(kind, told)])


def sample(nodes: list[Any]) -> str:
    """Return a string that these nodes match, about; every loop is taken once."""
    return "".join(_sample(kind, told) for kind, told in nodes)


def _sample(kind: Any, told: Any) -> str:
    match kind:
        case sre.LITERAL:
            return chr(told)
        case sre.IN:
            return _member(told)
        case sre.ANY | sre.NOT_LITERAL:
            return "a"
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            return sample(list(told[2])) * max(1, int(told[0]))
        case sre.SUBPATTERN:
            return sample(list(told[-1]))
        case sre.BRANCH:
            return sample(list(told[1][0]))
    return ""


def _member(told: list[Any]) -> str:
    refused = bool(told) and told[0][0] is sre.NEGATE
    options = "aA1 ,.-'\"_\n:;?!()" if refused else ""
    for kind, value in told:
        if kind is sre.LITERAL:
            options = options.replace(chr(value), "") if refused else options + chr(value)
        elif kind is sre.RANGE and not refused:
            options += chr(value[0])
        elif kind is sre.CATEGORY and not refused:
            options += {sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a"}.get(value, ".")
    return str(options[:1] or "a")


def runs_away(pattern: str, flags: int) -> str | None:
    """Return a string on which a pattern spends its budget, or None."""
    compiled = re.compile(pattern, flags & ~re.DEBUG)

    def spent(_number: int, _frame: object) -> None:
        raise Runaway

    former = signal.signal(signal.SIGVTALRM, spent)
    try:
        for attack in attacks(pattern, flags):
            signal.setitimer(signal.ITIMER_VIRTUAL, BUDGET_S)
            try:
                compiled.search(attack)
                compiled.fullmatch(attack)
            except Runaway:
                return attack
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, former)
    return None


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"\b(?:\w+\s?)+:", r"x(?:[a-z]|ab?)*y"])
def test_a_pattern_with_loops_inside_loops_is_seen(pattern: str) -> None:
    assert runs_away(pattern, re.UNICODE.value) is not None


@pytest.mark.model
def test_no_pattern_of_the_package_can_be_made_to_run_away(patterns: list[Pattern]) -> None:
    assert len(patterns) > 12
    wrong = {(module, pattern): runs_away(pattern, flags) for module, pattern, flags in patterns}
    assert {place: attack for place, attack in wrong.items() if attack is not None} == {}
