"""What museums, archives, memoirs and anniversaries tell of: deeds of the past, whatever the tense."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_KEEPERS: Final = word_set(
    "museum archive exhibition exhibit memorial memoir memoirs diary biography monument plaque mural documentary "
    "gallery chronicle anniversary"
)
_SHOWING: Final = word_set(
    "recall show hold display chronicle recount trace commemorate depict keep tell contain document mark honour "
    "honor remember describe house"
)
_SPANS: Final = frozenset({"year", "decade", "century", "anniversary"})
_MAX_CLIMB: Final = 8


def is_exhibited(trigger: Token) -> bool:
    """Tell what something kept shows or says: "the museum shows letters in which the emperor threatened"."""
    token = trigger
    for _ in range(_MAX_CLIMB):
        head = token.head
        if head.i == token.i:
            return False
        if _is_counted_from(token, head):
            return True
        if head.lemma_ in _SHOWING and token.i > head.i and token.dep_ in {"dobj", "ccomp", "advcl", "xcomp"}:
            return any(noun.lemma_.lower() in _KEEPERS for noun in surface_subjects(head))
        token = head
    return False


def _is_counted_from(clause: Token, head: Token) -> bool:
    """Tell what years are counted from: "Saturday marks thirty years since gunmen killed him"."""
    if not any(child.lower_ == "since" and child.dep_ in {"mark", "prep"} for child in clause.lefts):
        return False
    return head.lemma_ in _SPANS or any(child.lemma_ in _SPANS for child in head.children if child.i < clause.i)
