"""The stretch of text that states what a stand is about: a clause, an act or a thing."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import is_mistaken_for_content
from stancewire.nlp.clause_ends import left_at
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Extent
from stancewire.nlp.tree import Token

_OUTER: Final = frozenset(" \t\n\r\f\v.,;:!?\"“”„«»‘’'()[]–—-…")
_PARTNERS: Final = {'"': '"', "“": "”", "”": "“", "(": ")", ")": "(", "«": "»", "»": "«"}
_CONTENT_ACTS: Final = frozenset({"say", "allege", "think", "demand", "offer", "reveal", "warn", "fear"})
_CLAUSAL: Final = frozenset({"ccomp", "acl", "relcl", "xcomp", "advcl"})


def clause_extent(document: Document, head: Token) -> Extent:
    """Return the clause without its complementiser, the "to" of an infinitive, and outer punctuation."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    infinitive = next((c for c in head.lefts if c.dep_ == "aux" and c.lower_ == "to"), None)
    if infinitive is not None and not _has_subject_of_its_own(head):
        start = infinitive.i + 1
    while start < head.i and (_opens(document.parse[start], head) or document.parse[start].is_punct):
        start += 1
    return trimmed(document, document.parse[start].idx, min(_end_of(document.parse[end - 1]), left_at(head)))


def _has_subject_of_its_own(infinitive: Token) -> bool:
    """Tell "for the guilty to be tried" and "wants the killing to stop" from "urged Kyiv to talk"."""
    if not any(child.dep_ in {"nsubj", "nsubjpass"} for child in infinitive.lefts):
        return False
    marked = any(child.lower_ == "for" and child.dep_ == "mark" for child in infinitive.lefts)
    first = infinitive.left_edge
    marked = marked or (first.i > 0 and first.nbor(-1).lower_ == "for")
    return marked or infinitive.head.lemma_ in {"want", "need", "expect", "like", "prefer", "wish"}


def _opens(token: Token, head: Token) -> bool:
    if token.lower_ in {"that", "whether", "if", "for"} and token.dep_ == "mark":
        return token.head.i == head.i
    if token.lower_ in {"after", "as", "when"} and head.dep_ == "advcl":
        # "said so after Chad closed the dam": what happened, not when.
        return token.head.i == head.i
    return token.dep_ == "cc" or token.is_space


def thing_extent(document: Document, noun: Token, cue: Token | None = None) -> Extent:
    """Return the noun phrase with what belongs to it: not a loose clause behind a comma, not its conjuncts.

    Nor the clause in which the cue stands: "a step" in "a step that farmers condemned".
    """
    end = noun.i
    for child in noun.rights:
        apart = child.dep_ in {"relcl", "acl"} and (_loose(child) or _holds(child, cue))
        # "dismissed the remarks as opportunism": what they are called is no part of them.
        apart = apart or (child.lower_ == "as" and child.dep_ in {"prep", "mark"})
        if apart or child.dep_ in {"cc", "conj", "punct", "appos"}:
            break
        end = child.right_edge.i
    start = noun.left_edge.i
    while start < noun.i and (document.parse[start].is_punct or document.parse[start].dep_ == "preconj"):
        start += 1
    return trimmed(document, document.parse[start].idx, _end_of(document.parse[end]))


def _holds(clause: Token, cue: Token | None) -> bool:
    return cue is not None and (cue.i == clause.i or clause.is_ancestor(cue))


def _loose(child: Token) -> bool:
    before = child.left_edge.i - 1
    return before >= 0 and child.doc[before].text == ","


def _end_of(token: Token) -> int:
    return token.idx + len(token)


def trimmed(document: Document, start: int, end: int) -> Extent:
    """Return the extent without outer white space, punctuation and marks; never longer, never reversed."""
    text = document.text
    while start < end and text[start] in _OUTER and not _is_paired(text, start, start, end):
        start += 1
    while end > start and text[end - 1] in _OUTER and not _abbreviates(text, start, end):
        if _is_paired(text, end - 1, start, end):
            break
        end -= 1
    return Extent(start, end)


def _is_paired(text: str, index: int, start: int, end: int) -> bool:
    """Tell whether the mark at an edge belongs to a pair inside: the close of 'a "shameful act"'."""
    partner = _PARTNERS.get(text[index])
    if partner is None:
        return False
    inside = text.count(partner, start + 1, end) if index == start else text.count(partner, start, end - 1)
    # A pair that spans the whole extent is outer.
    spans = text[start] in _PARTNERS and text[end - 1] == _PARTNERS[text[start]] and inside == 1
    return inside % 2 == 1 and not spans if partner == text[index] else inside > 0 and not spans


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Keep the point of "U.S."."""
    return text[end - 1] == "." and end - start > 3 and text[end - 3] == "." and text[end - 2].isupper()


def content_of(noun: Token, cues: Cues) -> Token | None:
    """Return the head of what a noun such as "claims" or "calls" speaks of, or None for other nouns."""
    for match in cues.matches(noun):
        if match.cue.kind is Kind.NOUN and match.cue.act in _CONTENT_ACTS:
            return noun_content(noun, match.cue.via)
    return None


def noun_content(noun: Token, via: tuple[str, ...]) -> Token | None:
    """Return the head of the clause, or of the phrase behind one of the prepositions, that a noun takes."""
    for child in noun.rights:
        if child.dep_ in _CLAUSAL and is_content_clause(child):
            return child
        if child.dep_ == "prep" and child.lower_ in via:
            inner = next((c for c in child.rights if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return inner
    return None


def is_content_clause(verb: Token) -> bool:
    """Tell "claims that he left" and "a wish to leave" from "claims which he made"."""
    if is_mistaken_for_content(verb):
        return False
    deps = {child.dep_ for child in verb.children}
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return True
    if "mark" in deps:
        return True
    relative = any(child.tag_ in {"WDT", "WP", "WP$"} and child.lower_ != "that" for child in verb.children)
    return not relative and verb.dep_ in {"ccomp", "acl"} and bool(deps & {"nsubj", "nsubjpass", "expl"})
