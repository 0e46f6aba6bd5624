"""Harm that nobody did: crashes, collapses, fires, storms, told by a verb beside it or by their noun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.frames import Frames
from stancewire.nlp.match import Match
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Doc, Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventType

ACCIDENTAL: Final = word_set(
    "crash collide capsize sink derail collapse overturn plunge erupt crumble topple swerve burst skid veer"
)
_BUMPING: Final = frozenset({"hit", "strike", "slam", "smash", "run", "fall", "go", "leave"})
_OCCASIONS: Final = frozenset({"when", "after", "as"})
_DOWN: Final = frozenset({"prt", "advmod", "prep"})
_CAUSES: Final = ("in", "by", "from", "during", "with")
_FIRES: Final = frozenset({"fire", "blaze", "explosion", "blast", "leak"})
_SLIPS: Final = frozenset({"fall", "slip", "trip", "jump", "stumble"})
_UNMEANT: Final = frozenset({"mistake", "accident", "accidentally", "mistakenly", "inadvertently"})
_EITHER: Final = frozenset({"explosion", "blast", "fire"})
_BURSTING: Final = word_set(
    "gas boiler methane firework fireworks propane transformer dust ammonia kitchen factory warehouse mine "
    "cylinder pipeline"
)


def tells_mishap(parse: Doc, frames: Frames) -> bool:
    """Tell whether the article is about an accident or the weather rather than about violence, by its words."""
    nouns = Counter(token.lemma_.lower() for token in parse if token.pos_ == "NOUN")
    verbs = Counter(token.lemma_ for token in parse if token.pos_ == "VERB" and token.lemma_ in ACCIDENTAL)
    mishaps = sum(verbs.values()) + sum(nouns[word] for word in sorted(frames.classes["accident"]))
    return mishaps > sum(nouns[word] for word in sorted(frames.classes["attackword"] - _EITHER))


def is_accident(match: Match) -> bool:
    """Tell "the helicopter crashed, killing six" and "killed in a landslide" from an attack that killed."""
    token = match.predicate.token
    if match.type is not EventType.ASSAULT or any(child.dep_ == "agent" for child in token.children):
        return False
    if token.dep_ in {"advcl", "conj"} and (token.head.lemma_ in ACCIDENTAL or _comes_down(token.head)):
        return True
    if _is_caused_by_accident(match) or _is_unmeant(token):
        return True
    return not match.actors and _has_accident_beside(match, token)


def _is_unmeant(verb: Token) -> bool:
    """Tell "killed a patient by mistake"."""
    by = (noun for child in verb.children if child.lower_ == "by" for noun in child.children)
    return any(noun.lower_ in _UNMEANT for noun in by) or any(c.lower_ in _UNMEANT for c in verb.children)


def _comes_down(verb: Token) -> bool:
    """Tell a craft that fell: "the helicopter came down in fog"."""
    return verb.lemma_ == "come" and any(child.lower_ == "down" and child.dep_ in _DOWN for child in verb.children)


def _has_accident_beside(match: Match, harm: Token) -> bool:
    """Tell "were killed when a shaft collapsed" and "when a tram hit a lorry"."""
    clauses = (child for child in harm.children if child.dep_ == "advcl" and _is_occasion(child))
    return any(
        clause.lemma_ in ACCIDENTAL | _SLIPS or _bumps(match, clause) or _is_unmeant(clause) for clause in clauses
    )


def _is_occasion(clause: Token) -> bool:
    return any(child.lower_ in _OCCASIONS for child in clause.children if child.i < clause.i)


def _bumps(match: Match, clause: Token) -> bool:
    vehicles = match.predicate.frames.classes["vehicle"]
    drives = any(noun.lemma_.lower() in vehicles for noun in surface_subjects(clause))
    return drives and clause.lemma_ in _BUMPING


def _is_caused_by_accident(match: Match) -> bool:
    """Tell harm whose cause is named as no man's doing: "a stampede left six dead", "killed in a gas blast"."""
    token = match.predicate.token
    subjects = [] if match.predicate.is_noun else surface_subjects(token)
    attached = prepositions(token)
    # Who is said to have done harm in a flood did it all the same.
    beside = [] if match.actors else [noun for name in _CAUSES for noun in attached.get(name, ())]
    told_of = [token.head] if token.dep_ == "relcl" else []
    return any(_is_mishap(match, noun) for noun in (*subjects, *beside, *told_of))


def _is_mishap(match: Match, noun: Token) -> bool:
    word = noun.lemma_.lower()
    if word in _FIRES:
        return _is_of(noun, _BURSTING) or (word in {"fire", "blaze"} and _is_counted(noun))
    accidents = match.predicate.frames.classes["accident"]
    # "Typhoon Yagi" and "Tropical Storm Kalo" have names.
    return word in accidents or (noun.pos_ == "PROPN" and _is_of(noun, accidents))


def _is_of(noun: Token, words: Iterable[str]) -> bool:
    return any(child.lemma_.lower() in words for child in arguments.modifiers(noun))


def _is_counted(noun: Token) -> bool:
    """Tell "in a fire" from "came under fire" and "by Russian fire"."""
    return any(child.dep_ == "det" and child.lower_ in {"a", "the"} for child in noun.children)
