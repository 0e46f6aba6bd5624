"""A cue's arguments by its grammar: what it is about, which clause it takes, what it calls somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp import arguments
from stancewire.nlp.clause_ends import is_claim_told_before
from stancewire.nlp.coordination import conjuncts
from stancewire.nlp.cue_clauses import ANSWERING, clause_of
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cue_predicates import before, predicate_of, raised_subject
from stancewire.nlp.cues import Match
from stancewire.nlp.holder_places import DRAWING
from stancewire.nlp.propositions import noun_content
from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.voice import is_passive
from stancewire.nlp.word_sets import word_set

# Nobody sobs or smiles words that stand without marks.
_MUTE: Final = word_set("sob weep cry laugh smile sigh shrug grin chuckle nod scoff")
_SAYING: Final = word_set("say write put note argue explain observe report tweet tell describe remark point")

Arguments = tuple[tuple[Token, ...], Token | None, Token | None, bool]
"""Objects, the head of the clause, what somebody is called, and whether the clause encloses the cue."""


def arguments_of(match: Match) -> Arguments:
    """Return objects, complement, predicate, and whether the complement encloses the cue."""
    if match.cue.kind is Kind.VERB:
        return _of_verb(match)
    if match.cue.kind is Kind.NOUN:
        return _of_noun(match)
    return _of_word(match)


def _of_verb(match: Match) -> Arguments:
    anchor = match.anchor
    last = match.tokens[-1]
    inside = {token.i for token in match.tokens}
    complement = clause_of(match)
    if match.cue.act in {"delight", "upset"}:
        return tuple(subjects(anchor)), None, None, False
    if last.lower_ == "as":
        objects = _direct_objects(anchor) or _late_objects(last)
    elif last != anchor and last.pos_ in {"ADP", "PART", "SCONJ", "ADV"} and _governs(last):
        objects = [token for token in _governed(last) if token.ent_type_ not in {"DATE", "TIME"}]
    else:
        objects = _owners(last) if last != anchor else []
        objects = objects or _direct_objects(anchor)
    objects = [token for token in (_blamed(match, objects) or objects) if _is_object(token, inside)]
    if not objects and anchor.dep_ in {"relcl", "acl"} and is_claim_told_before(anchor.head):
        objects = [anchor.head]
    predicate = predicate_of(match) if match.cue.act == "evaluate" else None
    if predicate is not None:
        objects = [token for token in objects if token != predicate] or raised_subject(predicate)
        objects = objects or before(predicate)
    if complement is not None and complement.i < anchor.i and last.pos_ == "ADP" and objects:
        # "We do not want favours - we ask for justice": the clause before is another one.
        complement = None
    if complement is None and objects and objects[0].dep_ == "pcomp":
        complement, objects = objects[0], []
    aside = (anchor.dep_ == "parataxis" and anchor.lemma_ not in _MUTE) or _is_source_clause(anchor)
    beside = aside and match.cue.speech and anchor.head != anchor
    if complement is None and beside and match.cue.act not in ANSWERING:
        return tuple(objects), anchor.head, predicate, True
    return tuple(objects), complement, predicate, False


def _is_source_clause(verb: Token) -> bool:
    """Tell ", as the judge wrote" from ", as the crowd shouted", which tells when."""
    first = verb.left_edge
    marked = verb.dep_ == "advcl" and first.lower_ == "as" and first.head.i == verb.i
    if not marked or verb.lemma_ not in _SAYING or any(child.dep_ in {"dobj", "ccomp"} for child in verb.rights):
        return False
    return verb.i < verb.head.i or first.nbor(-1).text in {",", "”", '"'}


def _is_object(token: Token, inside: set[int]) -> bool:
    """Tell what the cue acts on from its own words, and from ", a charge that", which stands for all before it."""
    return token.i not in inside and not (
        is_claim_told_before(token) and any(token.rights) and token.dep_ == "dobj"
    )


def _blamed(match: Match, objects: list[Token]) -> list[Token]:
    """Return who is blamed where the parser hangs "on" on the harm: "blamed the shortage on Hungary"."""
    if match.cue.pattern != ("blame",):
        return []
    return [
        noun
        for harm in objects
        for child in harm.rights
        if child.dep_ == "prep" and child.lower_ == "on"
        for noun in _governed(child)
        if noun.ent_type_ not in {"DATE", "TIME"}
    ]


def _owners(noun: Token) -> list[Token]:
    """Return whom an idiom names as the owner of its noun: "came to Peru's defence", "sang her praises"."""
    if noun.pos_ != "NOUN":
        return []
    owners = [child for child in noun.lefts if child.dep_ == "poss" and child.tag_ != "PRP$"]
    owned = [child for child in noun.rights if child.dep_ == "prep" and child.lower_ == "of"]
    return owners or [token for of in owned for token in _governed(of)]


def _late_objects(preposition: Token) -> list[Token]:
    """Return the object that stands behind the judgement: dismissed as "fantasy" a report."""
    return [late for noun in _governed(preposition) for late in noun.rights if late.dep_ in {"appos", "dobj"}]


def _governs(preposition: Token) -> bool:
    return any(child.dep_ in {"pobj", "pcomp"} for child in preposition.children)


def _governed(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield from conjuncts(child) if child.dep_ == "pobj" else (child,)


def _direct_objects(verb: Token) -> list[Token]:
    raised = [token for token in arguments.objects(verb) if token.dep_ != "nsubj" or token.head == verb]
    if is_passive(verb) or any(child.dep_ == "dobj" for child in verb.children):
        given = [child for child in verb.rights if child.dep_ == "dative" and child.pos_ != "ADP"]
        return [*given, *arguments.objects(verb)]
    return [token for token in raised if token.dep_ != "nsubj"]


def _of_noun(match: Match) -> Arguments:
    noun = match.anchor
    content = noun_content(noun, ())
    if content is not None:
        return (), content, None, False
    if match.cue.act in {"supporter", "opponent"} and match.cue.pattern != ("champion",):
        sides = [
            c for c in noun.lefts if c.dep_ == "poss" or (c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN")
        ]
        if sides:
            return tuple(sides[:1]), None, None, False
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "enjoy", "command"} and _is_another_s(noun):
        # "Claire has my full confidence"
        return tuple(subjects(noun.head)), None, None, False
    drawn = noun.head if noun.dep_ == "dobj" else noun.head.head
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "enjoy", "win", "lose"} and _is_of_another(noun):
        # "the plan has the support of the Treasury"
        return tuple(subjects(noun.head)), None, None, False
    about = any(child.dep_ == "prep" and child.lower_ in {"about", "over", "against"} for child in noun.rights)
    if noun.dep_ in {"dobj", "conj"} and drawn.lemma_ in DRAWING and _is_drawn_from(noun) and not about:
        return tuple(subjects(drawn)), None, None, False
    given = _given(noun)
    if given:
        return tuple(given), None, None, False
    governed = [
        token
        for child in noun.rights
        if child.dep_ == "prep" and child.lower_ in match.cue.via
        for token in _governed(child)
    ]
    if not governed:
        governed = [
            token
            for child in noun.head.rights
            if noun.dep_ in {"dobj", "attr"} and child.i > noun.i and child.lower_ in match.cue.via
            for token in _governed(child)
        ]
    if governed and governed[0].dep_ == "pcomp":
        return (), governed[0], None, False
    return tuple(governed), None, None, False


def _given(noun: Token) -> list[Token]:
    """Return who or what is given the noun: "gave the plan a cautious welcome", "offered Kyiv its full support"."""
    giver = noun.head
    if noun.dep_ != "dobj" or giver.lemma_ not in {"give", "offer", "lend", "extend", "accord", "pledge"}:
        return []
    return [child for child in giver.rights if child.dep_ == "dative" and child.pos_ != "ADP" and child.i < noun.i]


def _is_another_s(noun: Token) -> bool:
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    return owner is not None and (owner.tag_ != "PRP$" or owner.lower_ in {"my", "our"})


def _is_of_another(noun: Token) -> bool:
    """Tell "has the backing of the unions" from "has the support of a plan in mind": who backs is an owner here."""
    definite = any(child.lower_ == "the" for child in noun.lefts)
    return definite and any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.rights)


def _is_drawn_from(noun: Token) -> bool:
    return any(child.lower_ == "from" for parent in (noun, noun.head) for child in parent.rights)


def _of_word(match: Match) -> Arguments:
    anchor, last = match.anchor, match.tokens[-1]
    if match.cue.pattern == ("according", "to"):
        head = anchor.head
        return (), head if head != anchor and _is_clause(head) else None, None, True
    if len(match.tokens) > 1 or match.cue.kind is Kind.PREPOSITION:
        governed = list(_governed(last))
        if match.cue.kind is Kind.PREPOSITION and len(match.tokens) == 1 and not _is_copular(anchor):
            return (), None, None, False
        if governed and governed[0].dep_ == "pcomp":
            return (), governed[0], None, False
        return tuple(governed), None, None, False
    clause = next((c for c in anchor.rights if c.dep_ in {"ccomp", "xcomp"} and c.pos_ in {"VERB", "AUX"}), None)
    return (), clause, None, False


def _is_clause(head: Token) -> bool:
    """Tell a verb, and "unconvinced" in "is unconvinced", from a noun."""
    return head.pos_ in {"VERB", "AUX"} or any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.lefts)


def _is_copular(preposition: Token) -> bool:
    """Tell "is for the plan" from "was at home for the winter", where the place is what is said."""
    head = preposition.head
    if preposition.dep_ != "prep" or head.lemma_ not in {"be", "remain", "stand"} or preposition.i < head.i:
        return False
    return not any(child.dep_ in {"prep", "attr", "acomp"} and child.i < preposition.i for child in head.rights)
