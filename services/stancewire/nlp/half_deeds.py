"""Deeds told by halves: questions that ask for nothing, wishes for oneself, blows of nobody, anybody's journeys."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.document import Entity
from stancewire.nlp.figurative import harms
from stancewire.nlp.match import Match
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventType, MentionForm

_ASKING: Final = frozenset({"ask", "inquire", "enquire"})
_OPEN: Final = frozenset({"what", "whether", "if", "how", "why", "who", "whom", "when", "where", "which"})
_STRUCK: Final = frozenset({"hit", "strike", "target"})
_ONESELF: Final = frozenset({"himself", "herself", "themselves", "itself", "myself"})
_HIT: Final = frozenset({"hospital", "police", "army"})
_GOING: Final = frozenset({"arrive", "return", "come", "go", "travel", "fly", "move", "be", "head"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp"})
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_SEEING: Final = word_set(
    "applaud assail blast brand cast celebrate characterise characterize condemn consider construe criticise "
    "criticize decry defend denounce depict deride describe dismiss frame hail interpret justify mock paint "
    "perceive portray praise present read regard represent see slam tout treat understand view"
)


def is_half_told(match: Match) -> bool:
    """Tell what has the words of a deed but not the other half that would make it one."""
    return (
        _is_question(match)
        or _is_naming(match)
        or _is_use_of_thing(match)
        or _is_own_wish(match)
        or _is_blow_of_nobody(match)
        or _is_done_to_oneself(match)
        or _is_help_of_thing(match)
        or _is_journey_of_anybody(match)
        or _is_idea_of_somebody(match)
        or _is_description(match)
    )


def _clause(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in _CLAUSES), None)


def _is_question(match: Match) -> bool:
    """Tell "asked the minister what he would do" from "asked the minister to resign"."""
    verb = match.predicate.token
    if match.type is not EventType.REQUEST or verb.lemma_ not in _ASKING:
        return False
    clause = _clause(verb) or next((c for c in verb.rights if c.dep_ == "advcl"), None)
    if clause is None:
        return any(noun.lemma_ == "question" for noun in match.predicate.slot("obj"))
    return any(word.lower_ in _OPEN for child in clause.lefts for word in (child, *child.lefts))


def _is_naming(match: Match) -> bool:
    """Tell "in response to what it called attacks", which only gives a thing its name, from an accusation."""
    verb = match.predicate.token
    named = any(child.dep_ == "dobj" and child.lower_ == "what" for child in verb.lefts)
    return named and verb.dep_ == "pcomp" and match.type is EventType.ACCUSE


def _is_use_of_thing(match: Match) -> bool:
    """Tell "a line used to deliver aid", which says what a thing is for; a gun used to kill has killed."""
    use = match.predicate.token.head
    of_thing = use.lemma_ == "use" and use.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in use.children)
    return of_thing and match.predicate.token.dep_ == "xcomp" and match.type is not EventType.ASSAULT


def _is_own_wish(match: Match) -> bool:
    """Tell "the minister wants to know" from "the minister wants Chad to pay"."""
    verb = match.predicate.token
    if match.type is not EventType.REQUEST or verb.lemma_ not in {"want", "wish"}:
        return False
    clause = _clause(verb)
    own = clause is not None and clause.dep_ == "xcomp" and not any(c.dep_ in _SUBJECT for c in clause.children)
    return own and not any(child.dep_ == "dobj" for child in verb.children)


def _is_blow_of_nobody(match: Match) -> bool:
    """Tell "hospitals were hit" by a strike or a storm from "hospitals were hit by a shell"."""
    if match.type is not EventType.ASSAULT or match.mode is not None or match.actors or match.predicate.is_noun:
        return False
    struck = match.predicate.token.lemma_ in _STRUCK and not match.predicate.slot("subj")
    around, frames = match.predicate.around, match.predicate.frames
    return struck and not harms(around - _HIT, frames) and around.isdisjoint(frames.classes["attackword"])


def _is_done_to_oneself(match: Match) -> bool:
    """Tell "hanged himself" and "denied himself a drink" from deeds; who blows himself up hits others."""
    verb = match.predicate.token
    hit = match.type in {EventType.ASSAULT, EventType.REJECT} and any(
        child.dep_ in {"dobj", "dative"} and child.lower_ in _ONESELF for child in verb.children
    )
    return hit and verb.lemma_ not in {"blow", "detonate", "explode"}


def _is_help_of_thing(match: Match) -> bool:
    """Tell a law that "helped the young" from somebody who did."""
    if match.type is not EventType.AID or match.predicate.token.lemma_ != "help":
        return False
    document = match.predicate.document
    doers = match.predicate.slot("subj")
    return bool(doers) and all(t.pos_ == "NOUN" and document.entity_of(t) is None for t in doers)


def _is_journey_of_anybody(match: Match) -> bool:
    """Tell a traveller of whom no office is known from a minister who visits."""
    if match.mode != "visit" or match.predicate.is_noun or match.predicate.token.lemma_ not in _GOING:
        return False
    alone = not (match.predicate.slot("for") or match.predicate.slot("with") or match.predicate.slot("inf"))
    return alone and bool(match.actors) and all(map(_is_anybody, match.actors))


def _is_anybody(entity: Entity) -> bool:
    """Tell "Thomas Duncan", of whom nothing else is told, from a surname that anybody knows."""
    full = " " in entity.name and any(mention.form is MentionForm.NAME for mention in entity.mentions)
    return full and entity.type is EntityType.PERSON and entity.sector is None and entity.country is None


def _is_idea_of_somebody(match: Match) -> bool:
    """Tell "the cuts proposed by the government", which says which cuts, from a proposal made."""
    token = match.predicate.token
    return token.lemma_ == "propose" and token.dep_ == "acl" and match.type is not EventType.ASSAULT


def _is_description(match: Match) -> bool:
    """Tell "hailed the vote as ending a war", which says how a thing is seen, from "was quoted as accusing"."""
    token = match.predicate.token
    if token.dep_ != "pcomp" or token.head.lower_ != "as":
        return False
    # The parser hangs "as" on the verb or on its object.
    above = token.head.head
    return above.lemma_ in _SEEING or (above.dep_ == "dobj" and above.head.lemma_ in _SEEING)
