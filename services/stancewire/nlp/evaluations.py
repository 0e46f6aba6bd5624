"""Words that judge: "pointless", "a disgrace", "punishes", "flawlessly". Read in somebody's words only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from spacy.tokens import Token

from stancewire.nlp.cues import read_rows, spellings
from stancewire.nlp.word_sets import word_set
from stancewire_schemas.codes import Polarity

COLUMNS: Final = ("id", "word", "kind", "polarity", "example")
_KIND_OF_POS: Final = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun"}
_OPPOSITE: Final = {Polarity.FAVOUR: Polarity.AGAINST, Polarity.AGAINST: Polarity.FAVOUR}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One judging word; `kind` is adjective, noun, verb or adverb."""

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
        return found or self._hyphenated(token)

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

    def adjective(self, word: str) -> Evaluation | None:
        """Return the entry of a lower-case word as an adjective, or None."""
        return self._by_word.get(("adjective", word))

    def _hyphenated(self, token: Token) -> Evaluation | None:
        """Read "so-called", which the tokeniser cuts in three."""
        if token.lower_ in self._last_parts and token.i >= 2 and token.nbor(-1).text in {"-", "‑"}:
            joined = f"{token.nbor(-2).lower_}-{token.lower_}"
            return self._by_word.get(("adjective", joined)) or self._by_word.get(("noun", joined))
        return None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a clause says of its subject: the judging word, its polarity after negation, who or what is judged."""

    word: Token
    entry: Evaluation
    polarity: Polarity
    subject: Token


def judge_phrase(words: EvaluationWords, head: Token) -> tuple[Token, Evaluation, Polarity] | None:
    """Return the judging word of a predicate phrase, its own modifiers included ("the best chance")."""
    modifiers = [child for child in head.children if child.dep_ in {"amod", "compound", "nmod", "acomp"}]
    for token in (head, *modifiers, *_of_phrase(head)):
        entry = words.predicate(token)
        if entry is not None:
            return token, entry, _under_modifiers(head, entry.polarity)
    return None


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


def judgement_of(words: EvaluationWords, verb: Token) -> Judgement | None:
    """Return what the clause of this verb says of its subject, or None where it does not judge."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:
        return None
    # Of two the nearer is the clause's own: 'Petrov: "The accord is a betrayal."'
    subject = min(subjects, key=lambda child: abs(child.i - verb.i))
    negated = any(child.dep_ == "neg" for child in verb.children)
    raised = _raised(verb)
    if raised is not None:
        return _of_verb(words, raised, subject, negated=negated)
    for child in verb.rights:
        if child.dep_ in {"acomp", "attr", "oprd"} and verb.lemma_ in COPULAS and not _is_compared(child):
            found = judge_phrase(words, child)
            if found:
                return _judgement(found, subject, negated=negated)
    return _of_verb(words, verb, subject, negated=negated)


def _is_compared(word: Token) -> bool:
    """Tell "as strong as" and "stronger than", which measure and do not judge."""
    return any(child.lower_ in {"as", "than"} for child in word.children)


_FIRST: Final = frozenset({"me", "us", "my", "our"})
COPULAS: Final = frozenset(
    {"be", "remain", "become", "seem", "appear", "look", "sound", "feel", "represent", "constitute"}
)


_RAISING: Final = word_set(
    "likely bound set sure certain going poised try seek attempt continue keep begin start threaten "
    "appear seem aim want risk serve help"
)


def _raised(verb: Token) -> Token | None:
    """Return the verb that shares the subject: "is likely to hurt", "is trying to destroy"."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and verb.lemma_ in _RAISING:
            return child
        if child.dep_ in {"acomp", "xcomp"} and child.lower_ in _RAISING:
            return next((c for c in child.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    if verb.lower_ in _RAISING:
        return next((c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    return None


def _of_verb(words: EvaluationWords, verb: Token, subject: Token, *, negated: bool) -> Judgement | None:
    described = _described(words, verb)
    if described is not None:
        return _judgement((verb, described, described.polarity), subject, negated=negated)
    active = subject.dep_ == "nsubj"
    entry = words.of(verb) if verb.pos_ == "VERB" and active and not _is_factual(verb) else None
    if entry is not None and entry.kind == "verb":
        return _judgement((verb, entry, entry.polarity), subject, negated=negated)
    harm = words.harm(verb) if active and _hits_speaker(verb) else None
    if harm is not None:
        return _judgement((verb, harm, harm.polarity), subject, negated=negated)
    for child in verb.children:
        if child.dep_ == "advmod":
            entry = words.of(child)
            if entry is not None and entry.kind == "adverb":
                return _judgement((child, entry, entry.polarity), subject, negated=negated)
    return None


def _hits_speaker(verb: Token) -> bool:
    """Tell "robbed us" and "is killing our trade" from what is done to others."""
    objects = [c for c in verb.rights if c.dep_ in {"dobj", "dative"}]
    objects += [noun for c in verb.rights if c.dep_ == "prep" for noun in c.children if noun.dep_ == "pobj"]
    return any(
        noun.lower_ in _FIRST or any(child.lower_ in _FIRST for child in noun.lefts if child.dep_ == "poss")
        for noun in objects
    )


def _described(words: EvaluationWords, verb: Token) -> Evaluation | None:
    """Read a participle as an adjective: "was horrifying", "is broken"; not with an object or an agent."""
    if verb.tag_ not in {"VBG", "VBN", "JJ"} or any(c.dep_ in {"dobj", "agent", "xcomp"} for c in verb.children):
        return None
    if not any(child.lemma_ == "be" for child in verb.lefts):
        return None
    return words.adjective(verb.lower_)


def _is_factual(verb: Token) -> bool:
    """Tell an injury count or a plain event ("hurt ten people", "broke a window") from a judgement."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    counted = any(grand.pos_ == "NUM" for noun in objects for grand in noun.children)
    if verb.lemma_ == "break":
        return not any(
            noun.lemma_ in {"promise", "law", "pledge", "word", "vow", "rule", "faith"} for noun in objects
        )
    if verb.lemma_ == "fail":
        return any(child.dep_ == "xcomp" for child in verb.children)
    return counted


def _judgement(found: tuple[Token, Evaluation, Polarity], subject: Token, *, negated: bool) -> Judgement:
    word, entry, polarity = found
    return Judgement(word, entry, opposite(polarity) if negated else polarity, subject)
