"""The titles beside a name: "President", "Secretary of State", "Mr"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.knowledge import Knowledge, Title
from stancewire.nlp.spans import words
from stancewire.nlp.tree import Doc

HONORIFICS: Final = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady", "prof",
    "prof.", "sen.", "sen", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "maj.", "cmdr.", "adm.",
    "hon.", "rev.", "fr.", "sheikh", "sheikha", "ayatollah", "imam", "mullah", "madam", "baroness", "brig.",
    "cpl.", "pvt.", "insp.", "supt.", "det.", "constable", "sergeant", "detective", "inspector", "superintendent",
    "lieutenant", "corporal", "deputy", "sheriff",
})  # fmt: skip
_LONGEST_TITLE: Final = 8
_STOPS: Final = frozenset({",", ";", ":", ".", "(", ")", "-", "–", "—", '"', "“", "”", "!", "?"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
BORDERS: Final = _STOPS - {"-"}


def strip_title(parse: Doc, start: int, end: int, knowledge: Knowledge) -> int:
    """Return where the bare name starts inside a span that begins with a title ("President Trump" → "Trump")."""
    for cut in range(end - 1, start, -1):
        front = words(parse, start, cut).lower()
        if front in HONORIFICS or knowledge.title(front):
            return cut
    return start


def title_before(parse: Doc, start: int, knowledge: Knowledge) -> tuple[int, Title] | None:
    """Return where the longest title that ends just before token `start` begins, and the title."""
    found, tokens = None, parse.tokens
    last = tokens[start - 1] if start else None
    if last is None or not knowledge.ends_title(last.lower_) or last.tag_ in _FINITE:
        # "He accused Embalo" names no accused.
        return None
    for index in range(start - 1, max(start - _LONGEST_TITLE, 0) - 1, -1):
        token = tokens[index]
        if token.text in BORDERS or not knowledge.in_title(token.lower_):
            break
        title = knowledge.title(parse.text_of(index, start).lower())
        if title:
            found = index, title
    return found


def title_at(parse: Doc, start: int, knowledge: Knowledge) -> tuple[int, Title] | None:
    """Return where the longest title that begins at token `start` ends, and the title."""
    found, tokens = None, parse.tokens
    if not knowledge.starts_title(tokens[start].lower_):
        return None
    for index in range(start, min(start + _LONGEST_TITLE, len(tokens))):
        token = tokens[index]
        if token.text in BORDERS or not knowledge.in_title(token.lower_):
            break
        noun = token.pos_ in _NOUNS
        title = knowledge.title(parse.text_of(start, index + 1).lower()) if noun else None
        if title:
            found = index + 1, title
    return found


def is_titled(parse: Doc, start: int, knowledge: Knowledge) -> bool:
    """Tell whether a title written large or a form of address stands right before a token: "Mayor", "Mr."."""
    before = parse.tokens[start - 1] if start and not parse.tokens[start].is_sent_start else None
    if before is None or not before.is_title:
        return False
    return before.lower_ in HONORIFICS or title_before(parse, start, knowledge) is not None
