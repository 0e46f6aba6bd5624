"""Which words speak of the same one: role nouns, pronouns, relative clauses, and "I" inside somebody's quote."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.aged_persons import ages_as_names, person_of_age
from stancewire.nlp.anaphors import resolve_nominal
from stancewire.nlp.binding import SPEAKING
from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Document, Entity, Mention
from stancewire.nlp.groups import FIRST_PLURAL, answering_group, body_of
from stancewire.nlp.holders import HOLDER_CONFIDENCE, holder_of, is_generic, possessed
from stancewire.nlp.interviews import SECOND_PERSON, Interview, read_interview
from stancewire.nlp.knowledge import Knowledge
from stancewire.nlp.predicates import subject_of
from stancewire.nlp.pronoun_scores import Focus
from stancewire.nlp.pronouns import PERSONAL, resolve_pronoun
from stancewire.nlp.speakers import FIRST_PERSON, speaker_at, speakers_of_stretches
from stancewire.nlp.statements import read_statement
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType, MentionForm

_SPEECH_PARTIES: Final = FIRST_PERSON | FIRST_PLURAL | SECOND_PERSON
_REFERRING: Final = frozenset({"PRON", "NOUN", "PROPN"})
_RELATIVE_TAGS: Final = frozenset({"WP", "WP$", "WDT"})


def resolve(document: Document, knowledge: Knowledge) -> None:
    """Add nominal and pronoun mentions to the entities, reading once from left to right.

    Precision comes first: what two entities could equally claim stays without an entity.
    """
    discourse = Discourse(document, knowledge)
    focus, later = Focus(), []
    nouns = [t for t in document.parse.tokens if t.pos_ in _REFERRING]
    ages = list(ages_as_names(document.parse))
    for token in sorted([*nouns, *ages], key=lambda word: word.i) if ages else nouns:
        entity = document.entity_of(token)
        if token.pos_ == "PRON":
            if token.lower_ in _SPEECH_PARTIES:
                later.append(token)
            elif entity is None and _is_pronoun(token):
                entity = _resolve_pronoun(token, discourse, focus)
        elif token.pos_ != "ADJ":
            # Nothing before a noun, nothing that says which one is meant.
            taken_up = _taken_up(entity, token, discourse, knowledge) if token.lefts else None
            if entity is not None and taken_up is not None and _is_named_now(token, entity, taken_up):
                _name(document, discourse, taken_up, entity)
            elif taken_up is not None and taken_up is not entity:
                entity = _take_up(document, discourse, token, taken_up)
        elif entity is None and token.pos_ != "PRON" and (person := person_of_age(token, discourse)) is not None:
            entity = _take_up(document, discourse, token, person)
        if entity is not None and token.dep_ == "nsubj":
            if token.head.lemma_ in SPEAKING:
                focus.speaker = entity
            elif _steps_in(token, entity, discourse):
                focus.speaker = None
    _resolve_speech_parties(discourse, later)
    document.entities = [entity for entity in document.entities if entity.mentions]
    for entity in document.entities:
        entity.mentions.sort(key=lambda mention: (mention.start, mention.end))
    document.reindex()


def _resolve_pronoun(token: Token, discourse: Discourse, focus: Focus) -> Entity | None:
    entity = resolve_pronoun(token, discourse, focus)
    if entity is not None:
        _add(discourse, token, entity)
        focus.last = entity
        discourse.learn_gender(entity, token.lower_)
    return entity


def _steps_in(token: Token, entity: Entity, discourse: Discourse) -> bool:
    """Tell a person who acts in a sentence of the reporter's: "he" who speaks next need not be who spoke last."""
    told = token.head.dep_ == "ROOT" and discourse.stretch_of[token.i] < 0
    return told and entity.type is EntityType.PERSON


