"""Where the article's cues, quotes and voices lie: what every rule of stance looks up by token."""

from __future__ import annotations

from stancewire.nlp.attribution import Attribution, enclosing
from stancewire.nlp.cues import Cues
from stancewire.nlp.document import Document, Extent, Quote
from stancewire.nlp.parties import Party, Speakers, is_unheard, resolve
from stancewire.nlp.quotes import speakers_of
from stancewire.nlp.tree import Token


class Testimony:
    """Read only. Needs the quotes and attributions of the document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self.document = document
        self.cues = cues
        self.speakers: Speakers = speakers_of(document)
        self.by_anchor = {one.match.anchor.i: one for one in document.attributions}
        self._quote_of_cue = {q.cue_token: q for q in reversed(document.quotes) if q.cue_token is not None}
        self._direct = _quote_by_token(document)

    def party(self, token: Token) -> Party | None:
        """Return whom the token stands for."""
        return resolve(self.document, token, self.speakers)

    def is_unheard(self, party: Party) -> bool:
        """Tell a pronoun in quoted words of which nobody can tell whom the speaker means."""
        return party.token.i in self._direct and is_unheard(party, self.speakers)

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
            for token in span or ():
                inside.setdefault(token.i, quote)
    return inside
