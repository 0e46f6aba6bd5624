"""Who speaks the words between quotation marks."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from stancewire.nlp.cues import Cues, Kind, Match
from stancewire.nlp.document import Document
from stancewire.nlp.holder_places import holder_tokens
from stancewire.nlp.introductions import introduced
from stancewire.nlp.parties import Party, resolve
from stancewire.nlp.quotation_marks import Marked
from stancewire.nlp.spoken import FINITE, Spoken, speech_match, stretches_of
from stancewire.nlp.voices import holders

_STOPS: Final = frozenset({".", "!", "?"})
_RIGHT_ENDS: Final = (",", "?", "!", "—", "–", "-", "…", "...")
_MAX_LABEL: Final = 4
# Words of the speaker's own sentence between his words and those of the next paragraph.
_TAG: Final = 12
_LONGEST_TAG: Final = 40
_SENTENCE_ENDS: Final = (". ", "! ", "? ")


class SpeechReader:
    """Reads the stretches of one document in order; `paragraph` numbers the line that a stretch stands in."""

    def __init__(self, document: Document, cues: Cues, stretches: list[Marked]) -> None:
        self._document = document
        self._cues = cues
        self.spoken = stretches_of(document, stretches)
        self._inside = {token.i for spoken in self.spoken for token in spoken.tokens}

    def read(self) -> list[Spoken]:
        """Return every stretch with the speaker that its sentence, or the one before, gives it."""
        for index, spoken in enumerate(self.spoken):
            before = next((s for s in reversed(self.spoken[max(0, index - 8) : index]) if s.full), None)
            after = self.spoken[index + 1] if index + 1 < len(self.spoken) else None
            spoken.full = spoken.full or self._is_adjacent(spoken)
            if spoken.full:
                self._attribute(spoken, before, after)
        return self.spoken

    def _attribute(self, spoken: Spoken, before: Spoken | None, after: Spoken | None) -> None:
        right = self._right(spoken, after) if self._expects_right(spoken) else None
        left = self._left(spoken, before)
        if left is None and right is None:
            right = self._right(spoken, after)
        chosen = right or left
        if chosen is not None and self._take(spoken, chosen, "direct:right" if right else "direct:left"):
            return
        if chosen is None and self._named_before_colon(spoken):
            return
        self._inherit(spoken, before, known_cue=chosen is not None)

    def _expects_right(self, spoken: Spoken) -> bool:
        """Tell a quote that runs on into its cue from one that ends its sentence."""
        text = self._document.text
        inner = text[spoken.marked.start : spoken.marked.end].rstrip()
        outside = text[spoken.marked.close : spoken.marked.close + 1]
        return inner.endswith(_RIGHT_ENDS) or outside == ","

    def _take(self, spoken: Spoken, match: Match, rule: str) -> bool:
        found = [
            party
            for party in holders(self._document, match, self._cues, {})
            if party.token.i not in self._inside or match.cue.kind is Kind.PREPOSITION
        ]
        # Only a lost subject may be looked for nearby: an unresolved "he" is not the name beside it.
        lost = not holder_tokens(self._document, match, self._cues)
        party = found[0] if found else (self._nearest(match.anchor) if lost else None)
        if party is None:
            return False
        spoken.holder, spoken.cue, spoken.rule = party.entity, match, rule
        spoken.certainty = match.cue.prior * party.certainty
        return True

    def _nearest(self, verb: Token) -> Party | None:
        """Return the only one named beside the cue, where the parse lost the subject."""
        for step in (1, -1):
            index = verb.i + step
            seen = 0
            while 0 <= index < len(self._document.parse) and index not in self._inside and seen < 8:
                token = self._document.parse[index]
                if token.text in _STOPS or token.is_space or token.text in {",", ";"}:
                    break
                if token.pos_ in {"PROPN", "PRON", "NOUN"}:
                    party = resolve(self._document, token, {})
                    if party:
                        return Party(party.entity, token, party.certainty * 0.7)
                index += step
                seen += 1
        return None

    def _inherit(self, spoken: Spoken, before: Spoken | None, *, known_cue: bool) -> None:
        """Let the last speaker go on: in the same paragraph, or over its border where the marks say so."""
        if known_cue:
            return
        if not self._goes_on(spoken, before):
            self._introduce(spoken)

    def _introduce(self, spoken: Spoken) -> None:
        """Let the one speak whom the sentence before is about, where only its stop stands between."""
        found = introduced(self._document, self._cues, spoken, self._inside) if spoken.tokens else None
        if found is not None:
            party, match = found
            spoken.holder, spoken.cue, spoken.certainty = party.entity, match, party.certainty
            spoken.rule = "direct:introduced"

    def _goes_on(self, spoken: Spoken, before: Spoken | None) -> bool:
        if before is None or before.holder is None:
            return False
        same_paragraph = "\n" not in self._document.text[before.marked.close : spoken.marked.open]
        if same_paragraph:
            factor, rule = 0.95, "direct:same-paragraph"
        elif spoken.marked.continues:
            factor, rule = 0.95, "direct:continued"
        elif self._follows(before, spoken):
            factor, rule = 0.65, "direct:next-paragraph"
        else:
            return False
        spoken.holder, spoken.cue, spoken.rule = before.holder, before.cue, rule
        spoken.certainty = before.certainty * factor
        return True

    def _follows(self, before: Spoken, spoken: Spoken) -> bool:
        """Tell whether only the end of the last speaker's own sentence stands between the two."""
        text = self._document.text
        between = text[before.marked.close : spoken.marked.open]
        alone = text[spoken.marked.close :].partition("\n")[0].strip(" .") == "" and between.endswith("\n")
        # A paragraph of nothing but speech goes on with the speaker, however long his office is.
        most = _LONGEST_TAG if alone and not any(stop in between.strip()[:-1] for stop in _SENTENCE_ENDS) else _TAG
        return between.count("\n") <= 2 and len(between.split()) <= most

    def _right(self, spoken: Spoken, after: Spoken | None) -> Match | None:
        """Return the first cue behind the closing mark, before the sentence or the gap ends."""
        if not spoken.tokens:
            return None
        parse = self._document.parse
        limit = after.tokens[0].i if after and after.tokens else len(parse)
        for index in range(spoken.tokens[-1].i + 1, min(limit, len(parse))):
            token = parse[index]
            if token.text in _STOPS or token.is_space or token.text == ";":
                return None
            match = speech_match(self._cues, token)
            if match is not None:
                return match
        return None

    def _left(self, spoken: Spoken, before: Spoken | None) -> Match | None:
        """Return the last cue before the opening mark in the same sentence."""
        if not spoken.tokens:
            return None
        parse = self._document.parse
        limit = before.tokens[-1].i if before and before.tokens else -1
        colon = self._after_colon(spoken)
        for index in range(spoken.tokens[0].i - 1, limit, -1):
            token = parse[index]
            if index in self._inside:
                continue
            if (token.is_space and not colon) or (token.text in _STOPS and token.i < spoken.tokens[0].i - 1):
                return None
            match = speech_match(self._cues, token, colon=colon)
            if match is not None:
                return match
        return None

    def _after_colon(self, spoken: Spoken) -> bool:
        """Tell whether a colon leads to the quote, over the border of a paragraph too."""
        index = spoken.marked.open - 1
        while index > 0 and self._document.text[index].isspace():
            index -= 1
        return index >= 0 and self._document.text[index] == ":"

    def _named_before_colon(self, spoken: Spoken) -> bool:
        """Read 'Petrov: "It is a betrayal."', where a name alone leads to the words."""
        if not spoken.tokens or not self._after_colon(spoken):
            return False
        index = spoken.tokens[0].i - 1
        while index >= 0 and (self._document.parse[index].is_punct or self._document.parse[index].is_space):
            index -= 1
        if index < 0:
            return False
        token = self._document.parse[index]
        line = self._document.text.rfind("\n", 0, token.idx) + 1
        party = resolve(self._document, token, {}) if token.pos_ == "PROPN" else None
        if party is None or len(self._document.text[line : token.idx].split()) > _MAX_LABEL:
            return False
        spoken.holder, spoken.certainty, spoken.rule = party.entity, party.certainty * 0.8, "direct:label"
        return True

    def _is_adjacent(self, spoken: Spoken) -> bool:
        """Tell whether a cue stands right before the mark, so that even a short stretch is all that was said."""
        if len(spoken.tokens) < 2:
            return False
        text = self._document.text[max(0, spoken.marked.open - 4) : spoken.marked.open].rstrip(" ")
        first = spoken.tokens[0]
        if not text or not first.i:
            return False
        index = first.i - 1
        while index > 0 and (self._document.parse[index].is_punct or self._document.parse[index].is_space):
            if "\n" in self._document.parse[index].text:
                return False
            index -= 1
        verb = self._document.parse[index]
        has_verb = any(token.tag_ in FINITE for token in spoken.tokens)
        introduced = text.endswith((",", ":")) or has_verb
        return introduced and speech_match(self._cues, verb) is not None
