"""Whose "I" and "we" it is in a statement that is printed without quotation marks.

"The minister said:" lets the minister speak from the next line on; a text that opens with "The United States
condemns" and goes on with "we" speaks for the United States.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from stancewire.nlp.binding import SPEAKING, SUBJECTS
from stancewire.nlp.discourse import Discourse
from stancewire.nlp.document import Entity
from stancewire.nlp.groups import FIRST_PLURAL, body_of
from stancewire.nlp.performatives import FIRST, STATING
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import EntityType

_LEAD: Final = 4
_REACH: Final = 20
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_AUTHORS: Final = frozenset({EntityType.COUNTRY, EntityType.GOVERNMENT, EntityType.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Statement:
    """From which token on who speaks, in order; `author` is the body that speaks where nobody was introduced."""

    starts: tuple[int, ...]
    speakers: tuple[Entity, ...]
    author: Entity | None

    def speaker(self, token: Token) -> Entity | None:
        """Return who speaks at a token that stands outside quotation marks."""
        at = bisect_right(self.starts, token.i) - 1
        return self.author if at < 0 else self.speakers[at]

    def party(self, token: Token, discourse: Discourse) -> Entity | None:
        """Return whom "I" or "we" outside quotation marks means, or None."""
        if discourse.stretch_of[token.i] >= 0:
            return None
        speaker = self.speaker(token)
        if speaker is None:
            return None
        if token.lower_ in FIRST_PLURAL:
            return body_of(speaker, discourse) or speaker
        return speaker if speaker.type is EntityType.PERSON else None


def read_statement(discourse: Discourse) -> Statement:
    """Return who speaks in the text outside quotation marks; nobody where no line says so."""
    introduced = [
        (colon.i + 1, speaker)
        for colon in discourse.document.parse
        if colon.text == ":" and _opens_speech(colon, discourse) and (speaker := _introduced(colon, discourse))
    ]
    starts, speakers = zip(*introduced, strict=True) if introduced else ((), ())
    quotes = any(stretch >= 0 for stretch in discourse.stretch_of)
    return Statement(starts, speakers, None if quotes else _author(discourse))


def _opens_speech(colon: Token, discourse: Discourse) -> bool:
    """Tell whether a new line without quotation marks follows the colon."""
    words = discourse.document.parse.tokens[colon.i + 1 : colon.i + 3]
    first = next((word for word in words if not word.is_space), colon)
    breaks = "\n" in discourse.document.text[colon.idx : first.idx]
    return breaks and discourse.stretch_of[colon.i] < 0 and all(discourse.stretch_of[w.i] < 0 for w in words)


def _introduced(colon: Token, discourse: Discourse) -> Entity | None:
    """Return who "said:"; the last verb of saying before the colon counts."""
    first = max(colon.sent.start, colon.i - _REACH)
    for verb in reversed(discourse.document.parse.tokens[first : colon.i]):
        if verb.lemma_ in SPEAKING and verb.pos_ == "VERB":
            subjects = (child for child in verb.children if child.dep_ == "nsubj")
            return next((entity for noun in subjects if (entity := discourse.entity_of(noun))), None)
    return None


def _author(discourse: Discourse) -> Entity | None:
    """Return the body that the opening, before the first "we", lets speak: "The United States condemns"."""
    for sentence in discourse.sentences[:_LEAD]:
        for token in sentence:
            if token.lower_ in FIRST:
                return None
            if token.dep_ not in SUBJECTS or token.head.dep_ != "ROOT" or token.head.tag_ not in _PRESENT:
                continue
            entity = discourse.entity_of(token)
            if entity is not None and entity.type in _AUTHORS and token.head.lemma_ in STATING:
                return entity
    return None
