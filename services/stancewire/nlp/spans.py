"""Stretches of tokens that name something: trimming, heads, words, and the zones that name no actor."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from stancewire.nlp.document import Mention
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_index import tokens_where
from stancewire_schemas.codes import MentionForm

_ARTICLES: Final = frozenset({"the", "a", "an"})
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_CREDIT_WORDS: Final = frozenset({"reporting", "editing", "writing", "compiled", "photo", "photograph"})
_ROLES: Final = frozenset({
    "nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj", "dative", "attr", "ROOT",
})  # fmt: skip
_DATELINE_TOKENS: Final = 14
_LEAD: Final = 2 * _DATELINE_TOKENS
_WITH_A_SCORE: Final = 4
_OPENING: Final = frozenset({"(", "["})


def trim(parse: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the span without leading article, trailing possessive, outer punctuation and line breaks."""
    tokens = parse.tokens
    for index in range(start, end):
        if tokens[index].is_space:
            # A name never crosses a line break; the longer side is the name.
            left, right = (start, index), (index + 1, end)
            start, end = left if index - start >= end - index - 1 else right
            break
    while start < end and (tokens[start].lower_ in _ARTICLES or _is_edge(tokens[start])):
        start += 1
    while end > start and (tokens[end - 1].tag_ == "POS" or _is_edge(tokens[end - 1])):
        end -= 1
    return start, _without_score(parse, start, end)


def _without_score(parse: Doc, start: int, end: int) -> int:
    """Return the end of a name without the score of a game behind it: "Everton 2-1"."""
    if end - start < _WITH_A_SCORE or not parse.tokens[end - 1].is_digit:
        return end
    first, dash, _ = parse.tokens[end - 3 : end]
    return end - 3 if dash.text in _DASHES and first.is_digit else end


def _is_edge(token: Token) -> bool:
    return not token.text.isalnum() and (token.is_space or (token.is_punct and token.text != "&"))


def head_of(parse: Doc, start: int, end: int) -> Token:
    """Return the token that governs the span.

    Of several that hang outside it, the first noun in a role of its own ("Coalition" of "Coalition to Counter
    ISIL"), else the last noun, else the last token.
    """
    if end - start == 1:
        return parse.tokens[start]
    tops = [
        token for token in parse.tokens[start:end] if token.head.i == token.i or not start <= token.head.i < end
    ]
    nouns = [token for token in tops if token.pos_ in {"PROPN", "NOUN"}]
    core = next((token for token in nouns if token.dep_ in _ROLES), None)
    return core or (nouns or tops or [parse[end - 1]])[-1]


def words(parse: Doc, start: int, end: int) -> str:
    """Return the text of the span with every run of white space made one space."""
    return " ".join(parse.text_of(start, end).split())


def name_mention(parse: Doc, start: int, end: int) -> Mention:
    """Return the mention by name that these tokens make."""
    first, last = parse.tokens[start], parse.tokens[end - 1]
    head = head_of(parse, start, end)
    return Mention(first.idx, last.idx + len(last.text), MentionForm.NAME, head.i)


def place_only_tokens(parse: Doc) -> frozenset[int]:
    """Return the tokens of datelines and credit lines: what they name are places and staff, never actors."""
    found: list[int] = []
    for start, end in _paragraphs(parse):
        # Few words tell, so that the tokens of a story need not all be made.
        lead = _words(parse, start, min(end, start + _LEAD))
        if lead and (lead[0].text in _OPENING or lead[0].lower_ in _CREDIT_WORDS):
            paragraph = _words(parse, start, end)
            if _is_credit(paragraph):
                found.extend(token.i for token in paragraph)
                continue
        found.extend(token.i for token in _dateline(lead))
    return frozenset(found)


def _paragraphs(parse: Doc) -> Iterator[tuple[int, int]]:
    start = 0
    for token in tokens_where(parse, lambda word: "\n" in word and word.isspace()):
        yield start, token.i
        start = token.i + 1
    yield start, len(parse)


def _words(parse: Doc, start: int, end: int) -> list[Token]:
    return [token for token in parse.tokens[start:end] if not token.is_space]


def _is_credit(paragraph: list[Token]) -> bool:
    """Tell whether a short paragraph names only those who made the article."""
    if len(paragraph) > 120:
        return False
    first = paragraph[0]
    inner = paragraph[1] if first.text in _OPENING and len(paragraph) > 1 else first
    if inner.lower_ in _CREDIT_WORDS and any(t.lower_ == "by" for t in paragraph[:5]):
        return True
    return first.text in _OPENING and any(
        t.lower_ in _CREDIT_WORDS and n.lower_ == "by" for t, n in pairwise(paragraph)
    )


def _dateline(paragraph: list[Token]) -> list[Token]:
    """Return "WASHINGTON, Sept 6 (Reuters) -" at the start of a paragraph, or nothing."""
    if not paragraph:
        return []
    if not (paragraph[0].is_upper and len(paragraph[0]) > 1) and not _agency_follows(paragraph):
        return []
    for place, token in enumerate(paragraph[:_DATELINE_TOKENS]):
        if token.text in _DASHES and place > 0 and _stands_apart(paragraph, place):
            return paragraph[: place + 1]
        if token.pos_ in {"VERB", "AUX"} and not token.is_upper:
            return []
    return []


def _agency_follows(paragraph: list[Token]) -> bool:
    return any(token.text == "(" for token in paragraph[1:9]) and paragraph[0].is_title


def _stands_apart(paragraph: list[Token], place: int) -> bool:
    """Tell a dash between words from a hyphen inside one."""
    return bool(paragraph[place - 1].whitespace_) or paragraph[place].text in {"—", "–", "--"}