def _taken_up(own: Entity | None, token: Token, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    described = subject_of(token, own, discourse) if is_generic(own) else None
    return described or _by_owner(own, token, discourse, knowledge) or resolve_nominal(token, discourse, knowledge)


def _by_owner(own: Entity | None, token: Token, discourse: Discourse, knowledge: Knowledge) -> Entity | None:
    """Return the entity that a role noun means by whose it is; a new entry goes into the noun's own entity."""
    if own is None or not is_generic(own):
        return None
    holder = holder_of(token, own, discourse, knowledge)
    entry = holder or possessed(token, own, discourse, knowledge)
    if entry is None:
        # "Its president" is known to be of the country only now.
        entry = holder = holder_of(token, own, discourse, knowledge)
    if entry is None:
        return None
    there = next((e for e in discourse.document.entities if e.id == entry.id), None)
    if there is None:
        own.id, own.name, own.type, own.country = entry.id, entry.name, entry.type, entry.country
        own.why = "nominal:holder" if holder else "nominal:institution"
        own.link_confidence = HOLDER_CONFIDENCE
    return there


def _resolve_speech_parties(discourse: Discourse, tokens: list[Token]) -> None:
    """Give "I" and "we" to a quote's speaker and the speaker's side, or to who answers or makes a statement."""
    speakers = speakers_of_stretches(discourse)
    interview = read_interview(discourse, tokens)
    group = answering_group(interview, discourse) if interview is not None else None
    statement = read_statement(discourse) if interview is None else None
    discourse.document.statement = statement
    for token in tokens:
        entity = _quoted_party(token, discourse, speakers)
        if entity is None and statement is not None and token.lower_ not in SECOND_PERSON:
            entity = statement.party(token, discourse)
        if entity is None and interview is not None and interview.means_partner(token, discourse):
            entity = _answering_party(token, interview, group)
        if entity is not None:
            _add(discourse, token, entity)
    if group is not None and group not in discourse.document.entities:
        discourse.document.entities.append(group)


def _quoted_party(token: Token, discourse: Discourse, speakers: dict[int, Entity]) -> Entity | None:
    speaker = speaker_at(token, discourse, speakers)
    if speaker is None or token.lower_ in SECOND_PERSON:
        return None
    if token.lower_ in FIRST_PLURAL:
        return body_of(speaker, discourse)
    return speaker if speaker.type is EntityType.PERSON else None


def _answering_party(token: Token, interview: Interview, group: Entity | None) -> Entity | None:
    return group if token.lower_ in FIRST_PLURAL else interview.partner


def _is_pronoun(token: Token) -> bool:
    return token.tag_ in _RELATIVE_TAGS or token.lower_ in PERSONAL


def _add(discourse: Discourse, token: Token, entity: Entity) -> None:
    entity.mentions.append(Mention(token.idx, token.idx + len(token), MentionForm.PRONOUN, token.i))
    discourse.moved[token.i] = entity
    discourse.add(token, entity, named=False)


def _is_named_now(token: Token, named: Entity, nameless: Entity) -> bool:
    """Tell "the minister, Shafiqul Alam" of whom only "the education minister" was told before."""
    beside = any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in token.rights)
    return (
        beside
        and named.type is EntityType.PERSON is nameless.type
        and any(mention.form is MentionForm.NAME for mention in named.mentions)
        and all(mention.form is not MentionForm.NAME for mention in nameless.mentions)
    )


def _name(document: Document, discourse: Discourse, nameless: Entity, named: Entity) -> None:
    """Give all mentions of somebody who is named only now to the name."""
    named.mentions.extend(nameless.mentions)
    for mention in nameless.mentions:
        discourse.move(document.parse[mention.head], named)
    nameless.mentions = []


def _take_up(document: Document, discourse: Discourse, token: Token, entity: Entity) -> Entity:
    """Move the mention that a noun heads to the entity that it takes up, or make one."""
    before = document.entity_of(token)
    mentions = [m for m in before.mentions if m.head == token.i] if before is not None else []
    if before is not None:
        before.mentions = [m for m in before.mentions if m.head != token.i]
    made = Mention(token.idx, token.idx + len(token), MentionForm.NOMINAL, token.i)
    entity.mentions.extend(mentions or [made])
    discourse.move(token, entity)
    return entity
