"""What the article itself tells just before a stretch of speech, which the first words of the speech take up."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Final

from stancewire.nlp.arguments import objects
from stancewire.nlp.sources import kind_of
from stancewire.nlp.subjects import subjects
from stancewire.nlp.tree import Span, Token
from stancewire.nlp.voice import is_passive, passive_agents
from stancewire.nlp.word_sets import word_set

_REACH: Final = 4
_LONGEST_INTRODUCTION: Final = 14
_PLURALS: Final = frozenset({"NNS", "NNPS"})
# Of "approved a law" the law is taken up, of "closed a school" the closing.
_ISSUING: Final = word_set(
    "accept adopt agree announce approve award back bring broker debate defend draft endorse enact file give grant "
    "hand hold impose introduce issue launch make negotiate offer order pass plan present propose publish put "
    "ratify reach read release reveal sign start submit table unveil win write"
)
_DECIDING: Final = word_set(
    "agree ask begin call choose continue decide force intend move offer order plan pledge prepare promise propose "
    "refuse start threaten try urge vote want vow"
)
_CLAUSES: Final = ("ccomp", "xcomp")


def sentence_before(token: Token, *, over_border: bool = False) -> Span | None:
    """Return the last sentence with a word before this one, in the same paragraph unless a border may be passed."""
    start = token.sent.start
    while start > 0:
        sentence = token.doc[start - 1].sent
        if not over_border and "\n" in sentence.text.rstrip(" ") and sentence.text.rstrip(" ").endswith("\n"):
            return None
        if any(word.is_alpha for word in sentence):
            return sentence
        start = sentence.start
    return None


def told_before(token: Token, spoken: Container[int], past: Callable[[int], bool] | None = None) -> Span | None:
    """Return the nearest sentence before that nobody speaks; what is said is passed over where `past` says so."""
    sentence: Span | None = token.sent
    for _ in range(_REACH):
        sentence = sentence_before(sentence[0], over_border=True) if sentence is not None else None
        if sentence is None:
            return None
        said = [word.i for word in sentence if word.i in spoken]
        if not said:
            return sentence
        if past is None or not all(map(past, said)):
            return None
    return None


def is_introduction(sentence: Span) -> bool:
    """Tell "Patients were understanding" and "The unions protested", which only give somebody the word."""
    verb = sentence.root
    does = any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.rights) or is_passive(verb)
    return not does and len(sentence) <= _LONGEST_INTRODUCTION


def lead(token: Token) -> Span:
    """Return the sentence that opens the article and tells what it is about."""
    return next((s for s in token.doc.sents if s.root.pos_ in {"VERB", "AUX"}), token.sent)


def plural_actors(sentence: Span) -> Iterator[Token]:
    """Yield whom "they" may mean: bodies and groups that the main clause names, the doer first."""
    verb = sentence.root
    for noun in (*passive_agents(verb), *subjects(verb), *objects(verb)):
        if noun.tag_ in _PLURALS or noun.pos_ in {"PROPN", "PRON"} or kind_of(noun) == "body":
            yield noun


def deed(sentence: Span) -> Token | None:
    """Return the head of what the sentence tells: what is announced or decided, else the main clause."""
    verb = sentence.root
    for name in _CLAUSES:
        inner = next((c for c in verb.children if c.dep_ == name and c.pos_ in {"VERB", "AUX"}), None)
        if inner is not None and (name == "ccomp" or verb.lemma_ in _DECIDING):
            return inner
    return verb if verb.pos_ in {"VERB", "AUX"} and list(subjects(verb)) else None


def issues(verb: Token) -> bool:
    """Tell a verb whose object is itself what is talked about afterwards: "approved a law"."""
    return verb.lemma_ in _ISSUING
