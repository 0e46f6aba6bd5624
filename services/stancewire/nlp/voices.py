"""Whose words or stand a cue gives: the one found by its grammatical place, as an entity of the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from stancewire.nlp.arguments import conjuncts, objects, passive_agents, subjects, surface_subjects
from stancewire.nlp.authors import DOCUMENTS, authors
from stancewire.nlp.cues import Cues, Kind, Match
from stancewire.nlp.document import Document, Entity, Mention
from stancewire.nlp.resumption import resumed
from stancewire.nlp.sources import source
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import MentionForm

FIRST_PERSON: Final = frozenset({"i", "we", "me", "us", "myself", "ourselves"})
_THIRD: Final = frozenset({"it", "they", "he", "she"})
GENERIC: Final = frozenset({"anyone", "anybody", "nobody", "everyone", "everybody", "none"})
_NOT_HOLDERS: Final = frozenset({"you", "one", "there", "what", "which", "this", "that", "these", "those"})
_LIGHT_VERBS: Final = word_set(
    "accept add amplify announce back begin carry confirm convey continue declare deliver demonstrate "
    "drop escalate express feel file give harbour harbor have hold issue keep launch lead lend levy lodge "
    "make maintain mount offer order pay pledge pursue raise reaffirm register reiterate renew repeat "
    "restate run send show signal slap stage stand state step support threaten unleash voice wage impose "
    "conduct authorise authorize intensify spearhead put lay place pin withdraw end drop lose heap pour"
)
# "drew criticism from": the subject is what is criticised.
DRAWING: Final = word_set("attract draw earn face get meet prompt provoke receive spark win garner elicit invite")
_QUANTIFIERS: Final = frozenset(
    {"some", "many", "most", "several", "both", "few", "all", "each", "dozens", "one", "members"}
)
_COUNTS: Final = word_set(
    "percent % cent majority minority number half third quarter thousand thousands hundred hundreds dozen dozens "
    "million millions handful couple group lot lots share proportion scores tens crowd"
)
_CERTAINTY_OF_SOURCE: Final = 0.8
_CERTAINTY_OF_FORM: Final = {MentionForm.NAME: 1.0, MentionForm.NOMINAL: 0.9, MentionForm.PRONOUN: 0.85}


def is_first_person(token: Token) -> bool:
    """Tell "us" from "US"."""
    return token.lower_ in FIRST_PERSON and token.pos_ == "PRON"


@dataclass(frozen=True, slots=True)
class Party:
    """An entity at its place in the sentence; `certainty` is 0 to 1, lower for nominals, pronouns and detours."""

    entity: Entity
    token: Token
    certainty: float


Speakers = dict[int, Entity]
"""For each token index inside a direct quote, who speaks there."""


def holders(document: Document, match: Match, cues: Cues, speakers: Speakers) -> list[Party]:
    """Return who holds what the cue carries, in order of the text; empty where the text does not tell."""
    tokens = holder_tokens(document, match, cues)
    found: list[Party] = []
    for token in tokens:
        party = resolve(document, token, speakers)
        if party is None and match.cue.kind is not Kind.PREPOSITION:
            party = _nameless(document, token)
        party = party or _speaker_of(document, token, cues, speakers)
        if party and all(party.entity is not other.entity for other in found):
            found.append(party)
    return found


def _speaker_of(document: Document, token: Token, cues: Cues, speakers: Speakers) -> Party | None:
    """Let "it" in "Syria said it was ready" mean the one who says so, where nothing else is known of it."""
    clause = token.head
    if token.lower_ not in _THIRD or token.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
        return None
    if clause.head.i > clause.i or not any(match.cue.speech for match in cues.matches(clause.head)):
        return None
    for subject in subjects(clause.head):
        party = resolve(document, subject, speakers) or _nameless(document, subject)
        if party:
            return Party(party.entity, token, party.certainty * 0.9)
    return None


def _nameless(document: Document, token: Token) -> Party | None:
    """Return the speaker who has no name; of "half of residents" the residents speak."""
    counted = [noun for of in token.children if of.lower_ == "of" for noun in of.children if noun.dep_ == "pobj"]
    for noun in [*counted, token] if token.lemma_.lower() in _COUNTS else [token]:
        party = resolve(document, noun, {})
        found = party.entity if party else source(document, noun)
        if found:
            return Party(found, token, _CERTAINTY_OF_SOURCE)
    return None


def holder_tokens(document: Document, match: Match, cues: Cues) -> list[Token]:
    """Return the tokens that stand in the holder's place."""
    anchor = match.anchor
    if match.cue.kind is Kind.VERB:
        return _of_verb(document, match, cues)
    if match.cue.act in {"supporter", "opponent"}:
        return _of_partisan(anchor)
    if match.cue.kind is Kind.NOUN:
        return _of_noun(anchor)
    if match.cue.kind is Kind.ADJECTIVE:
        return _of_predicate(anchor)
    if match.cue.pattern == ("according", "to"):
        return [noun for child in match.tokens[-1].children if child.dep_ == "pobj" for noun in conjuncts(child)]
    return _of_predicate(anchor)


