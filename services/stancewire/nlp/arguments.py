"""Who stands where around a predicate: deep subjects, objects and prepositions out of the surface parse.

Passives, participles, relative clauses, control verbs and shared subjects are undone here, so that frames speak of
"subj" and "obj" only. Nothing here knows events or entities.
"""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attachments import NOMINAL, RELATIVE, SUBJECT, VERBAL, is_mistaken_for_content
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.prepositions import AWAY
from stancewire.nlp.subjects import surface_subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_infinitive, is_passive
from stancewire.nlp.word_sets import word_set

_GIVING: Final = word_set(
    "award bring deliver deny donate extend fly gift give grant hand issue leave lend loan offer owe pass pay "
    "sell send ship supply throw toss wire"
)


def objects(verb: Token) -> list[Token]:
    """Return who or what undergoes it."""
    if is_passive(verb):
        # "were granted asylum": the surface subject receives, the object is given.
        given = [noun for child in verb.children if child.dep_ == "dobj" for noun in conjuncts(child)]
        return given or surface_subjects(verb)
    if gift := _two_objects(verb):
        return conjuncts(gift[1])
    own = [noun for child in verb.children if child.dep_ == "dobj" for noun in conjuncts(child)]
    if own and not is_mistaken_for_content(verb):
        return [_antecedent(noun, verb) for noun in own]
    return _raised_objects(verb) or _objects_outside(verb)


def _objects_outside(verb: Token) -> list[Token]:
    """Return the noun on which a relative clause hangs, else what the next of joined verbs has for its object."""
    has_own_subject = any(child.dep_ in SUBJECT and child.tag_ not in RELATIVE for child in verb.children)
    if has_own_subject and (verb.dep_ == "relcl" or is_mistaken_for_content(verb)):
        takes_clause = any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
        return [] if takes_clause else [verb.head]
    return _shared_objects(verb)


def receivers(verb: Token) -> list[Token]:
    """Return to whom something is given: "lent Kenya money", "was lent money"."""
    if is_passive(verb) and any(child.dep_ == "dobj" for child in verb.children):
        return surface_subjects(verb)
    own = [noun for child in verb.children if child.dep_ == "dative" for noun in conjuncts(child)]
    if not own and (gift := _two_objects(verb)):
        return conjuncts(gift[0])
    return own or _swallowed_receivers(verb)


def modifiers(noun: Token) -> list[Token]:
    """Return the words that stand before a noun and narrow it: "Saudi", "Iranian" of "Saudi-Iranian talks"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod", "npadvmod", "nummod"} and child.i < noun.i:
            found += [*modifiers(child), child]
            found += [other for other in conjuncts(child)[1:] if other.i < noun.i]
    return found


def complements(verb: Token) -> list[Token]:
    """Return the heads of clauses that complete the predicate: infinitives, that-clauses, "of doing"."""
    found = [child for child in verb.children if child.dep_ in {"xcomp", "ccomp"}]
    if verb.pos_ not in VERBAL:
        found += [
            child for child in verb.children if child.dep_ in {"acl", "advcl", "relcl"} and is_infinitive(child)
        ]
    if not found:
        found = [child for child in verb.children if child.dep_ == "advcl" and is_infinitive(child)]
    for child in verb.children:
        if child.dep_ in {"prep", "agent"}:
            found += [grand for grand in child.children if grand.dep_ == "pcomp"]
    return [joined for clause in found for joined in conjuncts(clause)]


def _two_objects(verb: Token) -> tuple[Token, Token] | None:
    """Return receiver and gift where the parser made both of them objects: "sent Ukraine its first tanks".

    A time is no gift, but for one in which to do something: "gave the rebels two days to surrender".
    """
    if verb.lemma_ not in _GIVING:
        return None
    nouns = [child for child in verb.rights if child.pos_ in NOMINAL]
    first, second = (*nouns[:2], None, None)[:2]
    if first is None or second is None or first.dep_ not in {"dobj", "dative"} or not _adjoin(first, second):
        return None
    timed = second.ent_type_ in {"DATE", "TIME"} and not any(map(is_infinitive, second.rights))
    is_gift = second.dep_ in {"dobj", "npadvmod"} and not timed
    return (first, second) if is_gift else None


def _adjoin(first: Token, second: Token) -> bool:
    """Tell whether nothing stands between but "back" or the like: "gave Spain back 30 migrants"."""
    between = first.doc[first.right_edge.i + 1 : second.left_edge.i]
    return second.i > first.i and all(token.lower_ in AWAY for token in between)


def _swallowed_receivers(verb: Token) -> list[Token]:
    """Return the name that the parser took into the gift: "handed Ukraine 16 vehicles"."""
    return [
        noun
        for gift in verb.children
        if gift.dep_ == "dobj"
        for noun in gift.lefts
        if noun.dep_ in {"nmod", "compound", "poss"}
        and noun.pos_ == "PROPN"
        and any(other.dep_ in {"nummod", "det", "quantmod"} and other.i > noun.i for other in gift.lefts)
    ]


def _antecedent(noun: Token, verb: Token) -> Token:
    return verb.head if noun.tag_ in RELATIVE and verb.dep_ == "relcl" else noun


def _raised_objects(verb: Token) -> list[Token]:
    """Return the one spoken of: "urged Iran to stop", "found him guilty" make it the small clause's subject."""
    return [
        noun
        for child in verb.children
        if child.dep_ in {"ccomp", "xcomp"} and (child.pos_ == "ADJ" or is_infinitive(child))
        for grand in child.children
        if grand.dep_ == "nsubj"
        for noun in conjuncts(grand)
    ]


def _shared_objects(verb: Token) -> list[Token]:
    joined = [child for child in verb.rights if child.dep_ == "conj" and child.pos_ in VERBAL]
    others = [child for child in verb.rights if child.dep_ not in {"conj", "cc", "advmod"}]
    if not joined or others or is_passive(joined[0]):
        return []
    return [noun for child in joined[0].children if child.dep_ == "dobj" for noun in conjuncts(child)]
