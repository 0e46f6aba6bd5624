"""The nouns behind each preposition of a word: "on Mali" of "sanctions on Mali"."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import NOMINAL
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.tree import Token

_KNOWN: Final = "stancewire.prepositions"
_NESTING: Final = frozenset(
    {"out", "from", "up", "away", "off", "back", "over", "down", "ahead", "in", "on", "along"}
)
AWAY: Final = frozenset({"back", "away", "home", "over", "out", "off"})
_MAX_LOOK: Final = 8
_BEFORE_NOUN: Final = frozenset({"compound", "amod", "nmod", "det", "poss", "nummod"})


def prepositions(token: Token) -> dict[str, list[Token]]:
    """Return the nouns behind each preposition that hangs on the token; "out of" counts as both its words.

    Read once for each token of a parse, so the answer must not be changed.
    """
    known: dict[int, dict[str, list[Token]]] | None = token.doc.user_data.get(_KNOWN)
    if known is None:
        known = token.doc.user_data[_KNOWN] = {}
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = _read_prepositions(token)
    return found


def _read_prepositions(token: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for child in token.children:
        if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {"ADP", "PART", "ADV", "SCONJ", "X", "VERB"}:
            _collect(child, found)
        elif child.dep_ == "xcomp" and child.pos_ == "NOUN":
            # "agreed to talks" is often read as an infinitive.
            found.setdefault("to", []).append(child)
        elif child.dep_ in {"advmod", "prt"} and child.lower_ in AWAY:
            # "gave the bronzes back to Nigeria"
            for grand in child.children:
                if grand.dep_ == "prep":
                    _collect(grand, found)
    return found


def has_particle(token: Token, name: str) -> bool:
    """Tell whether a preposition or particle hangs on the token, whatever follows it."""
    return any(child.dep_ in {"prep", "prt", "advmod"} and child.lower_ == name for child in token.children)


def _collect(preposition: Token, found: dict[str, list[Token]]) -> None:
    nouns = objects_of(preposition)
    if preposition.lower_ == "between" and len(nouns) == 1:
        nouns += _partner(nouns[0])
    found.setdefault(preposition.lower_, []).extend(nouns)
    for child in preposition.children:
        if child.dep_ == "prep" and preposition.lower_ in _NESTING:
            _collect(child, found)
        if child.dep_ == "conj" and child.pos_ == "ADP":
            _collect(child, found)


def _partner(noun: Token) -> list[Token]:
    """Return the second side of "between A and B", where the parser made B the subject of what follows."""
    doc, index = noun.doc, noun.right_edge.i
    if doc[index].lower_ != "and":
        index += 1
    if index + 1 >= len(doc) or doc[index].lower_ != "and":
        return []
    following = (doc[i] for i in range(index + 1, min(index + 1 + _MAX_LOOK, len(doc))))
    return next(([t] for t in following if t.pos_ in NOMINAL and t.dep_ not in _BEFORE_NOUN), [])


def objects_of(preposition: Token) -> list[Token]:
    """Return the nouns behind one preposition; of "described it as useless" the quality."""
    behind = {"pobj", "amod", "acomp"} if preposition.lower_ == "as" else {"pobj"}
    return [noun for child in preposition.children if child.dep_ in behind for noun in conjuncts(child)]
