"""Whom he, she, it, they, who and which mean. Where two are about as likely, the pronoun stays unresolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.agreement import Agreement
from stancewire.nlp.binding import SPEAKING, SUBJECTS, Barrier, ancestors, governs, is_of_doers
from stancewire.nlp.captivity import captivity
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_MALE: Final = frozenset({"he", "him", "his", "himself"})
_FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
_NEUTER: Final = frozenset({"it", "its", "itself"})
_MANY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})
_RELATIVE: Final = frozenset({"who", "whom", "whose", "which", "that"})
PERSONAL: Final = _MALE | _FEMALE | _NEUTER | _MANY
_ACTING: Final = SPEAKING | frozenset({
    "launch", "deploy", "send", "sign", "reject", "seek", "agree", "refuse", "demand", "order", "fire",
    "attack", "seize", "control", "offer", "buy", "sell", "hire", "employ", "pay", "sue", "file", "release",
    "publish", "decide", "vote", "intend", "try", "aim", "face", "fight", "blame", "support", "back", "oppose",
    "approve", "ban", "impose", "suspend", "cut", "raise", "provide", "receive", "join", "withdraw", "condemn",
    "take",
})  # fmt: skip
_BE: Final = frozenset(
    {"is", "was", "'s", "’s", "be", "been", "being", "are", "were", "'re", "becomes", "became", "become"}
)
_OBJECTS: Final = frozenset({"dobj", "dative"})
_UNDERGOING: Final = _OBJECTS | {"nsubjpass"}
# What only somebody can be said to be: "it was ready to help" is no empty "it".
_OF_SOMEBODY: Final = word_set(
    "able alarmed angry anxious appalled aware bound capable committed compelled concerned confident determined "
    "disappointed dismayed due eager entitled forced free furious glad grateful happy innocent keen obliged open "
    "opposed pleased poised prepared ready reluctant resolved responsible satisfied set shocked sorry unable "
    "unhappy unwilling willing worried"
)
# What only countries have: "its parliament" is nobody's who fights there.
_OF_STATES: Final = word_set(
    "ministry parliament ambassador embassy president premier border airspace territory constitution navy citizen "
    "national envoy neighbour neighbor economy currency coast capital"
)
_FAR: Final = 4
_NEAR: Final = 2
_WHOSE_REACH: Final = 15
_MARGIN: Final = 8.0


@dataclass(slots=True)
class Focus:
    """Who spoke last and whom the last pronoun of a kind meant."""

    speaker: Entity | None = None
    last: Entity | None = None


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
    if word in _MALE:
        return agreement.kind == "person" and not agreement.many and agreement.gender != "f"
    if word in _FEMALE:
        return agreement.kind == "person" and not agreement.many and agreement.gender != "m"
    if word in _NEUTER:
        return agreement.kind in {"body", "thing"} and not agreement.many
    # An army may be "they" where it speaks; those whom somebody kills or frees are several.
    return agreement.many or (word != "them" and agreement.kind == "body" and not agreement.is_place)


def _personal(token: Token, discourse: Discourse, focus: Focus) -> Entity | None:
    word = token.lower_
    told = _subject_ahead(token, discourse) or _beside_whose(token, discourse)
    if told is not None:
        return told
    best: dict[int, tuple[float, Antecedent]] = {}
    candidates = list(_open_to(token, discourse, _FAR if word in _MALE | _FEMALE else _NEAR))
    last = {found.sentence: found.token.i for _, found in sorted(candidates, key=lambda pair: pair[1].token.i)}
    for distance, found in candidates:
        score = _score(token, found, distance, discourse, focus)
        score += _parallel(token, found.token, is_last=distance >= 1 and last[found.sentence] == found.token.i)
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


def _score(token: Token, found: Antecedent, distance: float, discourse: Discourse, focus: Focus) -> float:
    word, entity = token.lower_, found.entity
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else None
    score = (100.0 + found.weight) * float(0.5**distance)
    subject = token.dep_ in SUBJECTS
    if subject and found.token.dep_ in SUBJECTS:
        score += 20.0
    if distance == 0 and governs(found.token, token):
        score += 50.0
        score += 40.0 if _says(found.token, token) else 0.0
    if entity is not None:
        score += 4.0 * min(discourse.counts.get(entity, 0), 8)
        score += 20.0 if entity is focus.last and word not in _NEUTER else 0.0
        speaks = subject and verb is not None and verb.lemma_ in SPEAKING
        score += 45.0 if entity is focus.speaker and speaks else 0.0
    if found.quoted and discourse.stretch_of[token.i] != discourse.stretch_of[found.token.i]:
        score *= 0.5
    if discourse.agreement(found).gender is not None and word in _MALE | _FEMALE:
        score += 15.0
    if entity is not None and is_of_doers(token, entity, discourse):
        score -= 60.0
    if word == "its" and token.head.lemma_ in _OF_STATES and entity is not None:
        score += 60.0 if entity.type is EntityType.COUNTRY else -60.0
    if word in _NEUTER | _MANY:
        score += _fit_of_kind(token, found, verb)
    return score + captivity(token, found.token)


def _parallel(pronoun: Token, candidate: Token, *, is_last: bool) -> float:
    """Return what speaks for an object as what an object's pronoun means (Smyth 1994), above all in a row of verbs.

    `is_last`: it ends an earlier sentence, as far as it has others who may be meant.
    """
    if pronoun.lower_ in _NEUTER or pronoun.dep_ not in _OBJECTS or candidate.dep_ not in _UNDERGOING:
        return 0.0
    if pronoun.head.dep_ == "conj" and candidate.head is pronoun.head.head:
        return 80.0
    return 28.0 if is_last else 0.0


def _says(candidate: Token, pronoun: Token) -> bool:
    """Tell "the army said it had won": whoever says so speaks of himself first, whoever else the sentence names."""
    clause, verb = pronoun.head, candidate.head
    told = clause.dep_ == "ccomp" and clause.head is verb and candidate.dep_ in SUBJECTS
    return told and pronoun.dep_ in SUBJECTS and verb.lemma_ in SPEAKING


def _fit_of_kind(token: Token, found: Antecedent, verb: Token | None) -> float:
    """Return how well a body or a thing does what the verb says: companies deny, letters do not."""
    acts = token.dep_ in SUBJECTS and verb is not None and verb.lemma_ in _ACTING
    fit = 0.0
    if acts:
        fit += -60.0 if found.agreement.kind == "thing" else 20.0
    elif token.lower_ == "it" and found.agreement.kind == "body":
        fit -= 40.0
    if token.lower_ in _MANY and not found.agreement.many:
        fit -= 80.0
    return fit


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
