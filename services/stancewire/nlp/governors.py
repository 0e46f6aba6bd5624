"""What a governing word does to what hangs on it: "feared that", "a plan to", "the anniversary of" (data)."""

from __future__ import annotations

from functools import cache
from typing import Final

from stancewire.nlp.attachments import VERBAL
from stancewire.nlp.denials import is_negated
from stancewire.nlp.ontology import rows
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive
from stancewire_schemas.codes import EventStatus

_DOUBLE: Final = {
    EventStatus.NEGATED: EventStatus.HYPOTHETICAL, EventStatus.HYPOTHETICAL: EventStatus.HYPOTHETICAL,
    EventStatus.ASSERTED: EventStatus.NEGATED,
}  # fmt: skip
_LINK_NAMES: Final = {"nsubj": "subj", "csubj": "subj"}


@cache
def governors() -> dict[tuple[str, str], tuple[tuple[frozenset[str], EventStatus], ...]]:
    """Return what each governing word (by lemma and part of speech) does to which of its complements."""
    index: dict[tuple[str, str], list[tuple[frozenset[str], EventStatus]]] = {}
    for lemma, pos, reach, effect in rows("frames/governors.tsv"):
        index.setdefault((lemma, pos), []).append((frozenset(reach.split()), EventStatus(effect)))
    return {key: tuple(effects) for key, effects in index.items()}


def governed(word: str, pos: str, link: str) -> EventStatus | None:
    """Return the status that a governing word gives to what hangs on it by `link`, or None."""
    return next((effect for reach, effect in governors().get((word, pos), ()) if link in reach), None)


def effect_on(token: Token, head: Token) -> EventStatus | None:
    """Return the status that the governing word gives to the clause or noun that completes it, or None.

    `head` is the word on which `token` hangs; where that is a preposition, the word above it governs.
    """
    governor = head.head if head.pos_ in {"ADP", "SCONJ"} or token.dep_ in {"pobj", "pcomp"} else head
    governor = _said_of(token, governor) or governor
    kind = "verb" if governor.pos_ in VERBAL else "adj" if governor.pos_ in {"ADJ", "ADV"} else "noun"
    if token.dep_ == "ccomp" and token.i < governor.i and any(child.dep_ == "dobj" for child in governor.children):
        # "Kyiv says rebels attacked; Moscow denies it": two statements side by side.
        return None
    effect = governed(governor.lemma_.lower(), kind, _link(token, head))
    if effect is None or (token.dep_ == "pobj" and head.lower_ in {"about", "over", "at"} and _is_known(token)):
        return None
    return _denied(effect) if _is_denied(governor) else effect


def _is_denied(governor: Token) -> bool:
    verb = governor.head if governor.dep_ == "acomp" else governor
    return is_negated(verb) if verb.pos_ in VERBAL else any(_says_no(child) for child in governor.children)


def _denied(effect: EventStatus) -> EventStatus:
    return EventStatus.NEGATED if effect is EventStatus.FUTURE else _DOUBLE.get(effect, effect)


def _said_of(token: Token, governor: Token) -> Token | None:
    """Return the adjective that a copula says of a clause or noun: "is false" of "the claim that they fled"."""
    if governor.lemma_ != "be" or token.dep_ not in {"ccomp", "csubj", "nsubj"}:
        return None
    return next((child for child in governor.children if child.dep_ == "acomp"), None)


def _says_no(word: Token) -> bool:
    return word.dep_ == "neg" or (word.dep_ == "det" and word.lower_ in {"no", "neither"})


def _is_known(noun: Token) -> bool:
    """Tell whether the words take the deed for granted: "concern about Iran's test", not "fear of a test"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )


def _link(token: Token, head: Token) -> str:
    """Name how a word hangs on its governor: inf, ing, that, obj, subj or a preposition."""
    if token.dep_ in {"pobj", "pcomp"}:
        return head.lower_
    if token.dep_ in {"xcomp", "acl", "ccomp"}:
        if is_infinitive(token):
            return "inf"
        return "ing" if token.tag_ == "VBG" and token.dep_ == "xcomp" else "that"
    return _LINK_NAMES.get(token.dep_, "obj")
