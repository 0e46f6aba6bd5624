"""Cues that say nothing of where anybody stands: questions, duties, what is contested, deeds not done."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.attribution import Attribution
from stancewire.nlp.authors import DOCUMENTS
from stancewire.nlp.cue_clauses import names_source
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.evaluations import SOMEBODY, EvaluationWords
from stancewire.nlp.modality import status_of
from stancewire.nlp.operators import (
    is_condition,
    is_duty,
    is_future,
    is_negated,
    is_possible,
    is_unrealised,
)
from stancewire.nlp.testimony import Testimony
from stancewire.nlp.tree import Token
from stancewire.nlp.unvouched import asks, is_contested
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType, EventStatus, MentionForm, Sector

ACTS: Final = frozenset({"act_against", "act_for"})
_ASKING: Final = frozenset({"urge", "demand"})
_QUESTIONS: Final = frozenset({"WP", "WRB", "WDT", "WP$"})
_MERE_SPEECH: Final = frozenset({"say", "reveal", "think"})
# "Asked the witness to repeat her answer" wants to hear something.
_ANSWERING: Final = word_set("answer clarify confirm describe elaborate explain recall recount repeat specify tell")
_STANDING: Final = word_set(
    "right independence sovereignty authority government state statehood legitimacy claim marriage union genocide "
    "annexation occupation vote election outcome referendum ruling verdict decision court jurisdiction "
    "republic border result victory passport need importance effort service sacrifice contribution achievement"
)
_UNDONE: Final = frozenset({"before", "without", "than", "of"})
_RECEIVING: Final = frozenset({"at", "in", "outside", "aboard"})
_UNREAL: Final = frozenset({EventStatus.NEGATED, EventStatus.HYPOTHETICAL, EventStatus.FUTURE})
_INQUIRING: Final = frozenset({Sector.POLICE, Sector.JUDICIARY, Sector.SPY})
_INTERROGATING: Final = frozenset({"about", "over"})


def is_void(testimony: Testimony, one: Attribution, words: EvaluationWords) -> bool:
    """Tell whether the cue carries no stand of its holder."""
    anchor, cue = one.match.anchor, one.match.cue
    if asks(anchor) or is_duty(anchor) or is_contested(anchor, testimony.cues) or is_condition(anchor):
        return True
    if anchor.lemma_ == "stand" and anchor.tag_ == "VBG":
        # "was standing with other men" tells where somebody stood.
        return True
    if cue.act in _ASKING and one.complement is not None and _is_question(one.complement):
        # "asked why they left" wants to know it, and wants nothing done.
        return True
    if cue.act in _ASKING and one.complement is not None and _is_for_words(one, one.complement):
        return True
    if cue.pattern in {("welcome",), ("question",)} and _is_of_persons(testimony, one):
        return True
    if cue.pattern == ("condemn",) and any(child.lower_ == "to" for child in anchor.rights):
        # "condemned them to poverty", "to death" tells what befell them.
        return True
    if cue.act == "want" and (_wants_to_be(one) or (cue.pattern == ("want",) and is_possible(anchor))):
        # "may want to think again" advises.
        return True
    if cue.pattern == ("recognise",) and not _is_of_standing(testimony, one):
        return True
    if cue.pattern in {("disagree",), ("differ",)} and _is_between_us(anchor):
        return True
    if cue.act in {"opponent", "supporter"} and _is_ours(anchor):
        # "Turkey is not our enemy" is the speaker's word on Turkey, not Turkey's on him.
        return True
    if cue.act == "end" or (cue.act in ACTS and _is_no_deed(testimony, one, words)):
        return True
    if cue.kind is Kind.VERB and is_unrealised(anchor):
        return True
    if anchor.dep_ == "relcl" and anchor.head.dep_ in {"attr", "oprd"} and anchor.head.lemma_ in SOMEBODY:
        # "A man who fights for us" is the word of whoever calls him so.
        return True
    if _is_passed_over(anchor) or _is_within_name(testimony, anchor):
        return True
    if cue.act == "want" and anchor.dep_ == "acl" and anchor.head.lemma_ not in DOCUMENTS:
        # "people seeking asylum" names them and tells no stand.
        return True
    return cue.kind is Kind.NOUN and cue.act in _MERE_SPEECH


def _is_of_standing(testimony: Testimony, one: Attribution) -> bool:
    """Tell "recognised Palestine" and "its right to exist" from "recognised the problem"."""
    return any(testimony.party(token) is not None or token.lemma_ in _STANDING for token in one.objects)


def _is_between_us(verb: Token) -> bool:
    """Tell "an issue on which we disagree", which tells two views and takes none."""
    return any(child.dep_ == "nsubj" and child.lower_ == "we" for child in verb.lefts)


def _is_passed_over(gerund: Token) -> bool:
    """Tell "before approving a project" and "without backing it": nobody has done so."""
    preposition = gerund.head
    return gerund.dep_ == "pcomp" and gerund.tag_ == "VBG" and preposition.lower_ in _UNDONE


def _is_within_name(testimony: Testimony, anchor: Token) -> bool:
    """Tell the word of a name: "Defenders of Wildlife"."""
    if not anchor.is_title or anchor.pos_ not in {"NOUN", "PROPN"}:
        return False
    entity = testimony.document.entity_covering(anchor)
    names = (m for m in entity.mentions if m.form is MentionForm.NAME) if entity is not None else ()
    return any(m.start <= anchor.idx and m.end > anchor.idx + len(anchor) for m in names)


def _wants_to_be(one: Attribution) -> bool:
    """Tell "I do not want to be a burden", which stands against nothing."""
    clause = one.complement
    if clause is None or clause.lemma_ != "be" or not is_negated(one.match.anchor):
        return False
    return not any(child.dep_ in {"nsubj", "expl"} for child in clause.lefts)


def _is_ours(noun: Token) -> bool:
    return noun.dep_ == "attr" and any(child.lower_ in {"our", "my"} for child in noun.lefts)


def _is_question(clause: Token) -> bool:
    if any(child.tag_ in _QUESTIONS and child.lower_ != "that" for child in clause.lefts):
        return True
    if any(child.dep_ == "mark" and child.lower_ in {"if", "whether"} for child in clause.lefts):
        return True
    words = (token for token in clause.doc[clause.left_edge.i : clause.i + 1] if not token.is_punct)
    first = next(words, clause)
    if first.tag_ in _QUESTIONS and first.lower_ != "that" and clause.i < first.sent[-1].i:
        # "How many people were on board": the word that asks may stand inside the subject.
        return True
    end = clause.right_edge.i + 1
    return clause.doc[end - 1].text == "?" or (end < len(clause.doc) and clause.doc[end].text == "?")


def _is_for_words(one: Attribution, clause: Token) -> bool:
    """Tell what a source asks about his name, and what somebody is asked to tell, from what is to be done."""
    if names_source(clause):
        return True
    return one.match.cue.pattern == ("ask",) and bool(one.objects) and clause.lemma_ in _ANSWERING


def _is_of_persons(testimony: Testimony, one: Attribution) -> bool:
    """Tell "was welcomed at the airport" and "questioned two men about the fire", which judge nobody."""
    anchor = one.match.anchor
    met = [party for token in one.objects if (party := testimony.party(token)) is not None]
    persons = {EntityType.PERSON} if one.match.cue.act == "welcome" else {EntityType.PERSON, EntityType.POPULATION}
    if not met or any(party.entity.type not in persons for party in met):
        return False
    if one.match.cue.act != "welcome" and any(holder.entity.sector in _INQUIRING for holder in one.holders):
        # Police who question somebody want to know.
        return True
    prepositions = _RECEIVING if one.match.cue.act == "welcome" else _INTERROGATING
    near = (*anchor.rights, *(child for token in one.objects for child in token.rights))
    return any(child.dep_ == "prep" and child.lower_ in prepositions for child in near)


def _is_no_deed(testimony: Testimony, one: Attribution, words: EvaluationWords) -> bool:
    anchor = one.match.anchor
    if is_negated(anchor) or is_future(anchor) or is_possible(anchor):
        return True
    if one.match.cue.kind is Kind.NOUN and status_of(anchor) in _UNREAL:
        # "A Russian attack on Estonia would start a war" is no stand of Russia's.
        return True
    return _is_reason(anchor, testimony) or _is_another_voice(testimony, one, words)


def _is_reason(anchor: Token, testimony: Testimony) -> bool:
    """Tell the deed that somebody is praised or blamed for: "praised Turkey for sheltering them"."""
    preposition = anchor.head
    if anchor.dep_ != "pcomp" or preposition.lower_ not in {"for", "over", "of"}:
        return False
    return preposition.head.i in testimony.by_anchor or preposition.head.head.i in testimony.by_anchor


def _is_another_voice(testimony: Testimony, one: Attribution, words: EvaluationWords) -> bool:
    """Tell "The government has betrayed us": a judgement of whoever says so, no deed of the government."""
    quote = testimony.quote(one)
    if quote is None:
        return False
    victims = [party.entity for token in one.objects if (party := testimony.party(token)) is not None]
    claimed = quote.rule == "v.claim" or any(entity is quote.holder for entity in victims)
    return claimed or words.of(one.match.anchor) is not None
