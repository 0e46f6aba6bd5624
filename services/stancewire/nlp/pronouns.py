"""Whom he, she, it, they, who and which mean. Where two are about as likely, the pronoun stays unresolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.agreement import Agreement
from stancewire.nlp.binding import SUBJECTS, Barrier, ancestors
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.pronoun_scores import FEMALE, MALE, MANY, NEUTER, Focus, fit_of, parallel
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set

_REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
PERSONAL: Final = MALE | FEMALE | NEUTER | MANY
_BE: Final = frozenset(
    {"is", "was", "'s", "’s", "be", "been", "being", "are", "were", "'re", "becomes", "became", "become"}
)
# What only somebody can be said to be: "it was ready to help" is no empty "it".
_OF_SOMEBODY: Final = word_set(
    "able alarmed angry anxious appalled aware bound capable committed compelled concerned confident determined "
    "disappointed dismayed due eager entitled forced free furious glad grateful happy innocent keen obliged open "
    "opposed pleased poised prepared ready reluctant resolved responsible satisfied set shocked sorry unable "
    "unhappy unwilling willing worried"
)
_FAR: Final = 4
_NEAR: Final = 2
_WHOSE_REACH: Final = 15
_MARGIN: Final = 8.0


def resolve_pronoun(token: Token, discourse: Discourse, focus: Focus) -> Entity | None:
    """Return the entity that a pronoun means, or None where that is not clear enough."""
    word = token.lower_
    if word in _RELATIVE:
        return _relative(token, discourse)
    if word in _REFLEXIVE:
        return _reflexive(token, discourse)
    if word == "it" and _is_empty(token):
        return None
    return _personal(token, discourse, focus)


def _relative(token: Token, discourse: Discourse) -> Entity | None:
    """Return what a relative clause hangs on: its noun's entity."""
    node, steps = token, 0
    while node.dep_ != "relcl" and node.head.i != node.i and steps < 6:
        node, steps = node.head, steps + 1
    if node.dep_ != "relcl" or node.head.i > token.i or (token.lower_ == "that" and token.tag_ != "WDT"):
        return None
    entity = discourse.entity_of(node.head)
    if entity is None or token.lower_ != "which":
        return entity
    return None if discourse.agreements[entity].kind == "person" else entity


def _reflexive(token: Token, discourse: Discourse) -> Entity | None:
    node, steps = token, 0
    while node.head.i != node.i and steps < 6:
        node, steps = node.head, steps + 1
        for child in node.lefts:
            entity = discourse.entity_of(child) if child.dep_ in SUBJECTS else None
            if entity is not None and _agrees(token.lower_, discourse.agreements[entity]):
                return entity
    return None


def _is_empty(token: Token) -> bool:
    """Tell the "it" that means nothing: "it is clear that", "it seems", "it was raining"."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in SUBJECTS:
        return False
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "happen", "turn", "emerge", "matter"}:
        return True
    if {verb.lower_, *(child.lower_ for child in verb.rights)} & _OF_SOMEBODY:
        return False
    passive = token.dep_ == "nsubjpass" and any(child.dep_ in {"ccomp", "xcomp"} for child in verb.rights)
    copular = verb.lower_ in _BE and any(
        c.dep_ in {"acomp", "attr", "ccomp", "advcl", "xcomp"} for c in verb.rights
    )
    return passive or copular


def _agrees(word: str, agreement: Agreement) -> bool:
    if word in MALE:
        return agreement.kind == "person" and not agreement.many and agreement.gender != "f"
    if word in FEMALE:
        return agreement.kind == "person" and not agreement.many and agreement.gender != "m"
    if word in NEUTER:
        return agreement.kind in {"body", "thing"} and not agreement.many
    # An army may be "they" where it speaks; those whom somebody kills or frees are several.
    return agreement.many or (word != "them" and agreement.kind == "body" and not agreement.is_place)


def _personal(token: Token, discourse: Discourse, focus: Focus) -> Entity | None:
    word = token.lower_
    told = _subject_ahead(token, discourse) or _beside_whose(token, discourse)
    if told is not None:
        return told
    best: dict[int, tuple[float, Antecedent]] = {}
    candidates = list(_open_to(token, discourse, _FAR if word in MALE | FEMALE else _NEAR))
    last = {found.sentence: found.token.i for _, found in sorted(candidates, key=lambda pair: pair[1].token.i)}
    for distance, found in candidates:
        score = fit_of(token, found, distance, discourse, focus)
        score += parallel(token, found.token, is_last=distance >= 1 and last[found.sentence] == found.token.i)
        mark = id(found.entity) if found.entity is not None else -found.token.i - 1
        if mark not in best or score > best[mark][0]:
            best[mark] = (score, found)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].token.i))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][1].entity


def _open_to(token: Token, discourse: Discourse, window: int) -> Iterator[tuple[float, Antecedent]]:
    """Yield what agrees with a pronoun and is not forbidden; one forbidden mention forbids its entity."""
    seen, barrier = list(discourse.before(token, window)), Barrier(token, discourse)
    agreeing = [pair for pair in seen if _agrees(token.lower_, discourse.agreement(pair[1]))]
    wanted = {found.entity for _, found in agreeing if found.entity is not None}
    barred = {found.entity for _, found in seen if found.entity in wanted and barrier.bars(found)}
    for distance, found in agreeing:
        if found.entity not in barred if found.entity is not None else not barrier.bars(found):
            yield distance, found


def _beside_whose(token: Token, discourse: Discourse) -> Entity | None:
    """Return whose family, lawyer or office speaks of the pronoun: "St. Clair, whose family said he was held"."""
    for verb in ancestors(token):
        subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS and child.i < token.i]
        owner = next((c for subject in subjects for c in subject.lefts if c.lower_ == "whose"), None)
        before = () if owner is None else owner.doc[max(owner.i - _WHOSE_REACH, owner.sent.start) : owner.i]
        for word in reversed(tuple(before)):
            entity = discourse.entity_of(word)
            if entity is not None and _agrees(token.lower_, discourse.agreements[entity]):
                return entity
    return None


def _subject_ahead(token: Token, discourse: Discourse) -> Entity | None:
    """Return the subject that follows a fronted phrase with the pronoun in it: "In his letter, Maduro said"."""
    child = token
    for node in ancestors(token):
        if node.pos_ in {"VERB", "AUX"} and child.dep_ in {"prep", "advcl"} and child.i < node.i:
            subject = next((c for c in node.lefts if c.dep_ in SUBJECTS and c.i > token.i), None)
            entity = discourse.entity_of(subject) if subject is not None else None
            if entity is not None and subject is not None and subject.pos_ == "PROPN":
                return entity if _agrees(token.lower_, discourse.agreements[entity]) else None
        child = node
    return None
