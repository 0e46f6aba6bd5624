"""Where the cue stands that leads to words in marks: behind them, before them, before a colon."""

from __future__ import annotations

from typing import Final

from stancewire.nlp.cues import Cues, Match
from stancewire.nlp.document import Document
from stancewire.nlp.spoken import FINITE, Spoken, speech_match
from stancewire.nlp.tree import Token

STOPS: Final = frozenset({".", "!", "?"})
_RIGHT_ENDS: Final = (",", "?", "!", "—", "–", "-", "…", "...")
_MAX_LABEL: Final = 4
_LONGEST_HEADING: Final = 12
_MARKS: Final = frozenset({'"', "”", "’", "'"})
_DASHES: Final = frozenset({"-", "–", "—", "--"})
_LONGEST_SIGNATURE: Final = 12
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


class CuePlaces:
    """Looks for cues around the stretches of one document; `inside` are the tokens that stand in marks."""

    def __init__(self, document: Document, cues: Cues, inside: set[int]) -> None:
        self._document = document
        self._cues = cues
        self._inside = inside

    def expects_right(self, spoken: Spoken) -> bool:
        """Tell a quote that runs on into its cue from one that ends its sentence."""
        text = self._document.text
        inner = text[spoken.marked.start : spoken.marked.end].rstrip()
        outside = text[spoken.marked.close : spoken.marked.close + 1]
        return inner.endswith(_RIGHT_ENDS) or outside == ","

    def right(self, spoken: Spoken, after: Spoken | None) -> Match | None:
        """Return the first cue behind the closing mark, before the sentence or the gap ends."""
        if not spoken.tokens:
            return None
        parse = self._document.parse
        limit = after.tokens[0].i if after and after.tokens else len(parse)
        for index in range(spoken.tokens[-1].i + 1, min(limit, len(parse))):
            token = parse[index]
            if token.text in STOPS or token.is_space or token.text == ";":
                return None
            match = speech_match(self._cues, token)
            if match is not None:
                return match
        return None

    def left(self, spoken: Spoken, before: Spoken | None) -> Match | None:
        """Return the last cue before the opening mark in the same sentence."""
        if not spoken.tokens:
            return None
        parse = self._document.parse
        limit = before.tokens[-1].i if before and before.tokens else -1
        colon = self._is_after_colon(spoken)
        for index in range(spoken.tokens[0].i - 1, limit, -1):
            token = parse[index]
            if index in self._inside:
                continue
            if (token.is_space and not colon) or (token.text in STOPS and token.i < spoken.tokens[0].i - 1):
                return None
            match = speech_match(self._cues, token, colon=colon)
            if match is not None:
                return match
        return None

    def _is_after_colon(self, spoken: Spoken) -> bool:
        """Tell whether a colon leads to the quote, over the border of a paragraph too."""
        index = spoken.marked.open - 1
        while index > 0 and self._document.text[index].isspace():
            index -= 1
        return index >= 0 and self._document.text[index] == ":"

    def before_colon(self, spoken: Spoken) -> Token | None:
        """Return who stands before the colon of the words: a name alone, or the subject of any verb."""
        if not spoken.tokens or not self._is_after_colon(spoken):
            return None
        index = spoken.tokens[0].i - 1
        while index >= 0 and (self._document.parse[index].is_punct or self._document.parse[index].is_space):
            index -= 1
        if index < 0:
            return None
        token = self._document.parse[index]
        line = self._document.text.rfind("\n", 0, token.idx) + 1
        headed = self._heading(line, index)
        if headed is not None:
            return headed
        if token.pos_ == "PROPN" and len(self._document.text[line : token.idx].split()) <= _MAX_LABEL:
            return token
        return self._doer_before(index)

    def _heading(self, line: int, last: int) -> Token | None:
        """Return who speaks in 'Trump on Iran: "…"' and 'Union leader Ann Lee to ministers: "…"'."""
        words = [
            token for token in self._document.parse[max(0, last - _LONGEST_HEADING) : last + 1] if token.idx >= line
        ]
        if not words or words[0].idx != line or any(token.tag_ in FINITE for token in words):
            return None
        topic = next((token for token in words[1:] if token.lower_ in {"on", "to", "about"}), None)
        name = topic.nbor(-1) if topic is not None else None
        return name if name is not None and name.pos_ == "PROPN" else None

    def behind_dash(self, spoken: Spoken) -> list[Token]:
        """Return the words behind the dash of '"We will rebuild." - Maria Polk, mayor'; often none."""
        if not spoken.tokens:
            return []
        parse = self._document.parse
        index = spoken.tokens[-1].i + 1
        while index < len(parse) and parse[index].text in _MARKS:
            index += 1
        if index >= len(parse) or parse[index].text not in _DASHES:
            return []
        signed = []
        for token in parse[index + 1 : index + 2 + _LONGEST_SIGNATURE]:
            if token.is_space:
                break
            signed.append(token)
        told = any(token.tag_ in FINITE for token in signed)
        return [] if told or len(signed) > _LONGEST_SIGNATURE else signed

    def _doer_before(self, index: int) -> Token | None:
        """Return the subject of the last verb before this place in its sentence, outside the marks."""
        parse = self._document.parse
        for token in reversed(parse[parse[index].sent.start : index + 1]):
            if token.i in self._inside:
                return None
            if token.tag_ in {"VBD", "VBZ"} and token.dep_ not in {"relcl", "advcl", "acl"}:
                return next((child for child in token.lefts if child.dep_ in _SUBJECTS), None)
        return None

    def goes_on(self, spoken: Spoken, before: Spoken | None) -> bool:
        """Tell the second part of words that their cue parts: '"Mr Hale," she wrote, "your war is lost"'."""
        if before is None or before.marked.continued:
            return False
        text = self._document.text
        parted = text[before.marked.start : before.marked.end].rstrip().endswith((",", "?", "!"))
        between = text[before.marked.close : spoken.marked.open]
        if not parted or not between.rstrip().endswith(",") or any(stop in between for stop in ".!?\n:;"):
            return False
        cue = self.right(before, spoken)
        return cue is not None and any(token.tag_ in FINITE for token in spoken.tokens)

    def is_adjacent(self, spoken: Spoken) -> bool:
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
