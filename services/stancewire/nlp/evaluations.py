"""Words that judge: "pointless", "a disgrace", "punishes", "flawlessly". Read in somebody's words only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from stancewire.nlp.cue_entries import read_rows
from stancewire.nlp.cues import spellings
from stancewire.nlp.set_words import SetWordIndex, SetWords, last_of, stand_at
from stancewire.nlp.tree import Token
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

COLUMNS: Final = ("id", "word", "kind", "polarity", "example")
_KIND_OF_POS: Final = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun"}
SOMEBODY: Final = word_set("man woman person leader president candidate someone somebody guy one people party")
"""Nouns that say nothing of him whom a clause behind them describes."""
_LONGEST_PREDICATE: Final = 12
_OPPOSITE: Final = {Polarity.FAVOUR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FAVOUR}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One judging word; `kind` is adjective, noun, verb or adverb, of several words phrase, deed, cry or bare."""

    id: str
    word: str
    kind: str
    polarity: Polarity
    example: str


class EvaluationWords:
    """A word list by lemma and kind. Read only."""

    def __init__(self, entries: Iterable[Evaluation]) -> None:
        self.entries = tuple(entries)
        self._by_word = {(e.kind, form): e for e in self.entries for form in spellings(e.word)}
        self._phrases, self._deeds, self._cries = map(self._index, ("phrase", "deed", "cry"))
        self._bare = {entry.word: entry for entry in self.entries if entry.kind == "bare"}
        self._last_parts = {e.word.rsplit("-", 1)[-1] for e in self.entries if "-" in e.word}

    def _index(self, kind: str) -> SetWordIndex:
        return SetWordIndex(
            SetWords(tuple(entry.word.split()), number)
            for number, entry in enumerate(self.entries)
            if entry.kind == kind
        )

    @classmethod
    def load(cls, name: str = "evaluations.tsv") -> Self:
        """Read a word list that comes with the package. Raise ValueError for a line of a wrong shape."""
        return cls(
            Evaluation(row["id"], row["word"], row["kind"], Polarity(row["polarity"]), row["example"])
            for _, row in read_rows(name, COLUMNS)
        )

    def of(self, token: Token) -> Evaluation | None:
        """Return the entry of this word in this use, or None."""
        kind = _KIND_OF_POS.get(token.pos_, "adjective" if token.tag_ in {"VBN", "VBG"} else "")
        found = self._by_word.get((kind, token.lower_)) or self._by_word.get((kind, token.lemma_.lower()))
        if found is None and token.pos_ == "VERB" and token.dep_ in {"amod", "acomp", "oprd"}:
            found = self._by_word.get(("adjective", token.lower_))
        # "hard-working" says more than "working".
        return self._hyphenated(token) or found

    def predicate(self, token: Token) -> Evaluation | None:
        """Return the entry of a word in predicate place, where the tagger often mistakes its kind."""
        found = self.of(token)
        if found is not None or token.dep_ not in {"acomp", "attr", "oprd", "xcomp", "ccomp", "advmod", "pobj"}:
            return found
        return self._by_word.get(("adjective", token.lower_)) or self._by_word.get(("noun", token.lower_))

    def modifier(self, token: Token) -> Evaluation | None:
        """Return the entry of a word before a noun, where the tagger often mistakes its kind."""
        found = self.of(token)
        if found is not None or token.dep_ not in {"amod", "compound", "nmod"}:
            return found
        return self._by_word.get(("noun", token.lower_)) or self._by_word.get(("adjective", token.lower_))

    def harm(self, verb: Token) -> Evaluation | None:
        """Return the entry of a deed that judges its doer where it hits the speaker: "they rob us"."""
        return self._by_word.get(("harm", verb.lemma_.lower()))

    def blame(self, word: str) -> Evaluation | None:
        """Return the entry of a lower-case word that lays a harm on somebody, or None."""
        return self._by_word.get(("blame", word))

    def lack(self, noun: str) -> Evaluation | None:
        """Return the entry of a lower-case noun of grounds, of which there are none: "no excuse for"."""
        return self._by_word.get(("lack", noun))

    def degree(self, word: str) -> Evaluation | None:
        """Return the entry of a lower-case word of measure: "too", and "enough" where it is denied."""
        return self._by_word.get(("degree", word))

    def bare(self, words: Sequence[Token]) -> Evaluation | None:
        """Return the entry of what is said of things told before in these very words: "over my dead body"."""
        return self._bare.get(" ".join(word.lower_ for word in words))

    def cry(self, opening: Token) -> tuple[Token, Evaluation] | None:
        """Return the longest cry that begins at this word ("shame on"), with its last word."""
        for cry in sorted(self._cries.at(opening.lower_, opening), key=lambda one: -len(" ".join(one.words))):
            if stand_at(opening, cry.words):
                return opening.doc[opening.i + len(cry.words) - 1], self.entries[cry.entry]
        return None

    def deed(self, verb: Token) -> tuple[Token, Evaluation] | None:
        """Return what the verb does in set words ("does nothing", "goes too far"), with the last of them."""
        for deed in self._deeds.at(verb.lemma_.lower(), verb):
            last = last_of(verb, deed.words)
            if last is not None:
                return last, self.entries[deed.entry]
        return None

    def adjective(self, word: str) -> Evaluation | None:
        """Return the entry of a lower-case word as an adjective, or None."""
        return self._by_word.get(("adjective", word))

    def phrase(self, head: Token) -> tuple[Token, Evaluation] | None:
        """Return the first judging phrase among the words that the head governs, with its first word."""
        first, last = head.left_edge.i, head.right_edge.i
        for token in head.doc[first : min(last + 1, first + _LONGEST_PREDICATE)]:
            for phrase in self._phrases.at(token.lower_, token):
                if stand_at(token, phrase.words):
                    return token, self.entries[phrase.entry]
        return None

    def _hyphenated(self, token: Token) -> Evaluation | None:
        """Read "so-called", which the tokeniser cuts in three."""
        if token.lower_ in self._last_parts and token.i >= 2 and token.nbor(-1).text in {"-", "‑"}:
            joined = f"{token.nbor(-2).lower_}-{token.lower_}"
            return self._by_word.get(("adjective", joined)) or self._by_word.get(("noun", joined))
        return None


