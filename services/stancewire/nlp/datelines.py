"""Datelines and credit lines: where a story was filed from and who wrote it, which is never where it happened."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from stancewire.nlp.document import Document, Extent

_DASHES: Final = ("-", "–", "—", "--")
_OPENING_REACH: Final = 110
_MAX_LINES: Final = 3
_CREDIT_WORDS: Final = frozenset(
    {"reporting", "editing", "writing", "edited", "compiled", "reported", "additional", "staff", "bureau",
     "newsroom", "contributed", "correspondent", "correspondents", "report", "written"}
)  # fmt: skip
_SMALL_WORDS: Final = frozenset(
    {"of", "the", "de", "la", "du", "del", "and", "al", "in", "off", "near", "on", "aboard"}
)


def find_datelines(document: Document) -> tuple[Extent, ...]:
    """Return the stretches of text that are datelines or credit lines, in order. Linear in the text."""
    lines = list(_lines(document.text))
    credit_lines = [line for line in lines[-_MAX_LINES:] if _is_credit(document.text[line.start : line.end])]
    opening = _openings(document.text, lines)
    return (*opening, *(line for line in credit_lines if all(line.start != other.start for other in opening)))


def story_starts(text: str) -> tuple[int, ...]:
    """Return the offsets at which the stories behind datelines begin, in order; empty where there is none."""
    return tuple(line.end for line in _openings(text, list(islice(_lines(text), _MAX_LINES))))


def _openings(text: str, lines: list[Extent]) -> tuple[Extent, ...]:
    ends = ((line.start, _dateline_end(text[line.start : line.end])) for line in lines[:_MAX_LINES])
    return tuple(Extent(start, start + end) for start, end in ends if end)


def is_dateline(document: Document, mention: Extent) -> bool:
    """Tell whether a place mention stands in a dateline or credit line."""
    return any(line.start <= mention.start and mention.end <= line.end for line in find_datelines(document))


def _lines(text: str) -> Iterator[Extent]:
    start = 0
    for piece in text.split("\n"):
        if piece.strip():
            yield Extent(start, start + len(piece))
        start += len(piece) + 1


def _dateline_end(line: str) -> int:
    """Return where the dash of "BOGOTA, Sept 6 (Reuters) -" ends, or 0 where the line opens otherwise."""
    opening = line[:_OPENING_REACH]
    for position in range(1, len(opening)):
        if opening[position] in "-–—" and _stands_alone(opening, position):
            # "Donald Trump — who denies it — said" opens no story.
            goes_on = line[position + 1 :].lstrip(" -–—")[:1].islower() and not opening[:position].strip().isupper()
            return position + 1 if _reads_as_dateline(opening[:position]) and not goes_on else 0
    bracket = opening.find(")")
    agency = bracket > 0 and "(" in opening[:bracket] and _reads_as_dateline(opening[: bracket + 1])
    # "Senator Ron Hale (R-Ga.) said" goes on in its sentence; behind "BAGHDAD (AP)" a story begins.
    return bracket + 1 if agency and line[bracket + 1 :].lstrip()[:1].isupper() else 0


def _stands_alone(text: str, position: int) -> bool:
    """A dash with a space or another dash beside it, not the hyphen of a name."""
    beside = text[position - 1] + text[position + 1 : position + 2]
    return text[position] == "—" or any(c.isspace() or c in "-)" for c in beside)


def _reads_as_dateline(opening: str) -> bool:
    """Capitalised words, figures and small words only, led by a name in capitals or followed by an agency."""
    name, _, agency = opening.partition("(")
    words = name.replace(",", " ").replace("/", " ").replace("-", " ").split()
    if not words or len(words) > 9:
        return False
    if not all(_is_written_large(word) for word in [*words, *agency.rstrip(") ").split()]):
        return False
    return bool(agency) or (len(words[0]) > 2 and words[0].isupper()) or len(words) <= 2


def _is_written_large(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS


def _is_credit(line: str) -> bool:
    words = {word.strip("().,;:").lower() for word in line.split()[:12]}
    bracketed = line.lstrip().startswith(("(", "[", "—", "–"))
    opens_with = line.lstrip("([—–- ").split(" ", 1)[0].strip("().,;:").lower() in _CREDIT_WORDS
    return bool(words & _CREDIT_WORDS) and (opens_with or (bracketed and line.rstrip().endswith((")", "]"))))
