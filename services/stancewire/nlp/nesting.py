"""Acts of speech and the acts they speak of: "offered to hold talks" is one event, not two.

What is offered, asked, refused or threatened has not happened. It lends the outer event its mode and, where the
outer names nobody, its recipients; then it is dropped. PLOVER: a promise to give way is CONCEDE, a vow to harm is
THREATEN.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.deed_parts import (
    is_hit_by_protest,
    occasions,
    with_effects,
    with_means,
    with_named,
    with_purpose,
)
from stancewire.nlp.match import Match
from stancewire.nlp.prepositions import prepositions
from stancewire.nlp.speech_deeds import HARMFUL, is_refusal, outer_act
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EventType

# "Undertook not to arm the border" gives one's word; "promised not to free them" keeps something from them.
_BINDING: Final = frozenset({"undertake", "promise", "pledge", "guarantee", "agree", "commit", "undertaking"})
_VOWING: Final = _BINDING | {"vow", "swear"}
_CARRIERS: Final = ("for", "to", "of", "on", "against", "about", "from", "with", "at")


def absorb(matches: dict[int, Match]) -> dict[int, Match]:
    """Return the matches with inner ones drawn into the speech acts that govern them. Outermost first."""
    dropped: set[int] = set()
    result: dict[int, Match] = {}
    for index in sorted(matches, key=lambda i: (_depth(matches[i].predicate.token), i)):
        if index in dropped:
            continue
        match = _refused(with_named(matches[index], matches), matches)
        dropped |= match.consumed
        if _strikes(match) and is_hit_by_protest(match, matches):
            dropped.add(index)
            continue
        result[index], told = _with_parts(match, matches)
        dropped |= told
    return {i: m for i, m in sorted(result.items()) if i not in dropped}


def _refused(match: Match, matches: dict[int, Match]) -> Match:
    """Make a refusal of a vow not to do something, but for one that spares somebody harm or binds oneself."""
    if match.type is EventType.THREATEN and match.predicate.token.lemma_ in _VOWING and is_refusal(match):
        # "Promised not to raise taxes" threatens nobody.
        return replace(match, type=EventType.AGREE, mode=None, cameo="030")
    if "vow" not in match.flags or not is_refusal(match) or _spares(match, matches):
        return match
    if match.predicate.token.lemma_ in _BINDING and not _inside(match.predicate.token, matches):
        return match
    return replace(match, type=EventType.REJECT, mode=None, cameo="120", flags=match.flags - {"vow"})


def _strikes(match: Match) -> bool:
    """Tell a verb of attack, which no act of speech is."""
    return "speech" not in match.flags and match.type is EventType.ASSAULT and not match.predicate.is_noun


def _with_parts(match: Match, matches: dict[int, Match]) -> tuple[Match, set[int]]:
    """Return the match with what it draws in, and the triggers that then tell nothing of their own."""
    told: set[int] = set()
    if "speech" in match.flags:
        inner = [matches[i] for i in _inside(match.predicate.token, matches)]
        told |= {i for m in inner for i in _with_inner(m, matches)}
        match = outer_act(match, inner)
    elif _strikes(match):
        match, told = with_means(match, matches)
    match, effects = with_effects(match, matches)
    match, aims = with_purpose(match, matches)
    return match, told | effects | aims | occasions(match, matches)


def _spares(match: Match, matches: dict[int, Match]) -> bool:
    """Tell a promise to do no harm, which refuses nobody anything: "promised not to deport them"."""
    return any(matches[i].type in HARMFUL for i in _inside(match.predicate.token, matches))


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _inside(token: Token, matches: dict[int, Match]) -> list[int]:
    """Return the triggers that are themselves what is said: complement clauses and event nouns in object place."""
    heads = list(arguments.complements(token))
    heads += [
        noun for child in token.children if child.dep_ in {"dobj", "nsubjpass", "oprd"} for noun in conjuncts(child)
    ]
    attached = prepositions(token)
    heads += [noun for name in _CARRIERS for noun in attached.get(name, ())]
    found = {head.i for head in heads if head.i in matches}
    # "offered to hold talks": the light verb is no trigger, its noun is.
    for head in heads:
        if head.i not in matches and (head.pos_ in {"VERB", "AUX"} or head.pos_ == "NOUN"):
            found |= {t.i for t in _carried(head) if t.i in matches}
    return sorted(found)


def _carried(head: Token) -> list[Token]:
    carried = [noun for child in head.children if child.dep_ == "dobj" for noun in conjuncts(child)]
    attached = prepositions(head)
    carried += [noun for name in ("in", "for", "to", "of", "on") for noun in attached.get(name, ())]
    for clause in arguments.complements(head):
        carried += [clause, *(n for c in clause.children if c.dep_ == "dobj" for n in conjuncts(c))]
    return carried


def _with_inner(match: Match, matches: dict[int, Match]) -> set[int]:
    token = match.predicate.token
    return {token.i, *match.consumed, *(_inside(token, matches) if "speech" in match.flags else ())}
