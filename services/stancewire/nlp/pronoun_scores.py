"""How well an antecedent fits a pronoun: by its place, its nearness, what the verb asks for. Higher is likelier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.nlp.binding import SPEAKING, SUBJECTS, governs, is_of_doers
from stancewire.nlp.captivity import captivity
from stancewire.nlp.discourse import Antecedent, Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

MALE: Final = frozenset({"he", "him", "his", "himself"})
FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
NEUTER: Final = frozenset({"it", "its", "itself"})
MANY: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_ACTING: Final = SPEAKING | frozenset({
    "launch", "deploy", "send", "sign", "reject", "seek", "agree", "refuse", "demand", "order", "fire",
    "attack", "seize", "control", "offer", "buy", "sell", "hire", "employ", "pay", "sue", "file", "release",
    "publish", "decide", "vote", "intend", "try", "aim", "face", "fight", "blame", "support", "back", "oppose",
    "approve", "ban", "impose", "suspend", "cut", "raise", "provide", "receive", "join", "withdraw", "condemn",
    "take",
})  # fmt: skip
_OBJECTS: Final = frozenset({"dobj", "dative"})
_UNDERGOING: Final = _OBJECTS | {"nsubjpass"}
# What only countries have: "its parliament" is nobody's who fights there.
_OF_STATES: Final = word_set(
    "ministry parliament ambassador embassy president premier border airspace territory constitution navy citizen "
    "national envoy neighbour neighbor economy currency coast capital"
)


@dataclass(slots=True)
class Focus:
    """Who spoke last and whom the last pronoun of a kind meant."""

    speaker: Entity | None = None
    last: Entity | None = None


def fit_of(token: Token, found: Antecedent, distance: float, discourse: Discourse, focus: Focus) -> float:
    """Return how likely it is that the pronoun means it, as far as its place and its verb tell; about 0 to 300."""
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
        score += 20.0 if entity is focus.last and word not in NEUTER else 0.0
        speaks = subject and verb is not None and verb.lemma_ in SPEAKING
        score += 45.0 if entity is focus.speaker and speaks else 0.0
    if found.quoted and discourse.stretch_of[token.i] != discourse.stretch_of[found.token.i]:
        score *= 0.5
    if discourse.agreement(found).gender is not None and word in MALE | FEMALE:
        score += 15.0
    if entity is not None and is_of_doers(token, entity, discourse):
        score -= 60.0
    if word == "its" and token.head.lemma_ in _OF_STATES and entity is not None:
        score += 60.0 if entity.type is EntityType.COUNTRY else -60.0
    if word in NEUTER | MANY:
        score += _fit_of_kind(token, found, verb)
    return score + captivity(token, found.token)


def parallel(pronoun: Token, candidate: Token, *, is_last: bool) -> float:
    """Return what speaks for an object as what an object's pronoun means (Smyth 1994), above all in a row of verbs.

    `is_last`: it ends an earlier sentence, as far as it has others who may be meant.
    """
    if pronoun.lower_ in NEUTER or pronoun.dep_ not in _OBJECTS or candidate.dep_ not in _UNDERGOING:
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
    if token.lower_ in MANY and not found.agreement.many:
        fit -= 80.0
    return fit
