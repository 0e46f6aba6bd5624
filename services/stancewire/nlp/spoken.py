"""Stretches in quotation marks as speech: which are sentences that somebody says, which fragments or titles."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.quotation_marks import Marked
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_MIN_WORDS: Final = 3
_ALOUD: Final = frozenset(
    {"say", "reveal", "warn", "think", "allege", "demand", "urge", "promise", "threaten", "deny", "fear", "reject"}
    | {"doubt", "want"}
)
_SILENT: Final = word_set(
    "know learn realise realize find show hear expect understand consider determine decide indicate imply "
    "judge presume assume estimate believe suspect want seek hope wish desire"
)


@dataclass(slots=True)
class Spoken:
    """A stretch in marks with its speaker. `full` tells a sentence of speech from a fragment."""

    marked: Marked
    tokens: tuple[Token, ...]
    full: bool
    holder: Entity | None = None
    cue: Match | None = None
    certainty: float = 0.0
    rule: str = "direct:unknown"


def stretches_of(document: Document, stretches: list[Marked]) -> list[Spoken]:
    """Return the stretches with their tokens, in order."""
    found: list[Spoken] = []
    parse = document.parse
    # A column at once: making every token for its place costs a seventh of all that quotes and stances take.
    starts = parse.starts if stretches else []
    for marked in stretches:
        since, until = bisect_left(starts, marked.start), bisect_left(starts, marked.end)
        tokens = tuple(token for token in parse[since:until] if not token.is_space)
        if tokens:
            found.append(Spoken(marked, tokens, _is_full(document, marked, tokens)))
    return found


def is_title(tokens: tuple[Token, ...]) -> bool:
    """Tell the name of a work or a group in marks: every word of weight begins with a capital."""
    words = [token for token in tokens if token.is_alpha]
    heavy = [token for token in words if len(token) > 3 or token.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}]
    return bool(heavy) and all(token.text[:1].isupper() for token in heavy)


def _is_full(document: Document, marked: Marked, tokens: tuple[Token, ...]) -> bool:
    """Tell a sentence of speech: it opens like one, holds a finite verb or ends like one, and is no title."""
    if marked.continued or marked.continues:
        return True
    words = [token for token in tokens if token.is_alpha or token.like_num]
    opening = next((token for token in tokens if token.is_alpha), None)
    if opening is None or not opening.text[:1].isupper() or _is_embedded(tokens[0]):
        return False
    inner = document.text[marked.start : marked.end].rstrip()
    ends = inner.endswith((",", ".", "?", "!", "…")) or document.text[marked.close : marked.close + 1] == ","
    has_verb = any(token.tag_ in FINITE for token in tokens)
    if has_verb:
        capitals = sum(1 for token in words if token.text[:1].isupper())
        return ends or (len(words) > _MIN_WORDS and capitals * 2 <= len(words))
    if len(words) > 1 and is_title(tokens):
        return False
    return ends and (len(words) >= _MIN_WORDS or inner.endswith(("!", "?", ",", ".")))


def _is_embedded(first: Token) -> bool:
    """Tell 'called him a "Washington hack who lost."', where the sentence around goes on inside the marks."""
    index = first.i - 1
    while index > first.sent.start and first.doc[index].is_quote:
        index -= 1
    return index >= first.sent.start and first.doc[index].tag_ in {"DT", "PRP$", "POS"}


def speech_match(cues: Cues, token: Token, *, colon: bool = False) -> Match | None:
    """Return the cue by which this word says words aloud; before a colon any verb of speech does."""
    for match in cues.matches(token):
        if match.cue.pattern == ("according", "to"):
            return match
        aloud = match.cue.speech and match.cue.act in _ALOUD and token.lemma_ not in _SILENT
        if match.cue.kind is Kind.VERB and (aloud or (colon and match.cue.speech)):
            return (None if aloud else _told_around(cues, token)) or match
    return None


def _told_around(cues: Cues, verb: Token) -> Match | None:
    """Return the verb of speech that tells the clause: of 'says that they will sue: "…"' it is "says"."""
    return speech_match(cues, verb.head) if verb.dep_ == "ccomp" and verb.head.i < verb.i else None
