"""Matches that tell parts of one deed: the attack that did harm, what a deed brought about, what it was for."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.match import Match
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EventType

_MEANS: Final = ("subj", "in", "during", "by", "with", "from")
_FOR: Final = ("for", "in", "during", "at")
_HARMING: Final = word_set("kill wound injure hurt maim damage destroy hit strike")
_BRINGING_ABOUT: Final = word_set("force halt stop disrupt close delay block cut suspend shut drive leave bring")


def with_named(match: Match, matches: dict[int, Match]) -> Match:
    """Give an act on an event that event's recipients: "lifted sanctions on Syria".

    Whom a deed that is asked for would touch is not the one who is asked.
    """
    if match.recipients or match.type is EventType.REQUEST:
        return match
    own = match.predicate.token.i
    named = [matches[i] for i in sorted(match.consumed - {own}) if i in matches]
    lent = [e for inner in named for e in inner.recipients if e not in match.actors]
    return replace(match, recipients=tuple(dict.fromkeys(lent))) if lent else match


def with_means(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a harm with the attack that did it: "the air strike killed ten", "ten were killed in an air strike".

    So is what a weapon did joined with its use: "a bomb planted by rebels killed ten".
    """
    slots = (match.predicate.slot(name) for name in _MEANS)
    own, means = match.predicate.token.i, [t for tokens in slots for t in tokens]
    means += [
        act for t in match.predicate.slot("subj") if _is_charge(match, t) for act in t.children if act.i != own
    ]
    told = {t.i for t in means if t.i in matches and matches[t.i].type is EventType.ASSAULT}
    for index in sorted(told):
        attack = matches[index]
        mode = match.mode or attack.mode
        match = replace(
            match,
            mode=mode,
            cameo=match.cameo if mode == match.mode else attack.cameo,
            actors=match.actors or attack.actors,
            recipients=match.recipients or attack.recipients,
        )
    return match, told


def _is_charge(match: Match, noun: Token) -> bool:
    """Tell what was laid before it did harm: "a bomb planted by rebels killed two"."""
    classes = match.predicate.frames.classes
    return noun.lemma_.lower() in classes["bomb"] | classes["attackword"]


def with_effects(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a deed with what it brought about: "fired at a crowd, wounding four"."""
    clauses = (c for c in match.predicate.token.children if c.dep_ == "advcl" and c.tag_ == "VBG")
    joined = (effect for clause in clauses for effect in conjuncts(clause))
    told = {effect.i for effect in joined if effect.i in matches and _is_effect(match, matches[effect.i])}
    for index in sorted(told):
        effect = matches[index]
        if effect.type is match.type and not match.recipients:
            match = replace(match, recipients=tuple(e for e in effect.recipients if e not in match.actors))
    return match, told


def _is_effect(cause: Match, effect: Match) -> bool:
    if cause.type is EventType.ASSAULT and effect.type is EventType.ASSAULT:
        return effect.predicate.token.lemma_ in _HARMING
    return effect.predicate.token.lemma_ in _BRINGING_ABOUT


def with_purpose(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Join a deed with one of its kind that it is done for: "marched to protest against the law"."""
    clauses = (child for child in match.predicate.token.children if child.dep_ in {"advcl", "xcomp"})
    aims = [c.i for c in clauses if c.i in matches and is_infinitive(c) and matches[c.i].type is match.type]
    lent = [e for index in aims for e in matches[index].recipients if e not in match.actors]
    if aims and not match.recipients:
        match = replace(match, recipients=tuple(dict.fromkeys(lent)))
    return match, set(aims)


def occasions(match: Match, matches: dict[int, Match]) -> set[int]:
    """Return the meeting that a meeting is for or in: "received her counterpart for talks" is one."""
    if match.type is not EventType.CONSULT:
        return set()
    nouns = (noun for name in _FOR for noun in match.predicate.slot(name))
    return {
        t.i
        for t in nouns
        if t.i in matches and matches[t.i].type is EventType.CONSULT and t.i != match.predicate.token.i
    }


def is_hit_by_protest(match: Match, matches: dict[int, Match]) -> bool:
    """Tell "the islands were hit by a strike of ferry crews": what hits is a protest, told by its own noun."""
    return any(
        token.i in matches and matches[token.i].type is EventType.PROTEST for token in match.predicate.slot("subj")
    )
