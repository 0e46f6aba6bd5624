"""Whose words or stand a cue gives: the one found by its grammatical place, as an entity of the document."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document
from stancewire.nlp.holder_places import holder_tokens
from stancewire.nlp.parties import Party, Speakers, resolve
from stancewire.nlp.sources import kind_of, source
from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import EntityType

_THIRD: Final = frozenset({"it", "they", "he", "she"})
_COUNTS: Final = word_set(
    "percent % cent majority minority number half third quarter thousand thousands hundred hundreds dozen dozens "
    "million millions handful couple group lot lots share proportion scores tens crowd"
)
_SIDING: Final = frozenset({"support", "oppose", "end", "want", "act_for", "act_against", "plan"})
SPOKEN_FOR: Final = word_set(
    "administration agency army association body cabinet camp club coalition committee company council country "
    "delegation federation forces government group member ministry movement nation office organisation "
    "organization party people side state supporter team tribe union"
)
_TELLING_WHICH: Final = frozenset({"det", "poss", "amod", "compound", "nummod"})
_CERTAINTY_OF_SURNAME: Final = 0.9
_CERTAINTY_OF_SOURCE: Final = 0.8


def holders(document: Document, match: Match, cues: Cues, speakers: Speakers) -> list[Party]:
    """Return who holds what the cue carries, in order of the text; empty where the text does not tell."""
    tokens = holder_tokens(document, match, cues)
    found: list[Party] = []
    for token in tokens:
        party = _spoken_for(document, token, speakers) or resolve(document, token, speakers)
        party = party or _by_surname(document, token)
        if party is None and _may_be_nameless(match, token) and not _merely_bears(match, token):
            party = party_of_source(document, token)
        if party is not None and match.cue.kind is Kind.NOUN and _is_of_another(document, match.anchor, party):
            continue
        party = party or _speaker_of(document, token, cues, speakers) or _owner(document, token, speakers)
        if party and all(party.entity is not other.entity for other in found):
            found.append(party)
    return found


def _may_be_nameless(match: Match, token: Token) -> bool:
    """Tell "according to a report" and all verbs from "according to plan" and "for residents"."""
    if match.cue.kind is not Kind.PREPOSITION:
        return True
    told = token.tag_ == "NNS" or any(child.dep_ in _TELLING_WHICH for child in token.lefts)
    return told and match.cue.pattern == ("according", "to")


def _is_of_another(document: Document, noun: Token, party: Party) -> bool:
    """Tell "criticised Moss over his plan": what somebody is judged for is his own, not that of who judges him."""
    preposition, verb = noun.head, noun.head.head
    judged = noun.dep_ == "pobj" and preposition.lower_ in {"for", "over", "about"} and verb.pos_ == "VERB"
    if party.token.tag_ != "PRP$" or not judged or party.token.lower_ in {"my", "our"}:
        return False
    ours = (resolve(document, subject, {}) for subject in subjects(verb))
    return bool(objects(verb) or _aimed_at(verb)) and any(o is not None and o.entity is party.entity for o in ours)


def _aimed_at(verb: Token) -> list[Token]:
    return [
        child for child in verb.rights if child.dep_ == "prep" and child.lower_ in {"at", "on", "with", "against"}
    ]


def _merely_bears(match: Match, token: Token) -> bool:
    """Tell "columns support the roof": a text may say and judge, it does not side with anybody."""
    return match.cue.act in _SIDING and kind_of(token) == "document"


def _by_surname(document: Document, token: Token) -> Party | None:
    """Return the only person of that surname, where the tagger took the name for a common noun."""
    if not token.is_title or token.dep_ not in {"nsubj", "nsubjpass"} or token.is_sent_start:
        return None
    named = [e for e in document.entities if e.type is EntityType.PERSON and e.name.endswith(f" {token.text}")]
    return Party(named[0], token, _CERTAINTY_OF_SURNAME) if len(named) == 1 else None


def _speaker_of(document: Document, token: Token, cues: Cues, speakers: Speakers) -> Party | None:
    """Let "it" in "Syria said it was ready" mean the one who says so, where nothing else is known of it."""
    clause = token.head
    if token.lower_ not in _THIRD or token.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
        return None
    if clause.head.i > clause.i or not any(match.cue.speech for match in cues.matches(clause.head)):
        return None
    for subject in subjects(clause.head):
        party = resolve(document, subject, speakers) or party_of_source(document, subject)
        if party:
            return Party(party.entity, token, party.certainty * 0.9)
    return None


def _spoken_for(document: Document, token: Token, speakers: Speakers) -> Party | None:
    """Let "my government" and "our people" mean the one who speaks in quoted words."""
    own = any(child.dep_ == "poss" and child.lower_ in {"my", "our"} for child in token.lefts)
    return _owner(document, token, speakers) if own and token.i in speakers else None


def _owner(document: Document, token: Token, speakers: Speakers) -> Party | None:
    """Let "his country" and "our union" mean the one who speaks for them, where nothing else is known of them."""
    owner = next((child for child in token.lefts if child.dep_ == "poss" and child.tag_ == "PRP$"), None)
    if owner is None or token.lemma_.lower() not in SPOKEN_FOR:
        return None
    party = resolve(document, owner, speakers)
    return Party(party.entity, token, party.certainty * _CERTAINTY_OF_SOURCE) if party else None


def party_of_source(document: Document, token: Token) -> Party | None:
    """Return the speaker who has no name; of "half of residents" the residents speak."""
    counted = [noun for of in token.children if of.lower_ == "of" for noun in of.children if noun.dep_ == "pobj"]
    for noun in [*counted, token] if token.lemma_.lower() in _COUNTS else [token]:
        party = resolve(document, noun, {})
        found = party.entity if party else source(document, noun)
        if found:
            return Party(found, token, _CERTAINTY_OF_SOURCE)
    return None
