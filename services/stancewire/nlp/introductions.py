"""Who speaks a sentence in marks that stands without a cue: the one whom the sentence before lets speak or act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from stancewire.nlp.arguments import subjects
from stancewire.nlp.authors import DOCUMENTS
from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document
from stancewire.nlp.parties import Party, resolve
from stancewire.nlp.spoken import Spoken, speech_match
from stancewire.nlp.voices import holders
from stancewire_schemas.codes import EntityType

_CERTAINTY_OF_SPEAKER: Final = 0.75
_CERTAINTY_OF_DOER: Final = 0.6


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
