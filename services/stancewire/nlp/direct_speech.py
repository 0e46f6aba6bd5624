"""Who speaks the words between quotation marks."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cue_entries import Kind
from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document
from stancewire.nlp.holder_places import holder_tokens
from stancewire.nlp.introductions import introduced, is_told_of_before, subject_before
from stancewire.nlp.parties import Party, resolve
from stancewire.nlp.quotation_marks import Marked
from stancewire.nlp.speech_cues import STOPS, CuePlaces
from stancewire.nlp.spoken import Spoken, stretches_of
from stancewire.nlp.tree import Token
from stancewire.nlp.voices import holders, party_of_source
from stancewire_schemas.codes import MentionForm

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
        self._places = CuePlaces(document, cues, self._inside)

    def read(self) -> list[Spoken]:
        """Return every stretch with the speaker that its sentence, or the one before, gives it."""
        for index, spoken in enumerate(self.spoken):
            before = next((s for s in reversed(self.spoken[max(0, index - 8) : index]) if s.full), None)
            after = self.spoken[index + 1] if index + 1 < len(self.spoken) else None
            first = self.spoken[index - 1] if index else None
            parted = first if self._places.goes_on(spoken, first) else None
            spoken.full = spoken.full or parted is not None or self._places.is_adjacent(spoken)
            if parted is not None and parted.full and parted.rule in {"direct:unknown", "direct:introduced"}:
                # Who could not speak the first part does not speak the second.
                self._goes_on(spoken, parted)
            elif spoken.full:
                self._attribute(spoken, before, after)
        return self.spoken

    def _attribute(self, spoken: Spoken, before: Spoken | None, after: Spoken | None) -> None:
        places = self._places
        right = places.right(spoken, after) if places.expects_right(spoken) else None
        left = places.left(spoken, before)
        if left is None and right is None:
            right = places.right(spoken, after)
        chosen = right or left
        if chosen is not None and self._take(spoken, chosen, "direct:right" if right else "direct:left"):
            return
        if chosen is None and self._label(spoken):
            return
        self._inherit(spoken, before, known_cue=chosen is not None)

    def _take(self, spoken: Spoken, match: Match, rule: str) -> bool:
        found = [
            party
            for party in holders(self._document, match, self._cues, {})
            if party.token.i not in self._inside or match.cue.kind is Kind.PREPOSITION
        ]
        if found and _names(self._document, spoken, found[0]):
            # '"Mr Hale," he wrote': nobody speaks of himself by name.
            return self._introduce(spoken)
        party = self._taken_up(spoken, match, found[0] if found else None)
        if party is None:
            return False
        spoken.holder, spoken.cue, spoken.rule = party.entity, match, rule
        spoken.certainty = match.cue.prior * party.certainty
        return True

    def _taken_up(self, spoken: Spoken, match: Match, found: Party | None) -> Party | None:
        """Return who speaks, where "he" was joined to nobody or to one of whom the sentence before is silent."""
        if found is not None and (found.token.pos_ != "PRON" or self._is_near(spoken, found)):
            return found
        tokens = holder_tokens(self._document, match, self._cues)
        if not tokens:
            # Only a lost subject may be looked for nearby: an unresolved "he" is not the name beside it.
            return self._nearest(match.anchor)
        return subject_before(self._document, spoken, tokens[0], self._inside) or found

    def _is_near(self, spoken: Spoken, found: Party) -> bool:
        return is_told_of_before(self._document, spoken, found.entity)

    def _nearest(self, verb: Token) -> Party | None:
        """Return the only one named beside the cue, where the parse lost the subject."""
        for step in (1, -1):
            index = verb.i + step
            seen = 0
            while 0 <= index < len(self._document.parse) and index not in self._inside and seen < 8:
                token = self._document.parse[index]
                if token.text in STOPS or token.is_space or token.text in {",", ";"}:
                    break
                if token.pos_ in {"PROPN", "PRON", "NOUN"}:
                    party = resolve(self._document, token, {})
                    if party:
                        return Party(party.entity, token, party.certainty * 0.7)
                index += step
                seen += 1
        return None

    def _label(self, spoken: Spoken) -> bool:
        """Let him speak who stands before a colon or signs behind a dash: 'Petrov: "It is a betrayal."'."""
        token = self._places.before_colon(spoken)
        tokens = [token] if token is not None else self._places.behind_dash(spoken)
        parties = (resolve(self._document, t, {}) or party_of_source(self._document, t) for t in tokens)
        party = next((one for one in parties if one is not None), None)
        if party is None:
            return False
        spoken.holder, spoken.certainty, spoken.rule = party.entity, party.certainty * 0.8, "direct:label"
        return True

    def _inherit(self, spoken: Spoken, before: Spoken | None, *, known_cue: bool) -> None:
        """Let the last speaker go on: in the same paragraph, or over its border where the marks say so."""
        if known_cue:
            return
        if not self._goes_on(spoken, before):
            self._introduce(spoken)

    def _introduce(self, spoken: Spoken) -> bool:
        """Let the one speak whom the sentence before is about, where only its stop stands between."""
        found = introduced(self._document, self._cues, spoken, self._inside) if spoken.tokens else None
        if found is not None:
            party, match = found
            spoken.holder, spoken.cue, spoken.certainty = party.entity, match, party.certainty
            spoken.rule = "direct:introduced"
        return found is not None

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


def _names(document: Document, spoken: Spoken, party: Party) -> bool:
    """Tell whether the words name him whom the pronoun was joined to, or address him in their sentence."""
    if party.token.pos_ != "PRON":
        return False
    start = min(spoken.marked.start, party.token.sent.start_char)
    names = [mention for mention in party.entity.mentions if mention.form is MentionForm.NAME]
    told = [mention for mention in party.entity.mentions if mention.form is not MentionForm.PRONOUN]
    if told and all(spoken.marked.start <= mention.start < spoken.marked.end for mention in told):
        # "I have never seen a better president," she said: not the president.
        return True
    return any(spoken.marked.start <= name.start < spoken.marked.end for name in names) or any(
        start <= name.start < spoken.marked.end and document.text[name.end : name.end + 1] == "," for name in names
    )
