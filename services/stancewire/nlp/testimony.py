"""Where the article's cues, quotes and voices lie: what every rule of stance looks up by token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stancewire.nlp.attribution import Attribution, enclosing
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Entity, Extent, Quote
from stancewire.nlp.narration import is_introduction, lead, plural_actors, told_before
from stancewire.nlp.parties import Party, Speakers, is_unheard, resolve
from stancewire.nlp.quotes import speakers_of
from stancewire.nlp.tree import Token
from stancewire.nlp.voices import party_of_source
from stancewire_schemas.codes import EntityType, QuoteForm

_OTHERS: Final = frozenset({"they", "them"})
_CERTAINTY_OF_TOLD: Final = 0.85


class Testimony:
    """Read only. Needs the quotes and attributions of the document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.cues = cues
        self.speakers: Speakers = speakers_of(document)
        self.by_anchor = {one.match.anchor.i: one for one in document.attributions}
        self._quote_of_cue = {q.cue_token: q for q in reversed(document.quotes) if q.cue_token is not None}
        self._direct = _quote_by_token(document)
        self._told: dict[int, Party | None] = {}

    def speeches(self) -> Iterator[Quote]:
        """Yield the direct quotes of known speakers, in order."""
        return (q for q in self.document.quotes if q.form is QuoteForm.DIRECT and q.holder is not None)

    def party(self, token: Token) -> Party | None:
        """Return whom the token stands for."""
        found = resolve(self.document, token, self.speakers)
        if token.lower_ not in _OTHERS or token.i not in self._direct:
            return found
        if found is not None and not is_unheard(found, self.speakers):
            return found
        return self._told_of(token) or found

    def is_unheard(self, party: Party) -> bool:
        """Tell a pronoun in quoted words of which nobody can tell whom the speaker means."""
        if self._told.get(party.token.i) is not None:
            return False
        return party.token.i in self._direct and is_unheard(party, self.speakers)

    def _told_of(self, pronoun: Token) -> Party | None:
        """Return those of whom the article tells right before the words: "The bank left. 'They used us.'"."""
        if pronoun.i not in self._told:
            self._told[pronoun.i] = self._actors_before(pronoun)
        return self._told[pronoun.i]

    def _actors_before(self, pronoun: Token) -> Party | None:
        speaker = self.speakers.get(pronoun.i)
        if speaker is None:
            return None
        told = told_before(pronoun, self._direct, lambda i: self.speakers.get(i) is speaker)
        opening = lead(pronoun)
        near = [told] if told is not None and not is_introduction(told) else []
        for sentence in (*near, opening):
            for noun in plural_actors(sentence) if not any(word.i in self._direct for word in sentence) else ():
                party = party_of_source(self.document, noun)
                if (
                    party is not None
                    and _may_be_they(noun, party.entity)
                    and not self._is_ours(pronoun, party.entity)
                ):
                    return Party(party.entity, pronoun, party.certainty * _CERTAINTY_OF_TOLD)
        return None

    def _is_ours(self, pronoun: Token, entity: Entity) -> bool:
        """Tell the speaker, and those for whom he speaks: '"They lied," said its president'."""
        quote = self._direct.get(pronoun.i)
        if entity is self.speakers.get(pronoun.i) or quote is None or quote.cue_token is None:
            return entity is self.speakers.get(pronoun.i)
        owners = (
            t for t in self.document.parse[quote.cue_token].subtree if t.tag_ == "PRP$" and t.i not in self._direct
        )
        return any(self.document.entity_of(owner) is entity for owner in owners)

    def direct_quote(self, token: Token) -> Quote | None:
        """Return the direct quote that the token stands in."""
        return self._direct.get(token.i)

    def enclosing(self, one: Attribution) -> list[Attribution]:
        """Return the cues whose content holds this one, innermost first."""
        return enclosing(one, self.by_anchor)

    def quote(self, one: Attribution) -> Quote | None:
        """Return the quote that the cue opens, else the one that it stands in."""
        own = self._quote_of_cue.get(one.match.anchor.i)
        if own is not None:
            return own
        if one.match.anchor.i in self._direct:
            return self._direct[one.match.anchor.i]
        for outer in self.enclosing(one):
            quote = self._quote_of_cue.get(outer.match.anchor.i)
            if quote is not None:
                return quote
        return None


def _may_be_they(noun: Token, entity: Entity) -> bool:
    """Tell bodies, groups and plurals from one person or place."""
    return noun.tag_ in {"NNS", "NNPS"} or entity.type not in {EntityType.PERSON, EntityType.PLACE}


def evidence_of(document: Document, anchor: Token) -> Extent:
    """Return the sentence of the cue without outer white space."""
    extent = document.extent_of(anchor.sent)
    words = document.text[extent.start : extent.end]
    start = extent.start + len(words) - len(words.lstrip())
    return Extent(start, start + len(words.strip()))


def _quote_by_token(document: Document) -> dict[int, Quote]:
    inside: dict[int, Quote] = {}
    for quote in document.quotes:
        if quote.form.value == "direct":
            span = document.parse.char_span(quote.start, quote.end, alignment_mode="expand")
            if span is not None:
                inside = dict.fromkeys(range(span.start, span.end), quote) | inside
    return inside
