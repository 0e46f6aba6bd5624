"""The lexicon of attribution and stance: which words give a word or a stand to somebody, and what they do to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from stancewire.nlp.cue_entries import FILES, Cue, Kind, entries_of
from stancewire.nlp.tree import Token

_MATCHES: Final = "stancewire.cue_matches"


@dataclass(frozen=True, slots=True)
class Match:
    """A cue and the tokens that carry it, in the order of the pattern; the first is the anchor."""

    cue: Cue
    tokens: tuple[Token, ...]

    @property
    def anchor(self) -> Token:
        """The token whose arguments are holder, object and complement."""
        return self.tokens[0]


class Cues:
    """All cues by the lemma of their anchor. Read only; one instance serves every article."""

    def __init__(self, entries: Iterable[Cue]) -> None:
        self.entries = tuple(entries)
        self._by_anchor: dict[tuple[Kind, str], list[Cue]] = {}
        for cue in self.entries:
            for lemma in spellings(cue.pattern[0]):
                self._by_anchor.setdefault((cue.kind, lemma), []).append(cue)
        self.anchors = frozenset(lemma for _, lemma in self._by_anchor)
        """The lower-case words that may anchor a cue."""
        for candidates in self._by_anchor.values():
            # The longest pattern says most: "call for" before "call".
            candidates.sort(key=lambda cue: (-len(cue.pattern), cue.id))

    @classmethod
    def load(cls) -> Self:
        """Read the lexicon that comes with the package. Raise ValueError naming file and line of a bad entry."""
        return cls(cue for name in FILES for cue in entries_of(name))

    def matches(self, token: Token) -> list[Match]:
        """Return every cue that this token anchors, the longest pattern first; empty for most tokens."""
        if token.pos_ not in _KIND_OF_POS:
            return []
        # The rules ask for the same words again and again; the document is read by one lexicon only.
        known: dict[int, list[Match]] = token.doc.user_data.setdefault(_MATCHES, {})
        if token.i not in known:
            known[token.i] = self._find(token)
        return known[token.i]

    def _find(self, token: Token) -> list[Match]:
        found: list[Match] = []
        candidates = [cue for reading in _readings(token) for cue in self._by_anchor.get(reading, ())]
        near = _near(token) if any(len(cue.pattern) > 1 for cue in candidates) else frozenset()
        for cue in candidates:
            # Common verbs anchor dozens of phrases; most fail at their second word.
            if len(cue.pattern) > 1 and near.isdisjoint(spellings(cue.pattern[1])):
                continue
            tokens = _follow(cue.pattern, token)
            if tokens is not None:
                found.append(Match(cue, tokens))
        # Of "furious with Rutte over the leak" the first phrase counts.
        found.sort(key=lambda match: (-len(match.tokens), match.tokens[-1].i))
        return found


def _readings(token: Token) -> tuple[tuple[Kind, str], ...]:
    """Return as what the token may anchor a cue; a participle is an adjective first ("is alarmed by")."""
    kind = _KIND_OF_POS.get(token.pos_)
    if kind is None:
        return ()
    lower = token.lower_
    if lower == "according":
        return ((Kind.PREPOSITION, lower),)
    if kind is Kind.ADJECTIVE:
        return ((kind, lower),)
    if token.tag_ == "VBN":
        return (Kind.ADJECTIVE, lower), (Kind.VERB, token.lemma_)
    lemma = token.lemma_.lower()
    return ((kind, lemma),) if lemma == lower or kind is Kind.VERB else ((kind, lemma), (kind, lower))


_KIND_OF_POS: Final = {
    "VERB": Kind.VERB,
    "NOUN": Kind.NOUN,
    "ADJ": Kind.ADJECTIVE,
    "ADP": Kind.PREPOSITION,
}


@cache
def spellings(lemma: str) -> tuple[str, ...]:
    """Return British and American spellings of a lemma, the given one first."""
    forms = [lemma]
    if lemma.endswith("ise"):
        forms.append(lemma[:-3] + "ize")
    if lemma.endswith("l"):
        # The lemmatiser does not know that British English doubles the l of "extolled".
        forms.append(lemma + "l")
    if "our" in lemma:
        forms.append(lemma.replace("our", "or"))
    if lemma.endswith("ence"):
        forms.append(lemma[:-4] + "ense")
    if "sceptic" in lemma:
        forms.append(lemma.replace("sceptic", "skeptic"))
    return tuple(forms)


def _near(anchor: Token) -> frozenset[str]:
    """Return the words that may stand second in a phrase that this word anchors."""
    words: set[str] = set()
    for child in anchor.rights:
        words.update((child.lower_, child.lemma_))
        if child.dep_ == "dobj":
            words.update(grand.lower_ for grand in child.rights if grand.lower_ == "as")
    for joined in _joined_adjectives(anchor):
        words.update(child.lower_ for child in joined.rights)
    if anchor.i + 1 < len(anchor.doc):
        words.add(anchor.nbor(1).lower_)
    return frozenset(words)


def _joined_adjectives(anchor: Token) -> list[Token]:
    """Return the adjectives that share their preposition: "disappointed but not surprised by the vote"."""
    if anchor.pos_ != "ADJ":
        return []
    return [child for child in anchor.rights if child.dep_ == "conj" and child.tag_ in {"JJ", "VBN"}]


def _follow(pattern: tuple[str, ...], anchor: Token) -> tuple[Token, ...] | None:
    """Return the tokens that fill the pattern: each a dependent of an earlier one, or its right neighbour."""
    found = [anchor]
    for word in pattern[1:]:
        token = _next(spellings(word), found)
        if token is None:
            return None
        found.append(token)
    return tuple(found)


def _next(forms: tuple[str, ...], found: list[Token]) -> Token | None:
    last = found[-1]
    # "dismissed the claim as a stunt", where the parser hangs "as" on the claim.
    called = [child for child in found[0].rights if child.dep_ == "dobj"] if forms == ("as",) else []
    for parent in (*reversed(found), *called, *_joined_adjectives(found[0])):
        for child in parent.rights:
            if child.i > last.i and (child.lower_ in forms or child.lemma_ in forms):
                return child
    if last.i + 1 < len(last.doc):
        neighbour = last.nbor(1)
        if neighbour.lower_ in forms:
            return neighbour
    return None
