"""Words that judge: "pointless", "a disgrace", "punishes", "flawlessly". Read in somebody's words only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from stancewire.nlp.cue_entries import read_rows
from stancewire.nlp.cues import spellings
from stancewire.nlp.tree import Token
from stancewire_schemas.codes import Polarity

COLUMNS: Final = ("id", "word", "kind", "polarity", "example")
_KIND_OF_POS: Final = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun"}
_LONGEST_PREDICATE: Final = 12
_LONGEST_OBJECT: Final = 6
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
        self._phrases: dict[str, list[Evaluation]] = {}
        self._deeds: dict[str, list[Evaluation]] = {}
        self._cries: dict[str, list[Evaluation]] = {}
        self._bare: dict[str, list[Evaluation]] = {}
        several = {"phrase": self._phrases, "deed": self._deeds, "cry": self._cries, "bare": self._bare}
        for entry in self.entries:
            known = several.get(entry.kind)
            if known is not None:
                known.setdefault(entry.word.split()[0], []).append(entry)
        self._last_parts = {e.word.rsplit("-", 1)[-1] for e in self.entries if "-" in e.word}

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
        said = " ".join(word.lower_ for word in words)
        return next((entry for entry in self._bare.get(words[0].lower_, ()) if entry.word == said), None)

    def cry(self, opening: Token) -> tuple[Token, Evaluation] | None:
        """Return the longest cry that begins at this word ("shame on"), with its last word."""
        for entry in sorted(self._cries.get(opening.lower_, ()), key=lambda entry: -len(entry.word)):
            parts = entry.word.split()
            if _stands_at(opening, parts):
                return opening.doc[opening.i + len(parts) - 1], entry
        return None

    def deed(self, verb: Token) -> tuple[Token, Evaluation] | None:
        """Return what the verb does in set words ("does nothing", "goes too far"), with the last of them."""
        for entry in self._deeds.get(verb.lemma_.lower(), ()):
            last = _last_of(verb, entry.word.split())
            if last is not None:
                return last, entry
        return None

    def adjective(self, word: str) -> Evaluation | None:
        """Return the entry of a lower-case word as an adjective, or None."""
        return self._by_word.get(("adjective", word))

    def phrase(self, head: Token) -> tuple[Token, Evaluation] | None:
        """Return the first judging phrase among the words that the head governs, with its first word."""
        first, last = head.left_edge.i, head.right_edge.i
        for token in head.doc[first : min(last + 1, first + _LONGEST_PREDICATE)]:
            for entry in self._phrases.get(token.lower_, ()):
                if _stands_at(token, entry.word.split()):
                    return token, entry
        return None

    def _hyphenated(self, token: Token) -> Evaluation | None:
        """Read "so-called", which the tokeniser cuts in three."""
        if token.lower_ in self._last_parts and token.i >= 2 and token.nbor(-1).text in {"-", "‑"}:
            joined = f"{token.nbor(-2).lower_}-{token.lower_}"
            return self._by_word.get(("adjective", joined)) or self._by_word.get(("noun", joined))
        return None


def _stands_at(token: Token, words: list[str]) -> bool:
    following = token.doc[token.i : token.i + len(words)]
    return len(following) == len(words) and all(map(_is_form, words, following))


def _last_of(verb: Token, words: list[str]) -> Token | None:
    """Return the last token of set words that begin at the verb; "*" stands for a short object between them."""
    if "*" not in words:
        return verb.doc[verb.i + len(words) - 1] if _stands_at(verb, words) else None
    gap = words.index("*")
    if not _stands_at(verb, words[:gap]):
        return None
    start, end = verb.i + gap + 1, verb.right_edge.i + 1
    for token in verb.doc[start : min(start + _LONGEST_OBJECT, end)]:
        if token.nbor(-1).is_punct:
            return None
        if _stands_at(token, words[gap + 1 :]):
            return verb.doc[token.i + len(words) - gap - 2]
    return None


def _is_form(word: str, token: Token) -> bool:
    """Tell whether the token is the word; "its" and "itself" stand for those of anybody: "lost their way"."""
    if word == "itself":
        return token.tag_ == "PRP" and token.lower_.endswith(("self", "selves"))
    return word in {token.lower_, token.lemma_.lower()} or (word == "its" and token.tag_ == "PRP$")


def judge_phrase(words: EvaluationWords, head: Token) -> tuple[Token, Evaluation, Polarity] | None:
    """Return the judging word of a predicate phrase, its own modifiers included ("the best chance")."""
    several = words.phrase(head)
    if several is not None:
        return (*several, _under_modifiers(head, several[1].polarity))
    modifiers = [child for child in head.children if child.dep_ in {"amod", "compound", "nmod", "acomp"}]
    joined = [
        child for child in head.rights if child.dep_ == "conj" and child.pos_ == head.pos_ and not _acts(child)
    ]
    for token in (head, *modifiers, *_of_phrase(head), *joined):
        entry = words.predicate(token)
        if entry is not None:
            return token, entry, _under_modifiers(head, entry.polarity)
    return None


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
