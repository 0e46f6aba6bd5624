"""Who speaks a sentence in marks that stands without a cue: the one whom the sentence before lets speak or act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.authors import DOCUMENTS
from stancewire.nlp.coreference_words import given_names
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document, Entity
from stancewire.nlp.parties import Party, resolve
from stancewire.nlp.spoken import Spoken, speech_match
from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Span, Token
from stancewire.nlp.voices import holders, party_of_source
from stancewire_schemas.codes import EntityType, MentionForm

_CERTAINTY_OF_SPEAKER: Final = 0.75
_CERTAINTY_OF_DOER: Final = 0.6
_CERTAINTY_OF_SUBJECT: Final = 0.8
_GENDERS: Final = {"he": "m", "she": "f"}


def introduced(
    document: Document, cues: Cues, spoken: Spoken, inside: set[int]
) -> tuple[Party, Match | None] | None:
    """Return who speaks, and the cue where there is one; None where the sentence before names nobody.

    "The mayor rejected that. 'We did our best.'" `inside` are the tokens in marks, where others may be named.
    """
    before = _sentence_before(document, spoken)
    if before is None:
        return None
    outside = [token for token in before if token.i not in inside]
    for match in _speaking(outside, cues):
        party = next(iter(holders(document, match, cues, {})), None)
        if party is not None and party.token.i not in inside:
            return Party(party.entity, party.token, party.certainty * _CERTAINTY_OF_SPEAKER), match
    doer = _doer(document, before.root) if before.root.i not in inside else None
    return (Party(doer.entity, doer.token, doer.certainty * _CERTAINTY_OF_DOER), None) if doer is not None else None


def subject_before(document: Document, spoken: Spoken, pronoun: Token, inside: set[int]) -> Party | None:
    """Return the person who is the subject of the sentence before, and so "he" behind the words that follow it.

    None where the sentence before has another subject, or one whose given name is of the other gender.
    """
    wanted = _GENDERS.get(pronoun.lower_)
    before = _sentence_before(document, spoken) if wanted is not None else None
    if before is None or before.root.i in inside:
        return None
    for subject in subjects(before.root):
        party = resolve(document, subject, {})
        if party is None and subject.lower_ in {"one", "another"}:
            party = party_of_source(document, subject)
            return Party(party.entity, pronoun, _CERTAINTY_OF_SUBJECT) if party is not None else None
        if party is not None and party.entity.type is EntityType.PERSON:
            gender = given_names().get(party.entity.name.split()[0])
            fits = gender in {None, wanted} and any(m.form is MentionForm.NAME for m in party.entity.mentions)
            return Party(party.entity, pronoun, _CERTAINTY_OF_SUBJECT) if fits else None
    return None


def is_told_of_before(document: Document, spoken: Spoken, entity: Entity) -> bool:
    """Tell whether the sentence before the words speaks of the entity, or there is no such sentence."""
    before = _sentence_before(document, spoken)
    if before is None:
        return True
    return any(before.start_char <= mention.start < before.end_char for mention in entity.mentions)


def _sentence_before(document: Document, spoken: Spoken) -> Span | None:
    """Return the sentence that ends right before the mark, in the same paragraph."""
    first = spoken.tokens[0]
    index = first.i - 1
    while index >= 0 and not document.parse[index].is_alpha:
        if "\n" in document.parse[index].text:
            return None
        index -= 1
    if index < 0:
        return None
    sentence = document.parse[index].sent
    between = document.text[document.parse[index].idx + len(document.parse[index]) : spoken.marked.open].strip()
    return sentence if between[:1] in {".", "?", "!", '"', "”"} and between else None


def _speaking(tokens: list[Token], cues: Cues) -> Iterator[Match]:
    """Yield the verbs of speech of the sentence, its main clause first."""
    for token in sorted(tokens, key=lambda one: (one.dep_ != "ROOT", one.i)):
        match = speech_match(cues, token)
        if match is not None and match.cue.kind is Kind.VERB:
            yield match


def _doer(document: Document, verb: Token) -> Party | None:
    """Return the person whose deed the sentence tells, or whoever issued words: "issued a statement on it"."""
    issued = any(child.dep_ == "dobj" and child.lemma_ in DOCUMENTS for child in verb.rights)
    for subject in subjects(verb):
        party = resolve(document, subject, {})
        if party is not None and (issued or party.entity.type is EntityType.PERSON):
            return party
    return None