def _of_verb(document: Document, match: Match, cues: Cues) -> list[Token]:
    verb = match.anchor
    if match.cue.act in {"say", "reveal"} and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return subjects(_outer_speaker(verb, cues))
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        # "quoted the minister as saying": the one quoted says it.
        quoted = [child for child in verb.head.head.children if child.dep_ == "dobj"]
        if quoted:
            return conjuncts(quoted[0])
    if match.cue.act in {"delight", "upset"}:
        # "The ruling angered Beijing": who feels it stands in the object's place.
        return objects(verb)
    again = resumed(verb, document, cues)
    return subjects(again if again is not None else verb)


def _outer_speaker(participle: Token, cues: Cues) -> Token:
    """Return the verb whose subject goes on speaking: "A said B had left, adding that" is A's, not B's."""
    verb = participle.head
    climbed = verb
    for _ in range(6):
        if climbed.dep_ not in {"ccomp", "conj", "xcomp", "advcl", "acl", "relcl"} or climbed.head.pos_ != "VERB":
            break
        if climbed.dep_ == "ccomp" and any(m.cue.speech for m in cues.matches(climbed.head)):
            verb = climbed.head
        climbed = climbed.head
    return verb


def _of_partisan(noun: Token) -> list[Token]:
    """Return who is called a supporter or an opponent: a name beside the noun, its subject, or the noun itself."""
    if noun.dep_ in {"appos", "compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        return [noun.head]
    if noun.dep_ in {"attr", "oprd"} or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        governor = noun.head.head if noun.dep_ == "pobj" else noun.head
        return surface_subjects(governor) if governor.pos_ in {"VERB", "AUX"} else [noun]
    # "beat his opponents" says who ran, not where they stand.
    return [] if any(child.tag_ == "PRP$" for child in noun.lefts) else [noun]


def _of_noun(noun: Token) -> list[Token]:
    owners = [child for child in noun.children if child.dep_ == "poss" and child.tag_ != "WP$"]
    owners += [
        grand
        for child in noun.children
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}
        for grand in child.children
        if grand.dep_ == "pobj"
    ]
    owners += [
        child for child in noun.children if child.dep_ in {"compound", "nmod", "amod"} and child.text[:1].isupper()
    ]
    governor = noun.head
    if not owners and noun.dep_ == "dobj" and governor.lemma_ in DRAWING:
        # "won praise from the mayor": parsers hang the mayor on the verb.
        owners = [g for c in governor.rights if c.lower_ == "from" for g in c.children if g.dep_ == "pobj"]
    carried = noun.dep_ in {"dobj", "attr"} and governor.lemma_ in _LIGHT_VERBS
    own = carried and bool(owners) and owners[0].tag_ == "PRP$" and owners[0].lower_ not in {"my", "our"}
    if owners and not own:
        return [token for owner in owners[:1] for token in conjuncts(owner)]
    if noun.dep_ == "pobj" and governor.lower_ in {"in", "out"} and governor.head.pos_ == "VERB":
        # "walked out in protest against": those who walked protest.
        return subjects(governor.head)
    if carried:
        return subjects(governor)
    if noun.dep_ == "nsubjpass" and governor.lemma_ in _LIGHT_VERBS:
        return passive_agents(governor)
    return []