def judge_phrase(words: EvaluationWords, head: Token) -> tuple[Token, Evaluation, Polarity] | None:
    """Return the judging word of a predicate phrase, its own modifiers included ("the best chance")."""
    several = words.phrase(head)
    if several is not None:
        return (*several, _under_modifiers(head, several[1].polarity))
    modifiers = [child for child in head.children if child.dep_ in {"amod", "compound", "nmod", "acomp"}]
    relative = _of_relative(words, head)
    if relative is not None:
        return relative
    joined = [
        child for child in head.rights if child.dep_ == "conj" and child.pos_ == head.pos_ and not _acts(child)
    ]
    for token in (head, *modifiers, *_of_phrase(head), *joined):
        entry = words.predicate(token)
        if entry is not None:
            return token, entry, _under_modifiers(head, entry.polarity)
    return None


def _of_relative(words: EvaluationWords, head: Token) -> tuple[Token, Evaluation, Polarity] | None:
    """Return what one does who is called "a woman who fights for all of us", "a man who cares only for himself"."""
    clause = next((child for child in head.rights if child.dep_ == "relcl"), None)
    if clause is None or head.lemma_ not in SOMEBODY or any(child.dep_ == "neg" for child in clause.lefts):
        return None
    does = words.deed(clause)
    return (*does, does[1].polarity) if does is not None else None


def _acts(noun: Token) -> bool:
    """Tell "one thing and murder is quite another", where the second noun opens a clause."""
    behind = noun.right_edge.i + 1
    return behind < len(noun.doc) and noun.doc[behind].tag_ in {"VBZ", "VBD", "VBP", "MD"}


def _of_phrase(head: Token) -> list[Token]:
    """Return the noun behind "of" in "an act of cowardice", "an instance of disinformation"."""
    return [
        grand
        for child in head.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for grand in child.children
        if grand.dep_ == "pobj"
    ]


def _under_modifiers(head: Token, polarity: Polarity) -> Polarity:
    negative = any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no") or child.lower_ in {"hardly", "not"}
        for child in head.children
    )
    return opposite(polarity) if negative else polarity


def opposite(polarity: Polarity) -> Polarity:
    """Return favour for against and the reverse; neutral stays."""
    return _OPPOSITE.get(polarity, polarity)
