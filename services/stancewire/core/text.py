"""What makes two texts the same story, and how a span is cut. Offsets count code points."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DATELINE_REACH: Final = 100
_LINE: Final = re.compile(r"[^\n]+")
_DASH: Final = re.compile(r" ?(?:--|[-–—]) ")
_DAY: Final = re.compile(
    r"(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?", re.IGNORECASE
)
_AGENCY: Final = re.compile(r" ?\([^()]{2,40}\)$")
_CITY_WORD: Final = re.compile(r"[^\W\d_][\w.'’/-]*")
_PLAIN: Final = str.maketrans("‘’‚“”„«»–—", '\'\'\'"""""--')


def plain(text: str) -> str:
    """Return the text with one form of letters, marks and spaces, in small letters; idempotent."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold().split())


def story_bounds(text: str) -> tuple[int, int]:
    """Return where the story begins, behind its dateline, and ends, before its closing credits.

    A text of one line keeps it, whatever it looks like.
    """
    lines = [found for found in _LINE.finditer(text) if found[0].strip()]
    if not lines:
        return 0, 0
    last = len(lines) - 1
    while last > 0 and is_credit(lines[last][0].strip()):
        last -= 1
    lead = lines[0][0]
    indent = len(lead) - len(lead.lstrip())
    return lines[0].start() + indent + dateline_end(lead[indent:]), lines[last].end()


def dateline_end(text: str) -> int:
    """Return where the story begins behind a dateline such as `CARACAS, Sept 6 (Agency) - `; 0 without one.

    A dateline is a place in capitals, perhaps a country or region, a day and an agency in brackets, then a dash.
    An agency alone is one too.
    """
    dash = _DASH.search(text, 0, _DATELINE_REACH)
    if dash is None:
        return 0
    head = text[: dash.start()].strip()
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    if agency and not place:
        return dash.end()
    return dash.end() if _is_place_and_day(place, follows_agency=agency is not None) else 0


def _is_place_and_day(place: str, *, follows_agency: bool) -> bool:
    parts = [part.strip() for part in place.split(",")]
    words = _CITY_WORD.findall(parts[0])
    if not words or len(words) > 5 or not all(word.isupper() for word in words):
        return False
    if not follows_agency and len("".join(words)) < 3:
        return False
    return len(parts) <= 4 and all(_is_region_or_day(part) for part in parts[1:])


def _is_region_or_day(part: str) -> bool:
    if part.isdigit() or _DAY.fullmatch(part):
        return True
    words = part.split()
    return 0 < len(words) <= 3 and all(word[0].isupper() for word in words)


def is_credit(line: str) -> bool:
    """Tell whether a line is a closing credit: brackets around the whole line, such as `(Editing by A B)`."""
    return len(line) <= 400 and (line[0], line[-1]) in {("(", ")"), ("[", "]")}


def cut(start: int, end: int, focus: tuple[int, int], limit: int) -> tuple[int, int]:
    """Return at most `limit` code points of a span that still hold as much of the focus as fits.

    The start is kept where the focus allows it, so that a cut sentence still begins like one.
    """
    if end - start <= limit:
        return start, end
    last = min(max(focus[1], start + limit), end)
    first = max(start, min(last - limit, focus[0]))
    return first, min(first + limit, end)