def _of_predicate(word: Token) -> list[Token]:
    """Return the subject of "is critical of", or the noun that "critical of" follows."""
    head = word.head
    if word.dep_ in {"acomp", "attr", "prep", "oprd", "advmod", "xcomp"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head)
    if word.dep_ == "conj" and head.pos_ == "ADJ":
        return _of_predicate(head)
    if word.dep_ in {"amod", "appos", "acl", "prep"} and head.pos_ in {"NOUN", "PROPN"} and word.i > head.i:
        return [head]
    # "is alarmed by" is passive in form only: whoever is alarmed holds it.
    return surface_subjects(word)


def resolve(document: Document, token: Token, speakers: Speakers) -> Party | None:
    """Return the entity that the token stands for, looking past appositions, documents and quantifiers."""
    lower = token.lower_
    if is_first_person(token):
        speaker = speakers.get(token.i)
        return Party(speaker, token, 0.95) if speaker else None
    if token.i in speakers and lower in {"my", "our"}:
        return Party(speakers[token.i], token, 0.95)
    if lower in GENERIC or lower in _NOT_HOLDERS:
        return None
    beside = _name_beside(document, token)
    if beside:
        return beside
    if token.lemma_ in DOCUMENTS or token.dep_ == "compound":
        author = _author(document, token, speakers)
        if author:
            return author
    entity = document.entity_of(token)
    named = document.entity_of(token.head) if token.dep_ == "appos" else None
    if named:
        return Party(named, token.head, 0.95)
    if entity:
        return Party(entity, token, _form_certainty(entity, token))
    return _detour(document, token, speakers)


def _name_beside(document: Document, token: Token) -> Party | None:
    """Return the name that a role introduces: "its spokesman Esmaeil Baghaei"."""
    if token.pos_ != "NOUN":
        return None
    for child in (*token.rights, *_known_as(token)):
        if child.dep_ in {"appos", "pobj", "oprd"} and child.pos_ == "PROPN":
            entity = document.entity_of(child)
            return Party(entity, child, 0.95) if entity else None
    return None


def _known_as(noun: Token) -> list[Token]:
    """Return the name in "the man, known as Ti Lapli,"."""
    return [
        name
        for verb in noun.rights
        if verb.dep_ == "acl" and verb.lemma_ in {"know", "identify", "name", "call"}
        for child in verb.rights
        for name in (child, *child.rights)
        if name.pos_ == "PROPN" and name.dep_ in {"pobj", "oprd"}
    ]


def _author(document: Document, token: Token, speakers: Speakers) -> Party | None:
    for author in authors(token):
        party = resolve(document, author, speakers)
        if party:
            return Party(party.entity, token, party.certainty * 0.95)
    return None


def _form_certainty(entity: Entity, token: Token) -> float:
    forms = [mention.form for mention in entity.mentions if _holds(mention, token)]
    return max((_CERTAINTY_OF_FORM[form] for form in forms), default=0.85)


def _holds(mention: Mention, token: Token) -> bool:
    return mention.head == token.i or mention.start <= token.idx < mention.end


def _detour(document: Document, token: Token, speakers: Speakers) -> Party | None:
    for child in token.children:
        if child.dep_ in {"appos", "nmod"}:
            entity = document.entity_of(child)
            if entity:
                return Party(entity, child, 0.9)
    if token.lemma_.lower() in _QUANTIFIERS or token.pos_ == "NUM":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    party = resolve(document, noun, speakers)
                    if party:
                        return Party(party.entity, token, party.certainty * 0.8)
    entity = document.entity_covering(token)
    return Party(entity, token, 0.8) if entity and token.pos_ in {"PROPN", "NOUN", "PRON"} else None
