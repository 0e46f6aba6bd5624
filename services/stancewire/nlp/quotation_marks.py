"""Which stretches of a text stand in quotation marks. Pure text: needs no parse.

A paragraph border is hard: a mark left open at the end of a paragraph goes on only where the next paragraph opens
with the same kind of mark. Straight and curly marks, guillemets, German low marks and single marks are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CLOSERS: Final = {
    '"': '"”“',
    "“": '”"',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’'",
    "`": "'`",
}  # fmt: skip
_MARK: Final = re.compile(f"[{re.escape(''.join(_CLOSERS))}]")
_DOUBLE: Final = frozenset('"“„«»')
_SINGLE: Final = frozenset("‘'‚`‹")
# A single mark that is not closed soon is an apostrophe; without the bound many of them would cost the square.
_SINGLE_REACH: Final = 1_000


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks. `start` to `end` is the inside; `open` and `close` include the marks.

    `continued` says that it goes on in the next paragraph, `continues` that it began in an earlier one.
    """

    open: int
    start: int
    end: int
    close: int
    continued: bool = False
    continues: bool = False


def pair_marks(text: str) -> list[Marked]:
    """Return the outermost quoted stretches in order; none overlap, none holds a line break. Linear."""
    found: list[Marked] = []
    offset = 0
    carried = ""
    for line in text.split("\n"):
        continues = bool(carried) and line.lstrip()[:1] in _DOUBLE
        stretches, still_open = _pair_line(line, offset)
        if stretches and continues and stretches[0].open == offset + len(line) - len(line.lstrip()):
            first = stretches[0]
            stretches[0] = Marked(first.open, first.start, first.end, first.close, first.continued, continues=True)
        found.extend(stretches)
        if line.strip():
            carried = still_open
        offset += len(line) + 1
    return _without_dangling(found)


def _pair_line(line: str, offset: int) -> tuple[list[Marked], str]:
    """Return the stretches of one paragraph and the mark left open at its end, if any."""
    found: list[Marked] = []
    last = {mark: line.rfind(mark) for mark in "”“\"»«›’'‘`"}
    index = 0
    while (ahead := _MARK.search(line, index)) is not None:
        index = ahead.start()
        mark = line[index]
        if _opens(line, index, last):
            close = _find_close(line, index, last)
            if close is not None:
                found.append(Marked(offset + index, offset + index + 1, offset + close, offset + close + 1))
                index = close + 1
                continue
            if mark in _DOUBLE:
                end = len(line.rstrip())
                if end > index + 1:
                    found.append(
                        Marked(offset + index, offset + index + 1, offset + end, offset + end, continued=True)
                    )
                return found, mark
        index += 1
    return found, ""


def _opens(line: str, index: int, last: dict[str, int]) -> bool:
    """Tell an opening mark from a closing one, an apostrophe, or the sign for inches."""
    mark = line[index]
    before = line[index - 1] if index else " "
    after = line[index + 1] if index + 1 < len(line) else " "
    if mark == "”":
        return False
    if mark == "»":
        return not before.isalnum() and not after.isspace() and last["«"] > index
    if mark in {"“", "„", "«", "‹", "‚"}:
        return True
    if after.isspace() or before.isalnum():
        return False
    # Years and clipped words carry an apostrophe where a single mark could open.
    return mark not in _SINGLE or not after.isdigit()


def _find_close(line: str, opened: int, last: dict[str, int]) -> int | None:
    mark = line[opened]
    closers = _CLOSERS[mark]
    if mark in _SINGLE:
        return _single_close(line, opened, closers, last)
    if all(last.get(closer, -1) <= opened for closer in closers):
        return None
    nested = 0
    for index in range(opened + 1, len(line)):
        char = line[index]
        if char == mark and mark in "“«„" and _opens(line, index, last):
            nested += 1
        elif char in closers and (char != '"' or _closes_straight(line, index)):
            if nested == 0:
                return index
            nested -= 1
    return None


def _single_close(line: str, opened: int, closers: str, last: dict[str, int]) -> int | None:
    """Return where a single mark closes, within reach: never inside a word, never after a space."""
    reach = min(len(line), opened + _SINGLE_REACH)
    # What was searched in vain need not be searched again: this keeps the cost linear.
    since = max(opened + 1, last.get("barren", 0))
    for closer in closers:
        index = line.find(closer, since, reach)
        while index != -1:
            after = line[index + 1] if index + 1 < len(line) else " "
            if not after.isalnum() and not line[index - 1].isspace():
                return _past_possessive(line, index, reach)
            index = line.find(closer, index + 1, reach)
    last["barren"] = reach
    return None


def _past_possessive(line: str, index: int, reach: int) -> int:
    """Return the close itself, or a later one where this is the apostrophe of "the players' spirit"."""
    if line[index - 1] != "s" or not line[index + 1 : index + 3].strip()[:1].islower():
        return index
    for later in range(index + 1, reach):
        if line[later] == line[index]:
            return later if line[later - 1] in ",.?!" else index
    return index


def _closes_straight(line: str, index: int) -> bool:
    """Tell a straight mark that closes from one that opens a quote inside the quote."""
    after = line[index + 1] if index + 1 < len(line) else " "
    return not line[index - 1].isspace() or not after.isalnum()


def _without_dangling(found: list[Marked]) -> list[Marked]:
    """Return the stretches whose open end has either a continuation or enough words to be a quote."""
    return [marked for marked in found if not marked.continued or marked.end - marked.start > 1]
